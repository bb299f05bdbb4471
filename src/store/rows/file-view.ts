import type { ManagedFile, Probe } from '../../model/media.ts';
import { pathFromBytes } from '../../model/paths.ts';
import type { FileView } from '../../model/views.ts';
import { fromJson } from '../canonical.ts';
import { member } from '../cells.ts';

/** The columns that a file of an item is shown by. */
const COLUMNS = `r.name AS library, f.path, f.role, f.size, f.part, f.version_label, f.extra_type,
  f.language, f.missing_since, x.probe, x.managed, f.edition, f.format_3d, f.hash, h.mode AS held, h.value AS held_edition`;

/** The files of items: `columns` are further ones, `which` says of which items. `l` = file_items. */
export function filesOfItemsSql(columns: readonly string[], which: string, order: readonly string[]): string {
  return `SELECT ${[...columns, COLUMNS].join(', ')}
    FROM file_items l JOIN files f ON f.id = l.file_id JOIN roots r ON r.id = f.root_id
    LEFT JOIN file_facts x ON x.file_id = f.id
    LEFT JOIN holds h ON h.item_id = l.item_id AND h.field = 'edition'
    WHERE ${which} ORDER BY ${[...order, "f.role <> 'main', r.name, f.path"].join(', ')}`;
}

export interface FileViewRow {
  readonly library: string;
  readonly path: Buffer;
  readonly role: string;
  readonly size: number;
  readonly part: number | null;
  readonly version_label: string | null;
  readonly extra_type: string | null;
  readonly language: string | null;
  readonly missing_since: string | null;
  readonly probe: string | null;
  readonly managed: string | null;
  readonly edition: string | null;
  readonly format_3d: string | null;
  readonly hash: string | null;
  /** How a person holds the edition of the work, and as what. */
  readonly held: string | null;
  readonly held_edition: string | null;
}

/** A file as it is shown, from its row in either store. */
export function fileViewOf(row: FileViewRow): FileView {
  return {
    library: row.library,
    path: pathFromBytes(row.path),
    role: row.role,
    size: row.size,
    ...member('part', row.part),
    ...member('versionLabel', row.version_label),
    ...member('extraType', row.extra_type),
    ...member('language', row.language),
    ...member('missingSince', row.missing_since),
    ...member('probe', row.probe === null ? null : fromJson<Probe>(row.probe)),
    ...member('managed', row.managed === null ? null : fromJson<ManagedFile>(row.managed)),
    ...member('edition', editionOf(row)),
    ...member('format3d', row.format_3d),
    ...member('hash', row.hash),
  };
}

function editionOf({ role, held, held_edition: value, edition }: FileViewRow): string | null {
  if (held === null || role !== 'main') return edition;
  return value === null ? null : fromJson<string>(value);
}
