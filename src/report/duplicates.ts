import type { ItemId } from '../model/ids.ts';
import type { ItemKind } from '../model/kinds.ts';
import { titleKey } from '../model/title-key.ts';
import type { FileView, ItemView } from '../model/views.ts';
import { fileKey, mainFiles, withParts } from './item-facts.ts';
import { versionsOf } from './versions.ts';

/** A file that could be removed, or a work that is stored twice, with what it is a duplicate of. */
export interface DuplicateRow {
  /** `bytes`: same content; `version`: another version of the work is better; `work`: another item has title and year. */
  readonly reason: 'bytes' | 'version' | 'work';
  readonly id: ItemId;
  readonly kind: ItemKind;
  readonly title: string;
  readonly year?: number;
  readonly library?: string;
  readonly path?: string;
  readonly bytes: number;
  /** The path of the file, or the id of the item, that it is a duplicate of. */
  readonly of: string;
}

/** Collects works one after the other and knows what is there twice. */
export function duplicateFinder(): (item: ItemView) => readonly DuplicateRow[] {
  const contents = new Map<string, FileView>();
  const works = new Map<string, ItemId>();

  function sameBytes(part: ItemView, base: RowBase): readonly DuplicateRow[] {
    return mainFiles(part).flatMap((file) => {
      if (file.hash === undefined) return [];
      const key = `${file.hash} ${file.size}`;
      const first = contents.get(key);
      if (first === undefined) contents.set(key, file);
      // The file of a double episode comes once for each of them.
      if (first === undefined || fileKey(first) === fileKey(file)) return [];
      return [{ ...base, reason: 'bytes', ...placeOf(file), bytes: file.size, of: first.path }];
    });
  }

  function sameWork(item: ItemView, base: RowBase): readonly DuplicateRow[] {
    if (item.year === undefined) return [];
    const key = [item.kind, titleKey(item.title), item.year, artistOf(item)].join('\0');
    const first = works.get(key);
    if (first === undefined) works.set(key, item.id);
    return first === undefined ? [] : [{ ...base, reason: 'work', bytes: bytesOf(item), of: first }];
  }

  return (item) => {
    const rows: DuplicateRow[] = [...sameWork(item, baseOf(item, item))];
    for (const part of withParts(item)) {
      const base = baseOf(item, part);
      const same = sameBytes(part, base);
      const known = new Set(same.map(({ path }) => path));
      const worse = worseVersions(part, base).filter(({ path }) => !known.has(path));
      rows.push(...same, ...worse);
    }
    return rows;
  };
}

type RowBase = Pick<DuplicateRow, 'id' | 'kind' | 'title' | 'year'>;

function baseOf(work: ItemView, part: ItemView): RowBase {
  const title = work === part ? work.title : `${work.title} – ${part.title}`;
  return { id: part.id, kind: part.kind, title, ...(work.year === undefined ? {} : { year: work.year }) };
}

function worseVersions(part: ItemView, base: RowBase): readonly DuplicateRow[] {
  return versionsOf(part).flatMap(([best, ...worse]) =>
    worse.flatMap(({ files: [file], bytes }) =>
      file === undefined
        ? []
        : [{ ...base, reason: 'version' as const, ...placeOf(file), bytes, of: best?.files[0]?.path ?? '' }],
    ),
  );
}

function placeOf({ library, path }: FileView): Pick<DuplicateRow, 'library' | 'path'> {
  return { library, path };
}

function bytesOf(item: ItemView): number {
  return [...withParts(item)].flatMap(mainFiles).reduce((sum, { size }) => sum + size, 0);
}

function artistOf({ fields }: ItemView): string {
  const artist = (fields.albumArtist ?? fields.artist)?.value;
  return typeof artist === 'string' ? titleKey(artist) : '';
}
