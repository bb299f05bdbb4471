import type { ItemId } from '../model/ids.ts';
import { digestOf, sortedJson, toJson } from './canonical.ts';
import { compareIds } from './identity.ts';
import type { Hold, ItemView, Resolve, Store } from './port.ts';
import { placeKeys } from './positions.ts';
import { type ExportedGroup, saveOf } from './sqlite/export.ts';
import type { Outbox } from './sqlite/outbox.ts';

/** What two stores say differently; the target stays as it is until a person settles it. */
interface SyncConflict {
  readonly kind: 'identity' | 'hold';
  readonly root: string;
  readonly key: string;
  readonly title: string;
  readonly field?: string;
  /** One line for a person. */
  readonly detail: string;
}

export interface SyncResult {
  readonly groups: number;
  /** Carried over before, and the same since. */
  readonly unchanged: number;
  readonly rows: number;
  readonly conflicts: readonly SyncConflict[];
}

export interface SyncOptions {
  /** The store that is carried over: for what persons hold of its items. */
  readonly source: Store;
  readonly outbox: Outbox;
  readonly target: Store;
  readonly resolve: Resolve;
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
}

const BATCH = 100;

/**
 * Carries a SQLite store over into another, group by group, by the rules by which a scan is stored. It may be broken off at
 * any moment and begun again: what was carried over is noted, and carrying it over twice changes nothing.
 */
export async function syncStores(options: SyncOptions): Promise<SyncResult> {
  const { outbox, target, signal } = options;
  const tally = { groups: 0, unchanged: 0, rows: 0 };
  const conflicts: SyncConflict[] = [];
  let behind = 0;
  let done = 0;
  for (;;) {
    signal.throwIfAborted();
    const { groups, last } = outbox.groups(behind, BATCH);
    if (groups.length === 0) break;
    behind = last;
    const batch = await carryBatch(options, groups, conflicts);
    tally.groups += batch.groups;
    tally.unchanged += batch.unchanged;
    tally.rows += batch.rows;
    done += groups.length;
    options.progress(done, outbox.groupCount);
  }
  for (const { library, unit, files } of outbox.ignored()) {
    signal.throwIfAborted();
    tally.rows += await target.saveIgnored(library, unit, files);
  }
  for (const run of outbox.runs()) await target.saveRun(run);
  if (conflicts.length === 0) outbox.finish();
  return { ...tally, conflicts };
}

interface Pending {
  readonly group: ExportedGroup;
  readonly digest: string;
}

async function carryBatch(options: SyncOptions, groups: readonly ExportedGroup[], conflicts: SyncConflict[]) {
  const { outbox, target, resolve } = options;
  const pending: Pending[] = [];
  let unchanged = 0;
  for (const group of groups) {
    const { root } = group.save.group.library;
    const digest = await digestOfGroup(options, group);
    if (outbox.given(root, group.save.group.key) === digest) {
      unchanged += 1;
      continue;
    }
    const conflict = await identityConflict(target, group);
    if (conflict === undefined) pending.push({ group, digest });
    else conflicts.push(conflict);
  }
  const changes = await target.saveGroups(pending.map(({ group }) => saveOf(group, resolve)));
  let rows = 0;
  for (const [place, { group, digest }] of pending.entries()) {
    const { group: saved } = group.save;
    const change = changes[place];
    rows += change?.rows ?? 0;
    for (const { path, since } of group.missing) rows += await target.markMissing(saved.library.root, [path], since);
    const found = conflicts.length;
    if (group.itemId !== undefined && change?.itemId !== undefined) {
      rows += await carryItem(options, group, group.itemId, change.itemId, conflicts);
    }
    // What is in conflict is looked at again the next time.
    if (conflicts.length === found) outbox.note(saved.library.root, saved.key, digest);
  }
  return { groups: pending.length, unchanged, rows };
}

