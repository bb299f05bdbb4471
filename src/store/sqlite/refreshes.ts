import type { Database } from 'better-sqlite3';
import type { FsPath } from '../../model/files.ts';
import { pathToBytes } from '../../model/paths.ts';
import type { RefreshableGroup, RefreshableOutcome } from '../port.ts';
import { REFRESHABLE_FROM, type RefreshableRow, refreshableGroup } from '../rows/refreshable-row.ts';
import type { Places } from './places.ts';

/** When the sources were asked about the groups of a root, and that they were. */
export interface Refreshes {
  refreshable(root: FsPath, outcomes: readonly RefreshableOutcome[]): readonly RefreshableGroup[];
  mark(root: FsPath, keys: readonly FsPath[], at: string): void;
}

export function refreshes(database: Database, places: Places): Refreshes {
  return {
    refreshable: (root, outcomes) => {
      const rows = database.prepare<[number | undefined, string], RefreshableRow>(
        `SELECT u.path AS unit, g.key, g.kind, g.outcome, i.uid, r.at AS refreshed_at,
           json_extract(i.fields, '$.status.value') AS status,
           coalesce(json_extract(i.fields, '$.endDate.value'), json_extract(i.fields, '$.releaseDate.value'),
             CAST(i.year AS TEXT)) AS date,
           (SELECT json_group_object(x.kind, x.value) FROM item_ids x WHERE x.item_id = g.item_id) AS ids,
           (SELECT json_group_object(s.provider, s.at) FROM
             (SELECT provider, min(fetched_at) AS at FROM sources WHERE item_id = g.item_id GROUP BY provider) s) AS fetched
         ${REFRESHABLE_FROM} AND g.root_id = ? AND g.outcome IN (SELECT value FROM json_each(?))
         ORDER BY u.path, g.key`,
      );
      return rows.all(places.findRoot(root), JSON.stringify(outcomes)).map(refreshableGroup);
    },
    mark: (root, keys, at) => {
      const mark = database.prepare<[string, number | undefined, Buffer]>(
        `INSERT INTO refreshes (group_id, at) SELECT g.id, ? FROM groups g WHERE g.root_id = ? AND g.key = ?
         ON CONFLICT (group_id) DO UPDATE SET at = excluded.at`,
      );
      const rootId = places.findRoot(root);
      for (const key of keys) mark.run(at, rootId, pathToBytes(key));
    },
  };
}
