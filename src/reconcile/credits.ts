import type { ProviderId } from '../model/ids.ts';
import type { Credit, SourceRecord } from '../model/records.ts';
import { ORDERS } from './orders.ts';
import { byProvider } from './provider-order.ts';

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

/**
 * The credits of one source, whole: lists of different sources name the same persons and characters differently and
 * cannot be mixed. The first source that knows a cast, else the first that knows anybody.
 */
export function pickCredits(records: readonly SourceRecord[]): { provider: ProviderId; credits: readonly Credit[] } {
  const ranked = [...records].sort(byProvider(ORDERS.credits));
  const best =
    ranked.find(isLocked) ??
    ranked.find(({ credits }) => credits.some(({ department }) => department === 'cast')) ??
    ranked.find(({ credits }) => credits.length > 0) ??
    ranked[0];
  return { provider: best?.provider ?? 'name', credits: ordered(best?.credits ?? []) };
}

/** A sidecar whose cast is locked, and that names one. */
function isLocked({ locked = [], credits }: SourceRecord): boolean {
  return credits.length > 0 && (locked.includes('*') || locked.includes('cast'));
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
