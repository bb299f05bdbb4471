import type { FsPath } from '../../model/files.ts';
import type { ExternalId, ExternalIds, ItemId } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import type { StoredHold } from '../../model/overrides.ts';
import { pathToBytes } from '../../model/paths.ts';
import { collectIds, externalIdsOf } from '../external-ids.ts';
import { type RowSet, rowSet } from './row-set.ts';
import {
  ARTWORK,
  type ArtworkRow,
  CANDIDATES,
  type ChangeRow,
  CREDIT_LISTS,
  type CreditListRow,
  type CreditRow,
  FACTS,
  type FactsRow,
  FILE_ITEMS,
  FILES,
  type FileItemRow,
  GROUPS,
  ITEM_ALIASES,
  ITEM_IDS,
  ITEMS,
  type ItemAliasRow,
  type ItemIdRow,
  type ItemRow,
  PEOPLE,
  PERSON_IDS,
  type PersonIdRow,
  type PersonRow,
  ROOTS,
  type RootRow,
  SOURCES,
  type SourceRow,
  type StoredCandidateRow,
  type StoredFileRow,
  type StoredGroupRow,
  UNITS,
  type UnitRow,
  VALUES,
  type ValueRow,
} from './tables.ts';

/**
 * What a batch of saves knows of the store and makes of it: every row that it may meet is read first, in a few statements,
 * then the saves are worked out in memory, then the difference is written, in one statement a table.
 */
export interface Work {
  readonly roots: RowSet<RootRow>;
  readonly units: RowSet<UnitRow>;
  readonly items: RowSet<ItemRow>;
  readonly itemIds: RowSet<ItemIdRow>;
  /** Former ids of items, by `identityKey`. */
  readonly itemAliases: RowSet<ItemAliasRow>;
  readonly groups: RowSet<StoredGroupRow>;
  readonly files: RowSet<StoredFileRow>;
  readonly facts: RowSet<FactsRow>;
  readonly fileItems: RowSet<FileItemRow>;
  readonly sources: RowSet<SourceRow>;
  readonly values: RowSet<ValueRow>;
  readonly people: RowSet<PersonRow>;
  readonly personIds: RowSet<PersonIdRow>;
  readonly creditLists: RowSet<CreditListRow>;
  readonly candidates: RowSet<StoredCandidateRow>;
  readonly artwork: RowSet<ArtworkRow>;
  readonly holds: Map<number, StoredHold[]>;
  /** Credits to be written, by `<item> <provider>`; of lists that are there before, what is there goes first. */
  readonly credits: Map<string, readonly CreditRow[]>;
  readonly changes: ChangeRow[];
  /** Groups that lost files to others, with whose tally counts that they go where they are empty. */
  readonly left: Map<number, { rows: number }>;
  /** Items that others take the place of, by the row that goes: what persons decided about them moves. */
  readonly replaced: Map<number, number>;
  /** Items that may have become superfluous; they go where nothing needs them. */
  readonly loose: Set<number>;
  /** Items by an id that belongs to them alone: see `identityKey`. */
  readonly owners: Map<string, number>;
  /** Rows of items by their ids, of those that a save names. */
  readonly itemsByUid: Map<ItemId, number>;
  /** People that are known by name alone. */
  readonly peopleByName: Map<string, number>;
  /** Items of a kind and title, with ids or without. */
  nameless(kind: string, titleKey: string): readonly number[];
  newId(): number;
  /** What was changed so far is written; what follows is the difference to that. Groups and items that go are seen to at the end. */
  settle(): void;
}

