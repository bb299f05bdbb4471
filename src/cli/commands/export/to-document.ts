import type { ItemView } from '../../../model/views.ts';
import { filesOfWork } from '../../../report/item-facts.ts';
import type { ExportDocument } from './document.ts';

/** An item with the values that hold, its external ids, and the files of it and its parts that are there. */
export function itemToExport(item: ItemView): ExportDocument {
  const { id, kind, title, year, ids, position, parents, fields } = item;
  return {
    id,
    kind,
    title,
    year,
    ids,
    position: position === undefined ? undefined : { ...position },
    parents: parents.map((parent) => ({ id: parent.id, kind: parent.kind, title: parent.title, ids: parent.ids })),
    fields: Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value])),
    files: filesOfWork(item).map(({ library, path, size, edition }) => ({ library, path, size, edition })),
  };
}
