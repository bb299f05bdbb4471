import type { FsPath } from '../../../model/files.ts';
import { groupBy } from '../../../model/group-by.ts';
import { pathFromBytes, pathToBytes } from '../../../model/paths.ts';
import { member } from '../../cells.ts';
import type { KnownGroup, KnownUnit } from '../../port.ts';
import { decisionSql } from '../../rows/decision-row.ts';
import { IS_UNREAD } from '../../rows/is-unread.ts';
import { answeredSql, type KnownGroupRow, knownGroupOf } from '../../rows/known-group.ts';
import type { Session } from '../session.ts';

interface FileRow {
  readonly unit: Buffer;
  readonly path: Buffer;
  readonly size: number;
  readonly mtime: number;
  readonly inode: number;
  readonly group_id: number | null;
  readonly missing_since: string | null;
  readonly rule: string | null;
  readonly is_unread: boolean;
}

interface GroupRow extends KnownGroupRow {
  readonly id: number;
}

const OF_UNITS =
  'IN (SELECT u.id FROM units u JOIN roots r ON r.id = u.root_id WHERE r.path = $1 AND u.path = ANY($2))';
const UNIT_PATH = '(SELECT u.path FROM units u WHERE u.id = unit_id) AS unit';

/** Reads units for `diff`: two indexed statements over short rows. */
export async function readUnits(session: Session, root: FsPath, units: readonly FsPath[]): Promise<KnownUnit[]> {
  const place = [pathToBytes(root), units.map(pathToBytes)];
  const files = await session.rows<FileRow>(
    `SELECT ${UNIT_PATH}, path, size, mtime, inode, group_id, missing_since, rule, ${IS_UNREAD} AS is_unread
     FROM files WHERE unit_id ${OF_UNITS}`,
    place,
  );
  const groups = await session.rows<GroupRow>(
    `SELECT g.id, g.key, g.kind, g.outcome, coalesce(nullif(i.title, ''), g.title) AS title, i.uid,
         g.asked, g.asked_at, g.asked_times, ${answeredSql('string_agg')} AS answered,
         CASE g.outcome WHEN 'degraded' THEN (g.identification->'degraded')::text END AS degraded,
         ${decisionSql('postgres')} AS decision
       FROM groups g LEFT JOIN items i ON i.id = g.item_id WHERE g.unit_id ${OF_UNITS}`,
    place,
  );
  const known = new Map(groups.map((row) => [row.id, knownGroupOf(row)]));
  const byUnit = groupBy(files, (row) => pathFromBytes(row.unit));
  return units.map((unit) => knownUnit(byUnit.get(unit) ?? [], known));
}

function knownUnit(files: readonly FileRow[], known: ReadonlyMap<number, KnownGroup>): KnownUnit {
  const present = new Set<KnownGroup>();
  const all = files.map((row) => {
    const group = row.group_id === null ? undefined : known.get(row.group_id);
    if (group !== undefined && row.missing_since === null) present.add(group);
    return {
      relativePath: pathFromBytes(row.path),
      size: row.size,
      mtimeMs: row.mtime,
      inode: row.inode,
      groupKey: group?.key ?? '',
      ...member('missingSince', row.missing_since),
      ...member('rule', row.rule),
      ...(row.is_unread ? { isUnread: true as const } : {}),
    };
  });
  return { files: all, groups: [...present] };
}

/** Units with files that are not known to be missing. */
export async function readUnitPaths(session: Session, root: FsPath): Promise<readonly FsPath[]> {
  const rows = await session.rows<{ readonly path: Buffer }>(
    `SELECT u.path FROM units u JOIN roots r ON r.id = u.root_id WHERE r.path = $1
       AND EXISTS (SELECT 1 FROM files f WHERE f.unit_id = u.id AND f.missing_since IS NULL) ORDER BY u.path`,
    [pathToBytes(root)],
  );
  return rows.map((row) => pathFromBytes(row.path));
}
