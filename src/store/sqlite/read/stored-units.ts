import type { Database } from 'better-sqlite3';
import type { FsPath } from '../../../model/files.ts';
import { groupBy } from '../../../model/group-by.ts';
import type { StoredUnit, UnitRange } from '../../port.ts';
import { decisionSql } from '../../rows/decision-row.ts';
import { answeredSql, type KnownGroupRow, knownGroupOf } from '../../rows/known-group.ts';
import { IS_PRESENT, LISTED_SIZE, type ListedRow, rangeOf, storedUnitOf } from '../../rows/stored-unit.ts';
import type { Places } from '../places.ts';

interface GroupRow extends KnownGroupRow {
  readonly unit_id: number;
}

/** Reads a range of units as texts, in two statements; SQLite puts the texts together, so that no row a file is made here. */
export function storedUnitReader(
  database: Database,
  places: Places,
): (root: FsPath, range: UnitRange) => readonly StoredUnit[] {
  const listings = database.prepare<[number, Buffer, Buffer, number], ListedRow>(
    `SELECT u.id, u.path, count(*) FILTER (WHERE f.missing_since IS NULL) AS count,
       CAST(group_concat(f.path || '//' || ${LISTED_SIZE} || '//' || CAST(f.mtime * 4096 AS INTEGER), '//' ORDER BY f.path)
         FILTER (WHERE f.missing_since IS NULL) AS BLOB) AS listing
     FROM units u JOIN files f ON f.unit_id = u.id
     WHERE u.root_id = ? AND u.path >= ? AND u.path <= ? GROUP BY u.path ORDER BY u.path LIMIT ?`,
  );
  const groups = database.prepare<[number, Buffer, Buffer], GroupRow>(
    `SELECT g.unit_id, g.key, g.kind, g.outcome, coalesce(nullif(i.title, ''), g.title) AS title, i.uid,
       g.asked, g.asked_at, g.asked_times, ${answeredSql('group_concat')} AS answered,
       CASE g.outcome WHEN 'degraded' THEN json_extract(g.identification, '$.degraded') END AS degraded,
       ${decisionSql('sqlite')} AS decision
     FROM units u JOIN groups g ON g.unit_id = u.id LEFT JOIN items i ON i.id = g.item_id
     WHERE u.root_id = ? AND u.path >= ? AND u.path <= ? AND ${IS_PRESENT}`,
  );
  return (root, range) => {
    const rootId = places.findRoot(root);
    if (rootId === undefined) return [];
    const { from, to } = rangeOf(range);
    const rows = listings.all(rootId, from, to, range.limit);
    const last = rows.at(-1);
    if (last === undefined) return [];
    const known = groupBy(groups.all(rootId, from, last.path), ({ unit_id }) => unit_id);
    const byUnit = new Map([...known].map(([unit, found]) => [unit, found.map(knownGroupOf)]));
    return rows.map((row) => storedUnitOf(row, byUnit));
  };
}
