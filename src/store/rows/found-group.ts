import type { FsPath } from '../../model/files.ts';
import type { ItemId } from '../../model/ids.ts';
import type { GroupKind } from '../../model/kinds.ts';
import type { Identification, Outcome } from '../../model/outcome.ts';
import { pathFromBytes } from '../../model/paths.ts';
import { fromJson } from '../canonical.ts';
import { member } from '../cells.ts';
import type { FoundGroup } from '../port.ts';
import { decisionOf, decisionSql } from './decision-row.ts';

/** A group with the decision about it, as both databases read it. */
export interface FoundGroupCells {
  readonly root: Buffer;
  readonly library: string;
  readonly key: Buffer;
  readonly kind: GroupKind;
  readonly outcome: Outcome;
  readonly title: string | null;
  readonly year: number | null;
  readonly uid: ItemId | null;
  readonly identification: string;
  readonly decision: string | null;
  readonly distance: number;
}

/** Groups of the root `$1` that a path `$2` below it means: by its key, a file of it, or its folder. */
export function foundGroupsSql(database: 'sqlite' | 'postgres'): string {
  return `SELECT * FROM (
    SELECT r.path AS root, r.name AS library, g.key, g.kind, g.outcome, coalesce(nullif(i.title, ''), g.title) AS title,
      coalesce(i.year, g.year) AS year, i.uid, g.identification, ${decisionSql(database)} AS decision,
      CASE WHEN g.key = $2 THEN 0
        WHEN EXISTS (SELECT 1 FROM files f WHERE f.root_id = g.root_id AND f.path = $2 AND f.group_id = g.id) THEN 1
        WHEN g.folder = $2 THEN 2 END AS distance
    FROM groups g JOIN roots r ON r.id = g.root_id LEFT JOIN items i ON i.id = g.item_id WHERE r.path = $1) found
    WHERE distance IS NOT NULL ORDER BY distance, key`;
}

/** Where a group may be that a person names: below each root by its key, else by an absolute path. */
export function placesOf(
  { key, path }: { readonly key: FsPath; readonly path: FsPath },
  roots: readonly FsPath[],
): readonly (readonly [root: FsPath, below: FsPath])[] {
  const byKey = roots.map((root) => [root, key] as const);
  const byPath = roots.flatMap((root) => {
    const start = root.endsWith('/') ? root : `${root}/`;
    return path === root
      ? [[root, ''] as const]
      : path.startsWith(start)
        ? [[root, path.slice(start.length)] as const]
        : [];
  });
  return [...byKey, ...byPath];
}

/** The nearest of what was found at the places, each group once. */
export function nearestGroups(rows: readonly FoundGroupCells[]): readonly FoundGroup[] {
  const least = rows.reduce((nearest, { distance }) => Math.min(nearest, distance), Number.POSITIVE_INFINITY);
  const groups = rows.filter(({ distance }) => distance === least).map(foundGroupOf);
  return [...new Map(groups.map((group) => [`${group.root}\0${group.key}`, group])).values()];
}

function foundGroupOf(row: FoundGroupCells): FoundGroup {
  return {
    root: pathFromBytes(row.root),
    library: row.library,
    key: pathFromBytes(row.key),
    kind: row.kind,
    outcome: row.outcome,
    ...member('title', row.title),
    ...member('year', row.year),
    ...member('itemId', row.uid),
    identification: fromJson<Identification>(row.identification),
    ...member('decision', decisionOf(row.decision)),
  };
}
