import { EXTERNAL_ID_KINDS } from '../../../model/ids.ts';
import type { CsvColumn } from '../../text/csv.ts';
import type { ExportDocument } from './document.ts';

/** A line of the CSV: an item with one of its files, or without any. */
export interface ExportRow {
  readonly item: ExportDocument;
  readonly file: ExportDocument['files'][number] | undefined;
}

export function exportRows(item: ExportDocument): readonly ExportRow[] {
  return item.files.length === 0 ? [{ item, file: undefined }] : item.files.map((file) => ({ item, file }));
}

/** Fields that are one cell; all others are in JSON only. */
const FIELDS = ['releaseDate', 'runtime', 'genres', 'countries', 'status', 'artist', 'albumArtist', 'label'] as const;

export const EXPORT_COLUMNS: readonly CsvColumn<ExportRow>[] = [
  ['id', ({ item }) => item.id],
  ['kind', ({ item }) => item.kind],
  ['title', ({ item }) => item.title],
  ['year', ({ item }) => item.year],
  ['parent', ({ item }) => item.parents[0]?.title],
  ...(['season', 'episode', 'disc', 'track'] as const).map(
    (name): CsvColumn<ExportRow> => [name, ({ item }) => item.position?.[name]],
  ),
  ...FIELDS.map((name): CsvColumn<ExportRow> => [name, ({ item }) => cellOf(item.fields[name])]),
  ...EXTERNAL_ID_KINDS.map((kind): CsvColumn<ExportRow> => [kind, ({ item }) => item.ids[kind]]),
  ['library', ({ file }) => file?.library],
  ['path', ({ file }) => file?.path],
  ['bytes', ({ file }) => file?.size],
  ['edition', ({ file }) => file?.edition],
];

function cellOf(value: unknown): string | number | undefined {
  if (Array.isArray(value)) return value.map(String).join('; ');
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
