import type { ItemDraft } from '../../model/drafts.ts';
import { compareKnown, identityIds, type KnownIds } from '../../model/identity.ts';
import { newItemId } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import { applyHolds } from '../../model/overrides.ts';
import type { ResolvedFields } from '../../model/resolved.ts';
import { titleKey } from '../../model/title-key.ts';
import { fromJson } from '../canonical.ts';
import { fieldChanges } from '../journal.ts';
import { matchChildren } from '../match-children.ts';
import { placedChildren } from '../rows/child-drafts.ts';
import { positionOf } from '../rows/item-row.ts';
import { saveCandidates } from './candidates.ts';
import type { SaveContext } from './context.ts';
import { creditsProvider, saveCredits } from './credits.ts';
import { saveIds } from './ids.ts';
import { nextItem } from './next-item.ts';
import { formerIdentities } from './sought.ts';
import type { ItemRow } from './tables.ts';
import { saveValues, valuesOf } from './values.ts';
import { formerIdsOf, idsOf, ownerOf, type Work } from './work.ts';

/** What is known of a draft's place before it is looked for. */
interface Known {
  /** The item it was last time. */
  readonly stored?: number | undefined;
  readonly parent?: number | undefined;
  /** True for parents: those without an id are known by their title. */
  readonly byTitle?: boolean;
}

/**
 * Takes in a draft with its parents and children, and returns its row. Everything that is stored of the item and not in
 * the draft stays; fields are resolved anew over all values.
 */
export function saveItem(draft: ItemDraft, known: Known, context: SaveContext): number {
  const { work, tally } = context;
  const stored = kindOf(work, known.stored) === draft.kind ? known.stored : undefined;
  const title = known.byTitle === true ? context.resolve(draft.values, draft.kind).title?.value : undefined;
  const given = { ids: draft.ids, formerIds: formerIdentities(draft) };
  const same = findItem(work, draft.kind, given, stored);
  const saveParent = (child: ItemRow | undefined): number | undefined =>
    draft.parent === undefined
      ? known.parent
      : saveItem(draft.parent, { stored: storedParent(work, child, draft.parent), byTitle: true }, context);
  // Before the item itself is made: rows are written in the order in which they are made, parents first.
  const above = same === undefined ? saveParent(undefined) : undefined;
  const found = same ?? nameless(work, draft.kind, title, above);
  const before = found === undefined ? undefined : work.items.get(String(found));
  const parent = same === undefined ? above : saveParent(before);
  const row = before ?? newItem(draft.kind, context);
  const { id } = row;
  context.saved.add(id);
  if (parent !== undefined && row.parent_id !== null && row.parent_id !== parent) leaveParent(work, row.parent_id);
  saveIds(id, draft.kind, given, context);
  saveValues(id, draft.values, given.formerIds, context);
  saveCredits(id, draft.credits, context);
  saveCandidates(id, draft.images, context);

  const fields = applyHolds(context.resolve(valuesOf(work, id), draft.kind), work.holds.get(id) ?? []);
  const changed = work.items.put(
    nextItem(row, { parent, position: draft.position, fields, credits: creditsProvider(work, id) }, context.at),
  );
  if (changed && found !== undefined) {
    tally.rows += 1;
    const held = fromJson<ResolvedFields>(row.fields);
    for (const change of fieldChanges(held, fields)) work.changes.push({ item_id: id, at: context.at, ...change });
  }
  for (const { child, stored: part } of findChildren(id, draft, context)) {
    saveItem(child, { stored: part, parent: id }, context);
  }
  return id;
}

function newItem(kind: ItemKind, { work, at, tally }: SaveContext): ItemRow {
  const row: ItemRow = {
    id: work.newId(),
    uid: newItemId(),
    kind,
    parent_id: null,
    season: null,
    episode: null,
    absolute: null,
    air_date: null,
    disc: null,
    track: null,
    title: '',
    title_key: '',
    sort_key: '',
    year: null,
    artist: null,
    credits_provider: null,
    rating: null,
    added_at: at,
    updated_at: at,
    genres: [],
    tags: [],
    countries: [],
    languages: [],
    search: '',
    fields: '{}',
  };
  work.items.put(row);
  tally.rows += 1;
  return row;
}

/**
 * Finds the item that a draft is of: the one it was last time where their ids agree, else the one that has its ids or
 * had them before they were merged, else the one it was last time where its ids say nothing of it. An item whose ids say
 * that it is another work is never taken.
 */
function findItem(work: Work, kind: ItemKind, given: KnownIds, stored: number | undefined): number | undefined {
  const compared =
    stored === undefined
      ? 'other'
      : compareKnown(kind, { ids: idsOf(work, stored), formerIds: formerIdsOf(work, stored) }, given);
  if (compared === 'same') return stored;
  for (const id of [...identityIds(kind, given.ids), ...(given.formerIds ?? [])]) {
    const owner = ownerOf(work, kind, id);
    if (owner !== undefined) return owner;
  }
  return compared === 'unknown' ? stored : undefined;
}

/**
 * Finds the oldest item that has this title and no ids. Artists that no source knows are the same if their names are, and their
 * albums if title and artist are.
 */
function nameless(
  work: Work,
  kind: ItemKind,
  title: string | undefined,
  parent: number | undefined,
): number | undefined {
  if (title === undefined || title === '' || (kind === 'release-group' && parent === undefined)) return undefined;
  const found = work.nameless(kind, titleKey(title)).filter((id) => {
    if (kind === 'release-group' && work.items.get(String(id))?.parent_id !== parent) return false;
    return !hasIdentity(work, id);
  });
  return found.length === 0 ? undefined : Math.min(...found);
}

function hasIdentity(work: Work, id: number): boolean {
  return work.itemIds.of(id).some((row) => row.identity);
}

/** An album or artist that only names told of goes when its last release belongs to another one now. */
function leaveParent(work: Work, parent: number): void {
  let id: number | null = parent;
  while (id !== null && !hasIdentity(work, id)) {
    work.loose.add(id);
    id = work.items.get(String(id))?.parent_id ?? null;
  }
}

function findChildren(parentId: number, parent: ItemDraft, { work, resolve }: SaveContext) {
  if (parent.children.length === 0) return [];
  const stored = [...work.items.of(parentId)]
    .sort((one, other) => one.id - other.id)
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      position: positionOf(row),
      ids: idsOf(work, row.id),
      titleKey: row.title_key,
    }));
  const drafts = placedChildren(parent, resolve);
  const matches = matchChildren(
    drafts.map(({ identity }) => identity),
    stored,
  );
  return drafts.map(({ draft }, place) => ({ child: draft, stored: matches[place]?.id }));
}

function kindOf(work: Work, id: number | undefined): ItemKind | undefined {
  return id === undefined ? undefined : work.items.get(String(id))?.kind;
}

function storedParent(work: Work, row: ItemRow | undefined, draft: ItemDraft): number | undefined {
  const parent = row?.parent_id ?? undefined;
  return kindOf(work, parent) === draft.kind ? parent : undefined;
}
