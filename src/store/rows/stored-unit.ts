import { pathFromBytes, pathToBytes } from '../../model/paths.ts';
import type { KnownGroup, StoredUnit, UnitRange } from '../port.ts';
import { IS_UNREAD } from './is-unread.ts';

/** Size of file `f` in a listing: what has to be looked at anyway is like no file of a walk. */
export const LISTED_SIZE = `CASE WHEN ${IS_UNREAD} OR f.inode = 0 THEN '?' ELSE CAST(f.size AS TEXT) END`;

/** Whether a file of group `g` is there: only then is it among the groups of its unit. */
export const IS_PRESENT = 'EXISTS (SELECT 1 FROM files p WHERE p.group_id = g.id AND p.missing_since IS NULL)';

/** A name has at most 255 bytes, so that this comes behind every one. */
const BEHIND_ALL = Buffer.alloc(256, 0xff);

/** The first and the last bytes that a unit of a range may have. */
export function rangeOf({ after, last }: UnitRange): { readonly from: Buffer; readonly to: Buffer } {
  // Nothing lies between a name and the same with a zero byte.
  const from = after === undefined ? Buffer.alloc(0) : Buffer.concat([pathToBytes(after), Buffer.alloc(1)]);
  return { from, to: last === undefined ? BEHIND_ALL : pathToBytes(last) };
}

/** A unit as both stores read it. */
export interface ListedRow {
  readonly id: number;
  readonly path: Buffer;
  readonly count: number;
  /** Null where all its files are missing. */
  readonly listing: Buffer | null;
}

export function storedUnitOf(row: ListedRow, groups: ReadonlyMap<number, readonly KnownGroup[]>): StoredUnit {
  return {
    unit: pathFromBytes(row.path),
    listing: row.listing === null ? '' : pathFromBytes(row.listing),
    count: row.count,
    groups: groups.get(row.id) ?? [],
  };
}
