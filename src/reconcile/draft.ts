import type { ItemDraft } from '../model/drafts.ts';
import { RevengeError } from '../model/errors.ts';
import { ownerOf } from '../model/external-ids.ts';
import type { FieldName, FieldValues } from '../model/fields.ts';
import { EXTERNAL_ID_KINDS, type ExternalId, type ExternalIds } from '../model/ids.ts';
import type { ItemKind } from '../model/kinds.ts';
import { LOCKED_CONFIDENCE, type Position, type SourceRecord, type SourceValue } from '../model/records.ts';
import { compareText } from '../util/compare.ts';
import { matchChildren } from './children.ts';
import { creditLists } from './credits.ts';
import { ORDERS } from './orders.ts';
import { byProvider } from './provider-order.ts';

/** From a release upwards; parents are merged kind by kind. */
const PARENT_KINDS: readonly ItemKind[] = ['release-group', 'artist'];

/**
 * Merges what several sources say of one work into one tree that keeps every value with its provenance; nothing is
 * chosen but the ids and the credits. Children are the same when they stand in the same place, else when they share an
 * id. `identity` holds the ids that identification settled on; they outrank what any source says. `formerIds` are ids that
 * catalogues merged into others, of the work or of what it belongs to.
 * The result does not depend on the order of the records.
 */
export function buildDraft(
  records: readonly SourceRecord[],
  identity: ExternalIds = {},
  formerIds: readonly ExternalId[] = [],
): ItemDraft {
  const sorted = [...records].sort(byProvider(ORDERS.foreignIds));
  const [first] = sorted;
  if (first === undefined) throw new RevengeError('INTERNAL', 'no record to build an item from');
  const same = sorted.filter(({ kind }) => kind === first.kind);
  const parent = mergeParents(same, formerIds);
  const ids = { ...mergeIds(same), ...identity };
  return {
    kind: first.kind,
    ids,
    ...formerOf(ids, formerIds),
    ...positionOf(same),
    values: valuesOf(same),
    credits: creditLists(same),
    images: imagesOf(same),
    children: matchChildren(same.flatMap(({ children }) => children)).map((group) => buildDraft(group)),
    ...(parent === undefined ? {} : { parent }),
  };
}

/** Of each kind of id the word of the source that gives such ids out, else of the most trusted. */
function mergeIds(records: readonly SourceRecord[]): ExternalIds {
  const merged: ExternalIds = {};
  for (const kind of EXTERNAL_ID_KINDS) {
    const saying = records.filter(({ ids }) => ids[kind] !== undefined);
    const id = (saying.find(({ provider }) => provider === ownerOf(kind)) ?? saying[0])?.ids[kind];
    if (id !== undefined) merged[kind] = id;
  }
  return merged;
}

function positionOf(records: readonly SourceRecord[]): { position?: Position } {
  const position: Position = {};
  for (const record of records) Object.assign(position, { ...record.position, ...position });
  return Object.keys(position).length === 0 ? {} : { position };
}

function valuesOf(records: readonly SourceRecord[]): SourceValue[] {
  const seen = new Set<string>();
  const all: SourceValue[] = [];
  for (const record of records) {
    const { provider, providerId, fetchedAt, digest, locked = [] } = record;
    for (const [field, value] of typedEntries(record.values)) {
      const key = JSON.stringify([field, provider, providerId]);
      if (seen.has(key)) continue;
      seen.add(key);
      const confidence = locked.includes('*') || locked.includes(field) ? LOCKED_CONFIDENCE : record.confidence;
      all.push({ field, provider, providerId, value, confidence, fetchedAt, digest });
    }
  }
  return all.sort(
    (one, other) =>
      compareText(one.field, other.field) ||
      compareText(one.provider, other.provider) ||
      compareText(one.providerId, other.providerId),
  );
}

/** `Object.entries` with the names of the fields, which it forgets. */
function typedEntries(values: FieldValues): [FieldName, SourceValue['value']][];
function typedEntries(values: object): [string, unknown][] {
  return Object.entries(values);
}

function imagesOf(records: readonly SourceRecord[]): ItemDraft['images'] {
  const seen = new Set<string>();
  return records.flatMap(({ provider, images }) =>
    images.flatMap((image) => {
      const key = `${image.kind} ${image.season ?? ''} ${image.url}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ ...image, provider }];
    }),
  );
}

/** Those ids among former ones in whose place the item has another one now. */
function formerOf(ids: ExternalIds, former: readonly ExternalId[]): Pick<ItemDraft, 'formerIds'> {
  const formerIds = former.filter(({ kind, value }) => ids[kind] !== undefined && ids[kind] !== value);
  return formerIds.length === 0 ? {} : { formerIds };
}

function mergeParents(records: readonly SourceRecord[], formerIds: readonly ExternalId[]): ItemDraft | undefined {
  const chain = records.flatMap((record) => ancestors(record));
  let above: ItemDraft | undefined;
  for (const kind of PARENT_KINDS.toReversed()) {
    const ofKind = chain.filter((record) => record.kind === kind).map(withoutParent);
    if (ofKind.length === 0) continue;
    const draft = buildDraft(ofKind, {}, formerIds);
    above = above === undefined ? draft : { ...draft, parent: above };
  }
  return above;
}

function ancestors(record: SourceRecord): SourceRecord[] {
  return record.parent === undefined ? [] : [record.parent, ...ancestors(record.parent)];
}

function withoutParent({ parent: _, ...record }: SourceRecord): SourceRecord {
  return record;
}
