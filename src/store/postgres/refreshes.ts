import type { FsPath } from '../../model/files.ts';
import { pathToBytes } from '../../model/paths.ts';
import type { RefreshableGroup, RefreshableOutcome } from '../port.ts';
import { REFRESHABLE_FROM, type RefreshableRow, refreshableGroup } from '../rows/refreshable-row.ts';
import type { Session } from './session.ts';

/** The groups of a root that sources can be asked about again: one statement. */
export async function readRefreshable(
  session: Session,
  root: FsPath,
  outcomes: readonly RefreshableOutcome[],
): Promise<readonly RefreshableGroup[]> {
  const rows = await session.rows<RefreshableRow>(
    `SELECT u.path AS unit, g.key, g.kind, g.outcome, i.uid, r.at AS refreshed_at,
       i.fields #>> '{status,value}' AS status,
       coalesce(i.fields #>> '{endDate,value}', i.fields #>> '{releaseDate,value}', i.year::text) AS date,
       (SELECT json_object_agg(x.kind, x.value)::text FROM item_ids x WHERE x.item_id = g.item_id) AS ids,
       (SELECT json_object_agg(s.provider, s.at)::text FROM
         (SELECT provider, min(fetched_at) AS at FROM sources WHERE item_id = g.item_id GROUP BY provider) s) AS fetched
     ${REFRESHABLE_FROM} AND g.root_id = (SELECT id FROM roots WHERE path = $1) AND g.outcome = ANY($2)
     ORDER BY u.path, g.key`,
    [pathToBytes(root), [...outcomes]],
  );
  return rows.map(refreshableGroup);
}

/** Notes that the sources were asked about these groups. */
export async function markRefreshed(
  session: Session,
  root: FsPath,
  keys: readonly FsPath[],
  at: string,
): Promise<void> {
  await session.run(
    `INSERT INTO refreshes (group_id, at)
       SELECT g.id, $1 FROM groups g JOIN roots r ON r.id = g.root_id WHERE r.path = $2 AND g.key = ANY($3)
     ON CONFLICT (group_id) DO UPDATE SET at = excluded.at`,
    [at, pathToBytes(root), keys.map(pathToBytes)],
  );
}
