import { isCouldNotRead } from '../../model/errors.ts';
import type { FsPath, Library } from '../../model/files.ts';
import type { ManagedFile } from '../../model/media.ts';
import { pathToBytes } from '../../model/paths.ts';
import { resolveBy } from '../../model/policies.ts';
import { fromJson, toJson } from '../canonical.ts';
import { type Tally, textOrNull } from '../cells.ts';
import type { Changes, GroupSave, SavedFile } from '../port.ts';
import { fileRow } from '../rows/file-row.ts';
import { fileTargets, type LinkedFile, type PlaceRow } from '../rows/file-targets.ts';
import { groupRow } from '../rows/group-row.ts';
import { inquiryColumns } from '../rows/inquiry-row.ts';
import { spreadSeasonImages } from '../season-images.ts';
import { isConfirmed, replaceUnconfirmed } from './confirmed.ts';
import { saveItem } from './items.ts';
import { itemToKeep } from './reassigned.ts';
import type { StoredFileRow } from './tables.ts';
import { bytesKey, type Work } from './work.ts';

/** A save that was taken in: what it changed, and the row of its item. */
export interface TakenSave {
  readonly tally: Tally;
  readonly itemId: number | undefined;
}

/**
 * Takes in a group with its files and its item. Without a draft only the outcome is recorded: the item that a group has,
 * and every value of it, stays.
 */
export function takeGroup(work: Work, save: GroupSave): TakenSave {
  const tally: Tally = { rows: 0 };
  const rootId = rootOf(work, save.group.library, tally);
  const unitId = unitOf(work, rootId, save.unit, tally);
  const columns = groupRow(save, rootId, unitId);
  const before = work.groups.get(`${rootId} ${bytesKey(columns.key)}`);
  const inquiry = inquiryColumns(save.inquiry, before);
  const group = { ...columns, ...inquiry, id: before?.id ?? work.newId(), item_id: before?.item_id ?? null };
  const { asked_at = null, asked_times = null } = before ?? {};
  if (work.groups.put({ ...group, asked_at, asked_times })) tally.rows += 1;
  // When nobody knew it is written, but is no change by itself: a run that learns nothing new changes nothing.
  work.groups.put(group);

  const former = save.formerItem === undefined ? undefined : work.itemsByUid.get(save.formerItem);
  const saved = new Set<number>();
  const unconfirmed = before?.item_id ?? former;
  const itemId = itemOf(work, save, { groupId: group.id, before: unconfirmed, saved }, tally);
  if (itemId !== undefined && itemId !== before?.item_id) {
    work.groups.put({ ...(work.groups.get(`${rootId} ${bytesKey(columns.key)}`) ?? group), item_id: itemId });
    if (before !== undefined) tally.rows += 1;
  }
  const files = save.files.map((file): LinkedFile => {
    const id = takeFile(work, { rootId, unitId, groupId: group.id }, file, tally);
    return { id, file };
  });
  const places = partsOf(work, files);
  if (itemId !== undefined) link(work, itemId, files, tally);
  const stored = before ?? (former === undefined ? undefined : NOTHING_CONFIRMED);
  // Files that were moved here from a confirmed work are not those of which the item told until now.
  const isNew = save.identification.by !== 'store' && isConfirmed(stored, save.identification);
  const isOther = save.reassigned?.isShared === false && itemId !== before?.item_id;
  if (itemId !== undefined && (isNew || isOther)) {
    const confirmed = { groupId: group.id, before: unconfirmed, item: itemId, at: save.at, saved, isOther };
    replaceUnconfirmed(work, confirmed, movedParts(work, places, files));
  }
  return { tally, itemId };
}

/** What a save changed, once it is written. */
export function changesOf(work: Work, { tally, itemId }: TakenSave): Changes {
  const uid = itemId === undefined ? undefined : work.items.get(String(itemId))?.uid;
  return { rows: tally.rows, ...(uid === undefined ? {} : { itemId: uid }) };
}

/** What is stored of a group that continues an item without a confirmed identity. */
const NOTHING_CONFIRMED = { identification: '{"ids":{}}' };

/** The items that files are, by file. */
function partsOf(work: Work, files: readonly LinkedFile[]): ReadonlyMap<number, readonly number[]> {
  return new Map(files.map(({ id }) => [id, work.fileItems.of(id).map(({ item_id }) => item_id)]));
}

/** By the items that files were, the items that they are now. */
function movedParts(
  work: Work,
  before: ReadonlyMap<number, readonly number[]>,
  files: readonly LinkedFile[],
): ReadonlyMap<number, ReadonlySet<number>> {
  const moved = new Map<number, Set<number>>();
  for (const { id } of files) {
    for (const old of before.get(id) ?? []) {
      const targets = moved.get(old) ?? new Set();
      for (const { item_id } of work.fileItems.of(id)) targets.add(item_id);
      moved.set(old, targets);
    }
  }
  return moved;
}

