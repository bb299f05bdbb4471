import type { CacheKind } from './port.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long answers of one kind are good. Milliseconds. */
export interface Lifetime {
  /** Least time without asking again, whatever the service says (`max-age=0` of a search is not taken literally). */
  readonly least: number;
  /** Time without asking again where the service says nothing. */
  readonly soft: number;
  /** After the soft time: so long the old answer is given at once while a new one is fetched. */
  readonly whileRevalidate: number;
  /** Kept so long in all: to ask whether it is still so, and for days on which nobody can be asked. */
  readonly hard: number;
  /** "There is none" is good for so long: somebody may add it any day. */
  readonly none: number;
}

/**
 * The one table of times. No answer is kept for six months: TMDb's terms allow no more
 * (https://www.themoviedb.org/api-terms-of-use). Pictures hardly ever change under one address.
 */
export const LIFETIMES: Readonly<Record<CacheKind, Lifetime>> = {
  search: { least: HOUR, soft: DAY, whileRevalidate: 0, hard: 30 * DAY, none: 6 * HOUR },
  work: { least: 6 * HOUR, soft: 7 * DAY, whileRevalidate: DAY, hard: 150 * DAY, none: 12 * HOUR },
  list: { least: 0, soft: 2 * MINUTE, whileRevalidate: 0, hard: DAY, none: MINUTE },
  artwork: { least: 6 * HOUR, soft: 7 * DAY, whileRevalidate: DAY, hard: 150 * DAY, none: DAY },
  picture: { least: DAY, soft: 30 * DAY, whileRevalidate: 30 * DAY, hard: 150 * DAY, none: DAY },
};

/** When an answer that came at `now` is no longer good and when it is gone; undefined where it may not be kept. */
export function expiry(
  kind: CacheKind,
  found: boolean,
  cacheControl: string | undefined,
  now: number,
): { readonly soft: number; readonly hard: number } | undefined {
  const said = parseCacheControl(cacheControl);
  if (said.noStore) return undefined;
  const { least, soft, hard, none } = LIFETIMES[kind];
  if (!found) return { soft: now + none, hard: now + none };
  const asked = said.maxAgeMs === undefined ? soft : Math.max(least, said.maxAgeMs);
  return { soft: now + Math.min(asked, hard), hard: now + hard };
}

/** `Cache-Control` as far as it concerns one who keeps answers (RFC 9111 §5.2.2). `no-cache` is an age of nothing. */
export function parseCacheControl(header: string | undefined): {
  readonly noStore: boolean;
  readonly maxAgeMs: number | undefined;
} {
  const parts = (header ?? '').toLowerCase().split(',');
  const noStore = parts.some((part) => part.trim() === 'no-store');
  if (parts.some((part) => part.trim() === 'no-cache')) return { noStore, maxAgeMs: 0 };
  for (const part of parts) {
    const seconds = /^\s*max-age\s*=\s*"?(\d{1,12})"?\s*$/.exec(part)?.[1];
    if (seconds !== undefined) return { noStore, maxAgeMs: Number(seconds) * 1000 };
  }
  return { noStore, maxAgeMs: undefined };
}
