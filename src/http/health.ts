import type { Answer } from '../model/answer.ts';
import type { ProviderId } from '../model/ids.ts';
import type { CacheHits, ProviderHealth } from './port.ts';

/** The running counts of one provider. */
export interface Tally {
  requests: number;
  replayed: number;
  retries: number;
  waits: number;
  waitedMs: number;
  readonly hits: { -readonly [Tier in keyof CacheHits]: number };
  revalidated: number;
  stale: number;
  failures: number;
  notFound: number;
  /** Milliseconds on the wire, over all live requests. */
  wireMs: number;
  lastError: string | undefined;
}

export interface HealthBook {
  tally(provider: ProviderId): Tally;
  of(provider: ProviderId): ProviderHealth;
  /** Counts how a request ended for its caller. */
  count(provider: ProviderId, answer: Answer<unknown>): void;
  /** Every provider that was asked, in the order of first asking. */
  all(): readonly ProviderHealth[];
  liveRequests(): number;
}

/** Counts by provider. */
export function createHealthBook(): HealthBook {
  const tallies = new Map<ProviderId, Tally>();

  function tally(provider: ProviderId): Tally {
    const known = tallies.get(provider);
    if (known !== undefined) return known;
    const fresh: Tally = {
      requests: 0,
      replayed: 0,
      retries: 0,
      waits: 0,
      waitedMs: 0,
      hits: { memory: 0, redis: 0, local: 0 },
      revalidated: 0,
      stale: 0,
      failures: 0,
      notFound: 0,
      wireMs: 0,
      lastError: undefined,
    };
    tallies.set(provider, fresh);
    return fresh;
  }

  function of(provider: ProviderId): ProviderHealth {
    const { wireMs, lastError, ...counts } = tally(provider);
    const latencyMs = counts.requests === 0 ? 0 : Math.round(wireMs / counts.requests);
    return {
      provider,
      ...counts,
      hits: { ...counts.hits },
      latencyMs,
      ...(lastError === undefined ? {} : { lastError }),
    };
  }

  return {
    tally,
    of,
    count(provider, answer) {
      const counts = tally(provider);
      if (answer.status === 'not-found') counts.notFound++;
      if (answer.status !== 'unavailable') return;
      counts.failures++;
      counts.lastError = answer.error.message;
    },
    all: () => [...tallies.keys()].map(of),
    liveRequests: () => [...tallies.values()].reduce((sum, entry) => sum + entry.requests, 0),
  };
}
