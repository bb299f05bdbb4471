import type { Database } from 'better-sqlite3';
import type { FsPath } from '../../model/files.ts';
import type { ItemId } from '../../model/ids.ts';
import type { Identification } from '../../model/outcome.ts';
import { pathToBytes } from '../../model/paths.ts';
import { fromJson } from '../canonical.ts';
import { member } from '../cells.ts';
import type { GroupIdentity } from '../port.ts';
import { decisionOf, decisionSql } from '../rows/decision-row.ts';
import { IS_SHARED } from '../rows/shared-item.ts';
import type { ItemIds } from './ids.ts';
import type { Places } from './places.ts';

/** Reads the stored identity of a group with its reasons and the decision of a person. */
export function groupIdentityReader(
  database: Database,
  places: Places,
  ids: ItemIds,
): (root: FsPath, key: FsPath) => GroupIdentity | undefined {
  return (root, key) => {
    const item = groupItem(database, places.findRoot(root), key);
    if (item === undefined) return undefined;
    const identification = fromJson<Identification>(item.identification);
    const formerIds = ids.formerOf(item.id);
    const former = formerIds.length === 0 ? {} : { formerIds };
    const parents = ids.parentsOf(item.id);
    const above = parents.length === 0 ? {} : { parents };
    const decision = member('decision', decisionOf(item.decision));
    const shared = item.shared === 1 ? { isShared: true as const } : {};
    return {
      itemId: item.uid,
      ids: ids.of(item.id),
      ...former,
      ...above,
      identification,
      ...shared,
      ...decision,
    };
  };
}

interface GroupItemCells {
  readonly id: number;
  readonly uid: ItemId;
  readonly identification: string;
  readonly decision: string | null;
  readonly shared: number;
}

function groupItem(database: Database, rootId: number | undefined, key: string) {
  if (rootId === undefined) return undefined;
  return database
    .prepare<[number, Buffer], GroupItemCells>(
      `SELECT i.id, i.uid, g.identification, ${decisionSql('sqlite')} AS decision,
         ${IS_SHARED} AS shared
       FROM groups g JOIN items i ON i.id = g.item_id WHERE g.root_id = ? AND g.key = ?`,
    )
    .get(rootId, pathToBytes(key));
}
