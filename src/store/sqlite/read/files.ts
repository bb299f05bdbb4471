import type { Database } from 'better-sqlite3';
import type { ManagedFile, Probe } from '../../../model/media.ts';
import { pathFromBytes } from '../../../model/paths.ts';
import { fromJson } from '../../canonical.ts';
import type { FileView } from '../../port.ts';
import { member } from '../sql.ts';

interface FileRow {
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
}

/** Reads the files that are tied to an item, main files first. */
export function fileReader(database: Database): (itemId: number) => readonly FileView[] {
  const rows = database.prepare<[number], FileRow>(
    `SELECT r.name AS library, f.path, f.role, f.size, f.part, f.version_label, f.extra_type, f.language,
       f.missing_since, x.probe, x.managed
     FROM file_items l JOIN files f ON f.id = l.file_id JOIN roots r ON r.id = f.root_id
     LEFT JOIN file_facts x ON x.file_id = f.id
     WHERE l.item_id = ? ORDER BY f.role <> 'main', r.name, f.path`,
  );
  return (itemId) =>
    rows.all(itemId).map((row) => ({
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
    }));
}
