import type { FieldValues } from './fields.ts';
import type { ExternalIds } from './ids.ts';
import type { Candidate } from './outcome.ts';
import type { Credit, ImageCandidate, SourceRecord } from './records.ts';
import { startOf, storable } from './text.ts';

/** UTF-16 units of one text of a work; the longest articles of an encyclopaedia have about as many. */
const MOST_TEXT = 100_000;
/** UTF-16 units of all texts of one value: of its translations, tags, videos … */
const MOST_VALUE = 1_000_000;
/** Characters of an id; longer ones do not fit the indexes of PostgreSQL, and no service has any. */
const MOST_ID = 500;
/** Entries of a list of credits or pictures; a daily series of fifty years has some thousands. */
const MOST_ENTRIES = 20_000;
/** How much of an id that is too long is kept as the id of the record, and shown in warnings. */
const SHOWN = 60;

/**
 * A record as every database can store it: texts without NUL, control characters and lone surrogates, no text, list or id of
 * absurd length, no empty value or id. `cuts` lists what was shortened, as `overview of tmdb 949`. Each source's records are
 * sealed where the source is created; all code behind that trusts the record. Sealing a sealed record changes nothing.
 */
export function sealRecord(record: SourceRecord): SourceRecord {
  const cuts: string[] = [];
  const sealed = sealTree(record, cuts);
  const all = [...(record.cuts ?? []), ...cuts];
  return all.length === 0 ? sealed : { ...sealed, cuts: all };
}

/** A candidate, as `sealRecord` does it. */
export function sealCandidate(candidate: Candidate): Candidate {
  return { ...sealValue(candidate), providerId: sealOwnId(candidate.providerId), ids: sealIds(candidate.ids) };
}

/**
 * A value whose texts every database can store, each cut at 100,000 characters; where all texts together have more than
 * 1,000,000, the rest of a list is left out. Returns the same value, not a copy, where nothing changes.
 */
export function sealValue<T>(value: T): T;
export function sealValue(value: unknown): unknown {
  return seal(value, { left: MOST_VALUE, isCut: false });
}

interface Budget {
  left: number;
  isCut: boolean;
}

function sealTree(record: SourceRecord, cuts: string[]): SourceRecord {
  const { provider, images, credits, parent, position } = record;
  const providerId = sealOwnId(record.providerId);
  const cut = (what: string): number => cuts.push(`${what} of ${provider} ${providerId.slice(0, SHOWN)}`);
  const sealedCredits = sealList(credits, sealCredit, () => cut('credits'));
  const sealedImages = sealList<ImageCandidate>(images, seal, () => cut('pictures'));
  if (!isUsableId(storable(record.providerId))) cut('id');
  return {
    ...record,
    providerId,
    ids: sealIds(record.ids, cut),
    ...(position === undefined ? {} : { position: sealValue(position) }),
    values: sealValues(record.values, cut),
    credits: sealedCredits,
    images: sealedImages,
    children: record.children.map((child) => sealTree(child, cuts)),
    ...(parent === undefined ? {} : { parent: sealTree(parent, cuts) }),
  };
}

function sealOwnId(id: string): string {
  const text = storable(id);
  return isUsableId(text) ? text : startOf(text, SHOWN);
}

function sealValues(values: FieldValues, cut: (field: string) => void): FieldValues {
  const entries: unknown[][] = Object.entries(values).flatMap(([field, value]) => {
    const budget: Budget = { left: MOST_VALUE, isCut: false };
    const sealed = seal(value, budget);
    if (budget.isCut) cut(field);
    return isEmpty(sealed) ? [] : [[field, sealed]];
  });
  return Object.fromEntries(entries);
}

function sealList<T>(list: readonly T[], sealOne: (value: T, budget: Budget) => T, cut: () => void): readonly T[] {
  let isCut = list.length > MOST_ENTRIES;
  const sealed = list.slice(0, MOST_ENTRIES).map((entry) => {
    const budget: Budget = { left: MOST_VALUE, isCut: false };
    const one = sealOne(entry, budget);
    isCut ||= budget.isCut;
    return one;
  });
  if (isCut) cut();
  return sealed;
}

function sealCredit(credit: Credit, budget: Budget): Credit {
  const ids = sealIds(credit.ids, () => {
    budget.isCut = true;
  });
  return seal({ ...credit, ids }, budget);
}

/** Ids that are too long are left out, since the beginning of an id is another id. */
export function sealIds<T extends ExternalIds>(ids: T, cut: (kind: string) => void = () => {}): ExternalIds {
  const entries = Object.entries(ids).flatMap(([kind, id]) => {
    const text = storable(id);
    if (!isUsableId(text)) cut(kind);
    return text !== '' && isUsableId(text) ? [[kind, text]] : [];
  });
  return Object.fromEntries(entries);
}

function isUsableId(id: string): boolean {
  return id.length <= MOST_ID;
}

/** An empty value says nothing and must not replace a value. */
function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function seal<T>(value: T, budget: Budget): T;
function seal(value: unknown, budget: Budget): unknown {
  if (typeof value === 'string') return sealText(value, budget);
  if (Array.isArray(value)) return sealEntries(value, budget);
  if (typeof value !== 'object' || value === null) {
    budget.left -= 1;
    return value;
  }
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, seal(member, budget)]);
  const before = Object.values(value);
  return members.every(([, member], place) => member === before[place]) ? value : Object.fromEntries(members);
}

function sealText(value: string, budget: Budget): string {
  const text = storable(startOf(value, MOST_TEXT));
  if (value.length > MOST_TEXT) budget.isCut = true;
  budget.left -= text.length;
  return text;
}

function sealEntries(list: readonly unknown[], budget: Budget): readonly unknown[] {
  const kept: unknown[] = [];
  for (const entry of list) {
    const next = seal(entry, budget);
    if (budget.left < 0 && kept.length > 0) {
      budget.isCut = true;
      break;
    }
    kept.push(next);
  }
  return kept.length === list.length && kept.every((entry, place) => entry === list[place]) ? list : kept;
}