interface ItemBefore {
  readonly groupId: number;
  readonly before: number | undefined;
  /** Takes in the items that are saved. */
  readonly saved: Set<number>;
}

function itemOf(work: Work, save: GroupSave, { groupId, before, saved }: ItemBefore, tally: Tally) {
  if (save.draft === undefined) return before;
  const resolve = resolveBy(save.policy);
  const context = { work, groupId, saved, complete: save.complete ?? [], at: save.at, resolve, tally };
  return saveItem(spreadSeasonImages(save.draft), { stored: itemToKeep(work, save, before) }, context);
}

/** The row of a root, brought up to date. */
export function rootOf(work: Work, { root, name, kind }: Library, tally: Tally): number {
  const path = pathToBytes(root);
  const id = work.roots.get(bytesKey(path))?.id ?? work.newId();
  if (work.roots.put({ id, path, name: name.toWellFormed(), kind })) tally.rows += 1;
  return id;
}

export function unitOf(work: Work, rootId: number, unit: FsPath, tally: Tally): number {
  const path = pathToBytes(unit);
  const id = work.units.get(`${rootId} ${bytesKey(path)}`)?.id ?? work.newId();
  if (work.units.put({ id, root_id: rootId, path })) tally.rows += 1;
  return id;
}

interface Place {
  readonly rootId: number;
  readonly unitId: number;
  readonly groupId: number;
}

/**
 * What the bytes of a file said before (hash, probe, tags), and its manager of it, stays while its size and time do, and
 * where the file could not be read: a read error never replaces what is known.
 */
function takeFile(work: Work, place: Place, file: SavedFile, tally: Tally): number {
  const row = fileRow(place, file);
  const stored = work.files.get(`${place.rootId} ${bytesKey(row.path)}`);
  const id = stored?.id ?? work.newId();
  const isSame = stored !== undefined && stored.size === row.size && stored.mtime === row.mtime;
  const same = isSame || isCouldNotRead(row.error_code ?? '') ? stored : undefined;
  const facts = work.facts.get(String(id));
  const kept = same === undefined ? undefined : facts;
  const probe = file.probe === undefined ? (kept?.probe ?? null) : toJson(file.probe);
  const tags = file.tags === undefined ? (kept?.tags ?? null) : toJson(file.tags);
  const managed = file.managed === undefined ? (kept?.managed ?? null) : toJson(file.managed);
  const edition = editionOf(file.edition, managed, stored);
  if (work.files.put({ ...row, id, edition, hash: row.hash ?? same?.hash ?? null })) tally.rows += 1;
  const hasFacts = facts !== undefined || probe !== null || tags !== null || managed !== null;
  if (hasFacts && work.facts.put({ file_id: id, probe, tags, managed })) tally.rows += 1;
  if (stored !== undefined && stored.group_id !== null && stored.group_id !== place.groupId) {
    leaveGroup(work, stored, stored.group_id, tally);
  }
  return id;
}

/** The edition that holds: an NFO file first, then the manager of the file, then its name. `managed` is JSON. */
function editionOf(
  said: SavedFile['edition'],
  managed: string | null,
  stored: StoredFileRow | undefined,
): string | null {
  if (said === undefined) return stored?.edition ?? null;
  const before = said.isPartial === true ? stored?.edition : undefined;
  const byManager = managed === null ? undefined : fromJson<ManagedFile>(managed).edition;
  return textOrNull(said.nfo ?? before ?? byManager ?? said.name);
}

/** A file is not what its group was any more; where that has no other, it goes, and its item stays. */
export function leaveGroup(work: Work, file: StoredFileRow, groupId: number, tally: Tally): void {
  for (const row of work.fileItems.of(file.id)) if (work.fileItems.drop(row)) tally.rows += 1;
  work.left.set(groupId, tally);
}

function link(work: Work, itemId: number, files: readonly LinkedFile[], tally: Tally): void {
  const places: PlaceRow[] = [];
  for (const child of work.items.of(itemId)) places.push(child, ...work.items.of(child.id));
  const targets = fileTargets(
    itemId,
    files,
    places.sort((one, other) => one.id - other.id),
  );
  for (const { id, file } of files) {
    const wanted = targets(file);
    for (const target of wanted) if (work.fileItems.put({ file_id: id, item_id: target })) tally.rows += 1;
    for (const row of work.fileItems.of(id)) {
      if (!wanted.has(row.item_id) && work.fileItems.drop(row)) tally.rows += 1;
    }
  }
}
