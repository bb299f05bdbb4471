import type { StoredHold } from '../../model/overrides.ts';
import { sortedJson } from '../canonical.ts';
import { type ChildIdentity, matchChildren } from '../match-children.ts';
import type { GroupSave } from '../port.ts';
import { positionOf } from '../rows/item-row.ts';
import { draftsWithTitles, formerIdentities } from './sought.ts';
import type { ChangeRow, ItemRow } from './tables.ts';
import { idsOf, ownerOf, type Work } from './work.ts';

/** Two rows that are one item: what is stored of `gone` goes to `kept`. */
export interface JoinedRows {
  readonly kept: number;
  readonly gone: number;
}

/** Two items that are one work. */
export interface Join {
  /** Rows to be joined: parts before what they are a part of. */
  readonly rows: readonly JoinedRows[];
  /** Lines of the journal: the join, and what a person held of the item that goes where another hold stands. */
  readonly changes: readonly ChangeRow[];
}

/**
 * Finds two items that a draft says are one work: one has an id which the catalogue merged, the other has the id that
 * took its place. The older one stays.
 */
export function findJoin(work: Work, saves: readonly GroupSave[]): Join | undefined {
  for (const save of saves) {
    for (const { draft } of draftsWithTitles([save])) {
      const { ids } = draft;
      for (const former of formerIdentities(draft)) {
        const value = ids[former.kind];
        if (value === undefined) continue;
        const [old, current] = [former, { kind: former.kind, value }].map((id) => itemOf(work, draft.kind, id));
        if (old === undefined || current === undefined || old === current) continue;
        const [kept, gone] = isOlder(old, current) ? [old, current] : [current, old];
        const rows = [...matchedParts(work, kept, gone), { kept: kept.id, gone: gone.id }];
        return { rows, changes: [joined(work, kept, gone, save.at), ...lostHolds(work, rows, save.at)] };
      }
    }
  }
  return undefined;
}

function itemOf(work: Work, kind: ItemRow['kind'], id: Parameters<typeof ownerOf>[2]): ItemRow | undefined {
  const owner = ownerOf(work, kind, id);
  return owner === undefined ? undefined : work.items.get(String(owner));
}

function isOlder(one: ItemRow, other: ItemRow): boolean {
  return one.added_at === other.added_at ? one.id < other.id : one.added_at < other.added_at;
}

/** The parts of two works that are the same by their places, those within them first. Other parts only change hands. */
export function matchedParts(work: Work, kept: ItemRow, gone: ItemRow): readonly JoinedRows[] {
  const [ours, theirs] = [kept, gone].map(({ id }) =>
    work.items.of(id).filter(({ kind }) => kind === 'season' || kind === 'episode' || kind === 'track'),
  );
  if (ours === undefined || theirs === undefined) return [];
  const matches = matchChildren(
    theirs.map((row) => identityOf(work, row)),
    ours.map((row) => ({ ...identityOf(work, row), row })),
  );
  return theirs.flatMap((row, place) => {
    const match = matches[place]?.row;
    return match === undefined ? [] : [...matchedParts(work, match, row), { kept: match.id, gone: row.id }];
  });
}

function identityOf(work: Work, row: ItemRow): ChildIdentity {
  return { kind: row.kind, position: positionOf(row), ids: idsOf(work, row.id), titleKey: row.title_key };
}

export function joined(work: Work, kept: ItemRow, gone: ItemRow, at: string): ChangeRow {
  const { uid, title } = gone;
  const after = sortedJson({ item: uid, title, ids: idsOf(work, gone.id) });
  return { item_id: kept.id, at, field: 'joined', before: null, after };
}

/** What a person held of a field that another hold of the kept item rules. */
export function lostHolds(work: Work, rows: readonly JoinedRows[], at: string): readonly ChangeRow[] {
  return rows.flatMap(({ kept, gone }) => {
    const standing = new Map((work.holds.get(kept) ?? []).map((hold) => [hold.field, hold]));
    return (work.holds.get(gone) ?? []).flatMap((lost): ChangeRow[] => {
      const stands = standing.get(lost.field);
      if (stands === undefined || sortedJson(stands.value) === sortedJson(lost.value)) return [];
      return [{ item_id: kept, at, field: lost.field, before: holdJson(lost), after: holdJson(stands) }];
    });
  });
}

function holdJson({ provider, value, mode, author, at, reason }: StoredHold): string {
  return sortedJson({ provider, value, mode, author, at, ...(reason === null ? {} : { reason }) });
}

/** Cuts saves so that each which speaks of merged ids is the first of its part: what it joins has been written by then. */
export function cutAtMerges(saves: readonly GroupSave[]): readonly (readonly GroupSave[])[] {
  const parts: GroupSave[][] = [];
  for (const save of saves) {
    const last = parts.at(-1);
    const isMerge = draftsWithTitles([save]).some(({ draft }) => formerIdentities(draft).length > 0);
    if (last === undefined || isMerge) parts.push([save]);
    else last.push(save);
  }
  return parts;
}
