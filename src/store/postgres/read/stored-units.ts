import type { FsPath } from '../../../model/files.ts';
import { groupBy } from '../../../model/group-by.ts';
import { pathToBytes } from '../../../model/paths.ts';
import type { StoredUnit, UnitRange } from '../../port.ts';
import { decisionSql } from '../../rows/decision-row.ts';
import { answeredSql, type KnownGroupRow, knownGroupOf } from '../../rows/known-group.ts';
import { IS_PRESENT, LISTED_SIZE, type ListedRow, rangeOf, storedUnitOf } from '../../rows/stored-unit.ts';
import { readTogether, type TransactionPlace } from '../session.ts';

interface GroupRow extends KnownGroupRow {
  readonly unit_id: number;
}

/** Reads a range of units as texts in one round trip; the server puts the texts together. */
export async function readStoredUnits(
  place: TransactionPlace,
  root: FsPath,
  range: UnitRange,
): Promise<readonly StoredUnit[]> {
  const { from, to } = rangeOf(range);
  const units = `(SELECT u.id, u.path FROM units u JOIN roots r ON r.id = u.root_id
    WHERE r.path = ${bytes(pathToBytes(root))} AND u.path >= ${bytes(from)} AND u.path <= ${bytes(to)}
      AND EXISTS (SELECT FROM files f WHERE f.unit_id = u.id)
    ORDER BY u.path LIMIT ${Number(range.limit)}) u`;
  const [rows = [], groups = []] = await readTogether<ListedRow, GroupRow>(place, [
    `SELECT u.id, u.path, count(*) FILTER (WHERE f.missing_since IS NULL) AS count,
       string_agg(f.path || convert_to('//' || ${LISTED_SIZE} || '//' || trunc(f.mtime * 4096)::bigint, 'UTF8'), '//'::bytea
         ORDER BY f.path) FILTER (WHERE f.missing_since IS NULL) AS listing
     FROM ${units} JOIN files f ON f.unit_id = u.id GROUP BY u.id, u.path ORDER BY u.path`,
    `SELECT g.unit_id, g.key, g.kind, g.outcome, coalesce(nullif(i.title, ''), g.title) AS title, i.uid,
       g.asked, g.asked_at, g.asked_times, ${answeredSql('string_agg')} AS answered,
       CASE g.outcome WHEN 'degraded' THEN (g.identification->'degraded')::text END AS degraded,
         ${decisionSql('postgres')} AS decision
     FROM ${units} JOIN groups g ON g.unit_id = u.id LEFT JOIN items i ON i.id = g.item_id WHERE ${IS_PRESENT}`,
  ]);
  const known = groupBy(groups, ({ unit_id }) => unit_id);
  const byUnit = new Map([...known].map(([unit, found]) => [unit, found.map(knownGroupOf)]));
  return rows.map((row) => storedUnitOf(row, byUnit));
}

/** Bytes as they stand in a statement. */
function bytes(value: Buffer): string {
  return `decode('${value.toString('hex')}', 'hex')`;
}
