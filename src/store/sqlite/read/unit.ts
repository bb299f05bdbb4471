import type { Database } from 'better-sqlite3';
import type { FsPath } from '../../../model/files.ts';
import type { ItemId } from '../../../model/ids.ts';
import type { GroupKind } from '../../../model/kinds.ts';
import type { Outcome } from '../../../model/outcome.ts';
import { pathFromBytes, pathToBytes } from '../../../model/paths.ts';
import { member } from '../../cells.ts';
import type { KnownFile, KnownGroup, KnownUnit } from '../../port.ts';
import { decisionSql } from '../../rows/decision-row.ts';
import { IS_UNREAD } from '../../rows/is-unread.ts';
import { answeredSql, knownGroupOf } from '../../rows/known-group.ts';
import type { Places } from '../places.ts';

type FileTuple = [
  path: Buffer,
  size: number,
  mtime: number,
  inode: number,
  groupId: number | null,
  missingSince: string | null,
  rule: string | null,
  isUnread: number,
];
type GroupTuple = [
  id: number,
  key: Buffer,
  kind: GroupKind,
  outcome: Outcome,
  title: string | null,
  itemId: ItemId | null,
  asked: string | null,
  askedAt: string | null,
  askedTimes: number | null,
  answered: string | null,
  degraded: string | null,
  decision: string | null,
];

const NOTHING: KnownUnit = { files: [], groups: [] };

/**
 * Reads a unit for `diff`: two indexed statements over short rows, as it is asked for every folder of a library of which
 * nothing changed.
 */
export function unitReader(database: Database, places: Places): (root: FsPath, unit: FsPath) => KnownUnit {
  const files = database
    .prepare<[number, Buffer], FileTuple>(
      `SELECT path, size, mtime, inode, group_id, missing_since, rule, ${IS_UNREAD} FROM files
       WHERE unit_id = (SELECT id FROM units WHERE root_id = ? AND path = ?)`,
    )
    .raw();
  const groups = database
    .prepare<[number, Buffer], GroupTuple>(
      `SELECT g.id, g.key, g.kind, g.outcome, coalesce(nullif(i.title, ''), g.title), i.uid,
         g.asked, g.asked_at, g.asked_times, ${answeredSql('group_concat')},
         CASE g.outcome WHEN 'degraded' THEN json_extract(g.identification, '$.degraded') END, ${decisionSql('sqlite')}
       FROM groups g LEFT JOIN items i ON i.id = g.item_id
       WHERE g.unit_id = (SELECT id FROM units WHERE root_id = ? AND path = ?)`,
    )
    .raw();
  return (root, unit) => {
    const rootId = places.findRoot(root);
    if (rootId === undefined) return NOTHING;
    const path = pathToBytes(unit);
    const known = new Map(groups.all(rootId, path).map((row) => [row[0], knownGroup(row)]));
    const present = new Set<KnownGroup>();
    const all = files.all(rootId, path).map((row) => {
      const group = row[4] === null ? undefined : known.get(row[4]);
      if (group !== undefined && row[5] === null) present.add(group);
      return knownFile(row, group);
    });
    return { files: all, groups: [...present] };
  };
}

function knownGroup(row: GroupTuple): KnownGroup {
  const [, key, kind, outcome, title, uid, asked, asked_at, asked_times, answered, degraded, decision] = row;
  return knownGroupOf({ key, kind, outcome, title, uid, asked, asked_at, asked_times, answered, degraded, decision });
}

function knownFile(row: FileTuple, group: KnownGroup | undefined): KnownFile {
  const [path, size, mtimeMs, inode, , missingSince, rule, isUnread] = row;
  return {
    relativePath: pathFromBytes(path),
    size,
    mtimeMs,
    inode,
    groupKey: group?.key ?? '',
    ...member('missingSince', missingSince),
    ...member('rule', rule),
    ...(isUnread === 1 ? { isUnread: true } : {}),
  };
}
