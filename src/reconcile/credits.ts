import type { CreditList } from '../model/drafts.ts';
import type { Credit, SourceRecord } from '../model/records.ts';
import { compareText } from '../util/compare.ts';
import { BESIDE_THE_MEDIA, ORDERS } from './orders.ts';
import { rankIn } from './provider-order.ts';

const DEPARTMENTS: readonly Credit['department'][] = [
  'cast',
  'directing',
  'writing',
  'production',
  'music',
  'camera',
  'editing',
  'crew',
];

/** Lists whose cast a sidecar locks come first, then lists with a cast, then those without; each in the order of sources. */
const WITH_CAST = 100;
const WITHOUT_CAST = 200;

/**
 * The lists of credits to keep, best first. Lists of different sources name the same persons and characters differently and
 * cannot be mixed, so the best list holds as a whole. A list that lies with the media may be taken back, so the list that
 * would then hold is kept too.
 */
export function creditLists(records: readonly SourceRecord[]): readonly CreditList[] {
  const lists = new Map<string, CreditList>();
  const ranked = records
    .filter(({ credits }) => credits.length > 0)
    .map((record) => ({ record, rank: rankOf(record) }))
    .sort((one, other) => one.rank - other.rank || compareText(one.record.provider, other.record.provider));
  for (const { record, rank } of ranked) {
    const { provider, credits } = record;
    if (!lists.has(provider)) lists.set(provider, { provider, rank, credits: ordered(credits) });
    if (!BESIDE_THE_MEDIA.includes(provider)) break;
  }
  return [...lists.values()];
}

function rankOf({ provider, credits, locked = [] }: SourceRecord): number {
  const place = rankIn(ORDERS.credits, provider);
  if (locked.includes('*') || locked.includes('cast')) return place;
  return place + (credits.some(({ department }) => department === 'cast') ? WITH_CAST : WITHOUT_CAST);
}

/** Cast first, each department by its billing; the same person for the same character or job once. */
function ordered(credits: readonly Credit[]): Credit[] {
  const seen = new Set<string>();
  return [...credits]
    .sort(
      (one, other) =>
        DEPARTMENTS.indexOf(one.department) - DEPARTMENTS.indexOf(other.department) || one.order - other.order,
    )
    .filter((credit) => {
      const key = creditKey(credit);
      return !seen.has(key) && seen.add(key) !== undefined;
    });
}

function creditKey({ name, ids, department, job = '', character = '' }: Credit): string {
  const person = ids['tmdb-person'] ?? ids.imdb ?? ids['musicbrainz-artist'] ?? name.normalize('NFC').toLowerCase();
  return JSON.stringify([person, department, job.toLowerCase(), character.normalize('NFC').toLowerCase()]);
}
