import type { ItemView } from '../model/views.ts';
import { type CountRow, counter } from './counts.ts';
import { filesOfWork, mainFiles, withParts } from './item-facts.ts';

/** Counts works, their parts and files. Of parts only those with a file count. */
export function statsCounter(): { add(item: ItemView): void; rows(): readonly CountRow[] } {
  const counts = counter();
  return {
    add: (item) => {
      const files = filesOfWork(item);
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      counts.add('kind', item.kind, bytes);
      for (const part of withParts(item)) {
        if (part !== item && mainFiles(part).length > 0) counts.add('kind', part.kind);
      }
      for (const file of files) counts.add('library', file.library, file.size);
      if (item.year !== undefined) counts.add('decade', `${Math.floor(item.year / 10) * 10}s`, bytes);
      for (const field of ['genres', 'countries'] as const) {
        for (const value of textsOf(item, field)) counts.add(field, value, bytes);
      }
      for (const provider of new Set(Object.values(item.fields).map((field) => field.provider))) {
        counts.add('source', provider);
      }
    },
    rows: counts.rows,
  };
}

function textsOf({ fields }: ItemView, field: 'genres' | 'countries'): readonly string[] {
  const value: unknown = fields[field]?.value;
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
