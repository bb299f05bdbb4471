import { boundValue, isUsableId } from '../model/bounds.ts';
import type { FieldValues } from '../model/fields.ts';
import type { ExternalIds } from '../model/ids.ts';
import type { Credit, SourceRecord } from '../model/records.ts';

/** Entries of a list of credits or pictures; a daily series of fifty years has some thousands. */
const MOST_ENTRIES = 20_000;
/** So much of an id that is none is said of it. */
const SHOWN = 60;

/**
 * Cuts what a source says of a work, its parts and its parents down to what can be stored and read: texts and lists that
 * no work has are faults, or meant to do harm. Ids that are too long are left out, since a part of one is another id.
 * `tell` is told of each cut, as `overview of tmdb 949`.
 */
export function boundRecord(record: SourceRecord, tell: (cut: string) => void): SourceRecord {
  const { provider, providerId, images, parent } = record;
  const shown = providerId.slice(0, SHOWN);
  const cut = (what: string): void => tell(`${what} of ${provider} ${shown}`);
  const credits = record.credits.slice(0, MOST_ENTRIES).map(boundCredit);
  const isWhole = credits.length === record.credits.length && credits.every((one, at) => one === record.credits[at]);
  if (!isWhole) cut('credits');
  if (images.length > MOST_ENTRIES) cut('pictures');
  if (!isUsableId(providerId)) cut('id');
  return {
    ...record,
    providerId: isUsableId(providerId) ? providerId : shown,
    ids: usableIds(record.ids, cut),
    values: boundValues(record.values, cut),
    credits,
    images: images.slice(0, MOST_ENTRIES),
    children: record.children.map((child) => boundRecord(child, tell)),
    ...(parent === undefined ? {} : { parent: boundRecord(parent, tell) }),
  };
}

function boundValues(values: FieldValues, cut: (field: string) => void): FieldValues {
  const entries: unknown[][] = Object.entries(values).map(([field, value]) => {
    const bound = boundValue(value);
    if (bound !== value) cut(field);
    return [field, bound];
  });
  return Object.fromEntries(entries);
}

function boundCredit(credit: Credit): Credit {
  const bound = boundValue(credit);
  return Object.values(bound.ids).every(isUsableId) ? bound : { ...bound, ids: usableIds(bound.ids, () => undefined) };
}

function usableIds<T extends ExternalIds>(ids: T, cut: (kind: string) => void): ExternalIds {
  const entries = Object.entries(ids).filter(([kind, id]) => {
    if (!isUsableId(id)) cut(kind);
    return isUsableId(id);
  });
  return Object.fromEntries(entries);
}