/** Everything that is carried over of a group, as a digest. */
async function digestOfGroup({ source, outbox }: SyncOptions, group: ExportedGroup): Promise<string> {
  const views = group.itemId === undefined ? [] : await source.show({ by: 'id', id: group.itemId });
  const items = views.flatMap(flattened).map((view) => view.id);
  const artwork = items.map((id) => outbox.artwork(id));
  const holds: (readonly Hold[])[] = [];
  for (const id of items) holds.push(await source.holds(id));
  return digestOf([toJson(group), toJson(artwork), toJson(holds)]);
}

/** Two different works for the same files: neither store is right by itself. */
async function identityConflict(target: Store, { save }: ExportedGroup): Promise<SyncConflict | undefined> {
  if (save.draft === undefined) return undefined;
  const { library, key, reading } = save.group;
  const there = await target.groupIdentity(library.root, key);
  if (there === undefined || compareIds(save.draft.kind, there.ids, save.draft.ids) !== 'other') return undefined;
  const detail = `${toJson(there.ids)} in the store, ${toJson(save.draft.ids)} without the server`;
  return { kind: 'identity', root: library.root, key, title: reading.title ?? key, detail };
}

/** Artwork and what persons hold, of an item and its parts. */
async function carryItem(
  options: SyncOptions,
  group: ExportedGroup,
  from: ItemId,
  to: ItemId,
  conflicts: SyncConflict[],
): Promise<number> {
  const { source, target, outbox } = options;
  const [mine] = await source.show({ by: 'id', id: from });
  if (mine === undefined) return 0;
  let rows = 0;
  let theirs: ReadonlyMap<string, ItemId> | undefined;
  for (const view of flattened(mine)) {
    const artwork = outbox.artwork(view.id);
    const holds = await source.holds(view.id);
    if (artwork.length === 0 && holds.length === 0) continue;
    theirs ??= await partsOf(target, to);
    const there = view.id === from ? to : theirs.get(placeOf(view));
    if (there === undefined) continue;
    for (const save of artwork) rows += await target.saveArtwork({ ...save, itemId: there });
    rows += await carryHolds(options, { group, view, holds, there }, conflicts);
  }
  return rows;
}

async function carryHolds(
  { target, resolve }: SyncOptions,
  {
    group,
    view,
    holds,
    there,
  }: {
    readonly group: ExportedGroup;
    readonly view: ItemView;
    readonly holds: readonly Hold[];
    readonly there: ItemId;
  },
  conflicts: SyncConflict[],
): Promise<number> {
  if (holds.length === 0) return 0;
  const { library, key } = group.save.group;
  const held = await target.holds(there);
  let rows = 0;
  for (const { field, mode, provider, value, author, at, reason } of holds) {
    const other = held.find((one) => one.field === field);
    if (other !== undefined && sortedJson(other.value) === sortedJson(value)) continue;
    if (other !== undefined) {
      const detail = `${toJson(other.value)} by ${other.author} in the store, ${toJson(value)} by ${author} without the server`;
      conflicts.push({ kind: 'hold', root: library.root, key, title: view.title, field, detail });
      continue;
    }
    rows += await target.hold({
      itemId: there,
      field,
      author,
      at,
      resolve,
      ...(reason === undefined ? {} : { reason }),
      ...(mode === 'lock' ? { locked: { provider, value } } : { override: value }),
    });
  }
  return rows;
}

function flattened(view: ItemView): readonly ItemView[] {
  return [view, ...view.children.flatMap(flattened)];
}

/** The parts of an item by their place in it. */
async function partsOf(store: Store, id: ItemId): Promise<ReadonlyMap<string, ItemId>> {
  const views = await store.show({ by: 'id', id });
  return new Map(views.flatMap(flattened).map((view) => [placeOf(view), view.id]));
}

function placeOf({ kind, position = {}, title }: ItemView): string {
  return placeKeys(kind, position)[0] ?? `${kind} ${title}`;
}
