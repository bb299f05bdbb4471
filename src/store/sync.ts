import { compareKnown } from '../model/identity.ts';
import type { ExternalIds, ItemId } from '../model/ids.ts';
import type { Hold } from '../model/overrides.ts';
import { placeKeys } from '../model/place-keys.ts';
import type { PolicyName } from '../model/policies.ts';
import type { ItemView } from '../model/views.ts';
import { digestOfTexts } from '../util/digest.ts';
import { toJson } from './canonical.ts';
import type { Store } from './port.ts';
import { type ExportedGroup, saveOf } from './sqlite/export.ts';
import type { Outbox } from './sqlite/outbox.ts';
import { carryHolds, type HeldItem } from './sync-holds.ts';

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
  readonly policy: PolicyName;
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
  readonly now?: () => Date;
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
  const met = new Set<ItemId>();
  let behind = 0;
  let done = 0;
  for (;;) {
    signal.throwIfAborted();
    const { groups, last } = outbox.groups(behind, BATCH);
    if (groups.length === 0) break;
    behind = last;
    const batch = await carryBatch(options, groups, conflicts, met);
    tally.groups += batch.groups;
    tally.unchanged += batch.unchanged;
    tally.rows += batch.rows;
    done += groups.length;
    options.progress(done, outbox.groupCount);
  }
  for (const id of outbox.heldItems()) {
    if (!met.has(id)) tally.rows += await carryLoose(options, id, conflicts);
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

async function carryBatch(
  options: SyncOptions,
  groups: readonly ExportedGroup[],
  conflicts: SyncConflict[],
  met: Set<ItemId>,
) {
  const { outbox, target, policy } = options;
  const pending: Pending[] = [];
  let unchanged = 0;
  let rows = 0;
  for (const group of groups) {
    const { root } = group.save.group.library;
    const items = await itemsOf(options.source, group);
    for (const { id } of items) met.add(id);
    const digest = await digestOfGroup(options, group, items);
    const isCarried = outbox.given(root, group.save.group.key) === digest;
    if (isCarried) await rememberHolds(options, group, items);
    const known = isCarried ? undefined : await knownThere(target, group);
    if (known !== undefined) rows += await carryDecisions(options, group, known, conflicts);
    if (isCarried || known !== undefined) {
      unchanged += 1;
      continue;
    }
    const conflict = await identityConflict(target, group);
    if (conflict === undefined) pending.push({ group, digest });
    else conflicts.push(conflict);
  }
  const changes = await target.saveGroups(pending.map(({ group }) => saveOf(group, policy)));
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

/** An item of a store, as far as it is looked for in another. */
type PlacedItem = Pick<ItemView, 'id' | 'kind' | 'title' | 'ids'> & { readonly place: string };

/** The items of a group: its work, the parts of it, and what it is a part of. */
async function itemsOf(source: Store, { itemId }: ExportedGroup): Promise<readonly PlacedItem[]> {
  return itemId === undefined ? [] : placedItems(source, itemId);
}

/** Everything that is carried over of a group, as a digest. */
async function digestOfGroup(
  { source, outbox }: SyncOptions,
  group: ExportedGroup,
  items: readonly PlacedItem[],
): Promise<string> {
  const artwork = items.map(({ id }) => outbox.artwork(id));
  const holds: (readonly Hold[])[] = [];
  for (const { id } of items) holds.push(await source.holds(id));
  return digestOfTexts([toJson(group), toJson(artwork), toJson(holds)]);
}

/**
 * The item of these files in the target, where the target knows their work and the file could not find it out: that says
 * nothing against it.
 */
async function knownThere(target: Store, { save }: ExportedGroup): Promise<ItemId | undefined> {
  if (save.draft !== undefined && hasIds(save.draft.ids)) return undefined;
  const there = await target.groupIdentity(save.group.library.root, save.group.key);
  return there !== undefined && (save.draft === undefined || hasIds(there.ids)) ? there.itemId : undefined;
}

function hasIds(ids: ExternalIds): boolean {
  return Object.keys(ids).length > 0;
}

/** Two different works for the same files: neither store is right by itself. */
async function identityConflict(target: Store, { save }: ExportedGroup): Promise<SyncConflict | undefined> {
  if (save.draft === undefined) return undefined;
  const { library, key, reading } = save.group;
  const there = await target.groupIdentity(library.root, key);
  if (there === undefined || compareKnown(save.draft.kind, there, save.draft) !== 'other') return undefined;
  const detail = `${toJson(there.ids)} in the store, ${toJson(save.draft.ids)} without the server`;
  return { kind: 'identity', root: library.root, key, title: reading.title ?? key, detail };
}

/**
 * Files that were carried over before bases were remembered: what is held in such a group is what was held then, since
 * nothing of it has changed.
 */
async function rememberHolds(
  { source, target, outbox }: SyncOptions,
  { itemId, save }: ExportedGroup,
  items: readonly PlacedItem[],
): Promise<void> {
  if (itemId === undefined || items.length === 0) return;
  const noted = new Set(outbox.base.items());
  let theirs: ReadonlyMap<string, ItemId> | undefined;
  for (const { id, place } of items) {
    const holds = noted.has(id) ? [] : await source.holds(id);
    if (holds.length === 0) continue;
    const known = await target.groupIdentity(save.group.library.root, save.group.key);
    theirs ??= known === undefined ? new Map() : await placesOf(target, known.itemId);
    const there = theirs.get(place);
    if (there !== undefined) outbox.base.note(id, there, holds);
  }
}

/** What persons hold of an item that only the files of a group told of, for the item of the target. */
async function carryDecisions(
  options: SyncOptions,
  group: ExportedGroup,
  to: ItemId,
  conflicts: SyncConflict[],
): Promise<number> {
  return group.itemId === undefined ? 0 : carryItem(options, group, group.itemId, to, conflicts, false);
}

/** Artwork and what persons hold, of an item, its parts and its parents. */
async function carryItem(
  options: SyncOptions,
  group: ExportedGroup,
  from: ItemId,
  to: ItemId,
  conflicts: SyncConflict[],
  withArtwork = true,
): Promise<number> {
  const { source, target, outbox } = options;
  const { library, key } = group.save.group;
  const noted = new Set(outbox.base.items());
  let rows = 0;
  let theirs: ReadonlyMap<string, ItemId> | undefined;
  for (const item of await placedItems(source, from)) {
    const artwork = withArtwork ? outbox.artwork(item.id) : [];
    const holds = await source.holds(item.id);
    if (artwork.length === 0 && holds.length === 0 && !noted.has(item.id)) continue;
    theirs ??= await placesOf(target, to);
    const there = theirs.get(item.place);
    if (there !== undefined) for (const save of artwork) rows += await target.saveArtwork({ ...save, itemId: there });
    const named = { root: library.root, key, title: item.title };
    rows += await carryHeld(options, { id: item.id, holds, there }, named, conflicts);
  }
  return rows;
}

/** What persons hold of a work that is of no group any more: the same work is looked for by its ids. */
async function carryLoose(options: SyncOptions, id: ItemId, conflicts: SyncConflict[]): Promise<number> {
  const [item] = await options.source.show({ by: 'id', id });
  if (item === undefined) return 0;
  const there = await options.target.itemByIds(item.kind, item.ids);
  const holds = await options.source.holds(id);
  return carryHeld(options, { id, holds, there }, { root: '', key: id, title: item.title }, conflicts);
}

function carryHeld(
  { target, outbox, policy, now = () => new Date() }: SyncOptions,
  item: HeldItem,
  named: Pick<SyncConflict, 'root' | 'key' | 'title'>,
  conflicts: SyncConflict[],
): Promise<number> {
  return carryHolds({ target, base: outbox.base, policy, now }, item, (conflict) =>
    conflicts.push({ kind: 'hold', ...named, ...conflict }),
  );
}

async function placesOf(store: Store, id: ItemId): Promise<ReadonlyMap<string, ItemId>> {
  return new Map((await placedItems(store, id)).map((item) => [item.place, item.id]));
}

/** An item with its parts and its parents, each with its place among them. */
async function placedItems(store: Store, id: ItemId): Promise<readonly PlacedItem[]> {
  const views = await store.show({ by: 'id', id });
  return views.flatMap((view) => [
    { ...view, place: 'work' },
    ...view.children.flatMap(flattened).map((part) => ({ ...part, place: placeOf(part) })),
    ...view.parents.map((parent) => ({ ...parent, place: `parent ${parent.kind}` })),
  ]);
}

function flattened(view: ItemView): readonly ItemView[] {
  return [view, ...view.children.flatMap(flattened)];
}

function placeOf({ kind, position = {}, title }: ItemView): string {
  return placeKeys(kind, position)[0] ?? `${kind} ${title}`;
}
