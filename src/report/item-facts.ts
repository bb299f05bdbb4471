import type { FieldName } from '../model/fields.ts';
import type { FileView, ItemView } from '../model/views.ts';

/** The files of an item that hold the work itself and are there. */
export function mainFiles(item: ItemView): readonly FileView[] {
  return item.files.filter((file) => file.role === 'main' && file.missingSince === undefined);
}

/** An item with all its parts. */
export function* withParts(item: ItemView): Generator<ItemView> {
  yield item;
  for (const child of item.children) yield* withParts(child);
}

/** The main files of an item and of its parts, each once: a double episode is one file. */
export function filesOfWork(item: ItemView): readonly FileView[] {
  const files = new Map<string, FileView>();
  for (const part of withParts(item)) for (const file of mainFiles(part)) files.set(fileKey(file), file);
  return [...files.values()];
}

export function fileKey({ library, path }: FileView): string {
  return `${library}\0${path}`;
}

/** The value of a field as text. */
export function textOf(item: ItemView, field: FieldName): string | undefined {
  const value = item.fields[field]?.value;
  return typeof value === 'string' ? value : undefined;
}
