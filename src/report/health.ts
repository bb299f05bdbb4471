import type { ProviderSummary } from '../model/events.ts';

/** How a source answered in the last runs. */
export interface HealthRow {
  readonly provider: string;
  readonly runs: number;
  readonly requests: number;
  readonly cached: number;
  readonly retries: number;
  readonly failures: number;
  readonly notFound: number;
  /** Mean over the requests that were sent. */
  readonly latencyMs: number;
  /** Start of the last run that used it. */
  readonly lastUsed: string;
  readonly lastError?: string;
}

export interface ProvidersOfRun {
  readonly startedAt: string;
  readonly providers: readonly ProviderSummary[];
}

/** Sums up the sources of runs, which come with the newest first. */
export function healthOf(runs: readonly ProvidersOfRun[]): readonly HealthRow[] {
  const rows = new Map<string, HealthRow>();
  for (const { startedAt, providers } of runs) {
    for (const one of providers) {
      if (one.state !== 'unused') rows.set(one.provider, added(rows.get(one.provider), one, startedAt));
    }
  }
  return [...rows.values()].sort((one, other) => (one.provider < other.provider ? -1 : 1));
}

function added(before: HealthRow | undefined, one: ProviderSummary, startedAt: string): HealthRow {
  const { provider, requests, hits } = one;
  const all = (before?.requests ?? 0) + requests;
  const waited = (before?.latencyMs ?? 0) * (before?.requests ?? 0) + one.latencyMs * requests;
  const lastError = before?.lastError ?? one.lastError;
  return {
    provider,
    runs: (before?.runs ?? 0) + 1,
    requests: all,
    cached: (before?.cached ?? 0) + (hits === undefined ? 0 : hits.memory + hits.redis + hits.local),
    retries: (before?.retries ?? 0) + one.retries,
    failures: (before?.failures ?? 0) + one.failures,
    notFound: (before?.notFound ?? 0) + one.notFound,
    latencyMs: all === 0 ? 0 : Math.round(waited / all),
    lastUsed: before?.lastUsed ?? startedAt,
    ...(lastError === undefined ? {} : { lastError }),
  };
}
