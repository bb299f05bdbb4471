import type { ManagedFile, Probe } from '../../model/media.ts';
import { pathFromBytes } from '../../model/paths.ts';
import { fromJson } from '../canonical.ts';
import { member } from '../cells.ts';
import type { FileView } from '../port.ts';

/** The columns that a file is shown by; `f` = files, `r` = roots, `x` = file_facts. */
export const FILE_VIEW_COLUMNS = `r.name AS library, f.path, f.role, f.size, f.part, f.version_label, f.extra_type,
  f.language, f.missing_since, x.probe, x.managed`;

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
  };
}