export function newWork(newId: () => number): Work {
  const titles = new Map<string, Set<number>>();
  const items = indexed(
    rowSet(
      ITEMS,
      (row) => String(row.id),
      (row) => row.parent_id ?? undefined,
    ),
    titles,
  );
  const sets = {
    items,
    roots: rowSet(ROOTS, (row) => bytesKey(row.path)),
    units: rowSet(UNITS, (row) => `${row.root_id} ${bytesKey(row.path)}`),
    itemIds: rowSet(
      ITEM_IDS,
      (row) => `${row.item_id} ${row.kind}`,
      (row) => row.item_id,
    ),
    itemAliases: rowSet(ITEM_ALIASES, identityKey, (row) => row.item_id),
    groups: rowSet(GROUPS, (row) => `${row.root_id} ${bytesKey(row.key)}`),
    files: rowSet(FILES, (row) => `${row.root_id} ${bytesKey(row.path)}`),
    facts: rowSet(FACTS, (row) => String(row.file_id)),
    fileItems: rowSet(
      FILE_ITEMS,
      (row) => `${row.file_id} ${row.item_id}`,
      (row) => row.file_id,
    ),
    sources: rowSet(
      SOURCES,
      (row) => `${row.item_id} ${row.provider} ${row.provider_id}`,
      (row) => row.item_id,
    ),
    values: rowSet(
      VALUES,
      (row) => `${row.source_id} ${row.field}`,
      (row) => row.source_id,
    ),
    people: rowSet(PEOPLE, (row) => String(row.id)),
    personIds: rowSet(PERSON_IDS, (row) => `${row.kind} ${row.value}`),
    creditLists: rowSet(
      CREDIT_LISTS,
      (row) => `${row.item_id} ${row.provider}`,
      (row) => row.item_id,
    ),
    candidates: rowSet(
      CANDIDATES,
      (row) => `${row.item_id} ${row.kind} ${row.provider} ${row.url}`,
      (row) => `${row.item_id} ${row.kind}`,
    ),
    artwork: rowSet(
      ARTWORK,
      (row) => `${row.item_id} ${row.kind}`,
      (row) => row.item_id,
    ),
  };
  const credits: Work['credits'] = new Map();
  const changes: ChangeRow[] = [];
  return {
    ...sets,
    holds: new Map(),
    credits,
    changes,
    nameless: (kind, titleKey) => [...(titles.get(`${kind} ${titleKey}`) ?? [])],
    left: new Map(),
    replaced: new Map(),
    loose: new Set(),
    owners: new Map(),
    itemsByUid: new Map(),
    peopleByName: new Map(),
    newId,
    settle: () => {
      for (const set of Object.values(sets)) set.settle();
      credits.clear();
      changes.length = 0;
    },
  };
}

/** The row of a root, where the work knows it. */
export function rootRow(work: Work, root: FsPath): RootRow | undefined {
  return work.roots.get(bytesKey(pathToBytes(root)));
}

/** Bytes as the key of a map. */
export function bytesKey(bytes: Buffer): string {
  return bytes.toString('latin1');
}

export function identityKey(row: {
  readonly kind: string;
  readonly value: string;
  readonly item_kind: string;
}): string {
  return `${row.item_kind} ${row.kind} ${row.value}`;
}

/** The external ids of an item, as far as they are known to the work. */
export function idsOf(work: Work, itemId: number): ExternalIds {
  return collectIds(work.itemIds.of(itemId));
}

/** The ids that an item had before its catalogue merged them, as far as they are known to the work. */
export function formerIdsOf(work: Work, itemId: number): readonly ExternalId[] {
  return externalIdsOf(work.itemAliases.of(itemId));
}

/** The item that has an id of its own, or had it before. */
export function ownerOf(work: Work, kind: ItemKind, id: ExternalId): number | undefined {
  const key = identityKey({ ...id, item_kind: kind });
  return work.owners.get(key) ?? work.itemAliases.get(key)?.item_id;
}

/** Keeps, beside the rows of items, who has which title: only of those that may be found by it. */
function indexed(items: RowSet<ItemRow>, titles: Map<string, Set<number>>): RowSet<ItemRow> {
  const note = (row: ItemRow): void => {
    if (row.kind !== 'artist' && row.kind !== 'release-group' && row.kind !== 'series') return;
    const key = `${row.kind} ${row.title_key}`;
    const ids = titles.get(key);
    if (ids === undefined) titles.set(key, new Set([row.id]));
    else ids.add(row.id);
  };
  return {
    ...items,
    get added() {
      return items.added;
    },
    get altered() {
      return items.altered;
    },
    get dropped() {
      return items.dropped;
    },
    load: (rows) => {
      items.load(rows);
      for (const row of rows) note(row);
    },
    put: (row) => {
      const before = items.get(String(row.id));
      const changed = items.put(row);
      if (changed && before !== undefined) titles.get(`${before.kind} ${before.title_key}`)?.delete(row.id);
      if (changed) note(row);
      return changed;
    },
  };
}
