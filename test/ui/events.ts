import type { ProviderSummary, RevengeEvent, RunSummary } from '../../src/model/events.ts';
import { newRunId } from '../../src/model/ids.ts';

/** Id of the run whose events these are. */
const RUN = newRunId(new Date('2026-01-02T03:04:05Z'));

export function started(): RevengeEvent {
  return {
    type: 'run-started',
    at: '2026-01-02T03:04:05.000Z',
    run: RUN,
    command: 'scan',
    store: '/data/revenge.db',
    libraries: [{ name: 'Films', root: '/media/films', kind: 'movies' }],
  };
}

export function progress(
  stage: Extract<RevengeEvent, { type: 'progress' }>['stage'],
  done: number,
  total: number,
  final = true,
): RevengeEvent {
  return { type: 'progress', stage, done, total, final };
}

export function group(part: Partial<Extract<RevengeEvent, { type: 'group' }>> = {}): RevengeEvent {
  return {
    type: 'group',
    library: 'Films',
    key: 'The Matrix (1999)',
    kind: 'movie',
    outcome: 'matched',
    title: 'The Matrix',
    year: 1999,
    by: 'radarr',
    score: 1,
    files: 1,
    reasons: ['radarr knows the folder'],
    ...part,
  };
}

export function provider(part: Partial<ProviderSummary> = {}): ProviderSummary {
  return {
    provider: 'tmdb',
    state: 'ok',
    requests: 12,
    replayed: 3,
    retries: 1,
    failures: 0,
    notFound: 0,
    waitedMs: 0,
    latencyMs: 41.6,
    ...part,
  };
}

export function runSummary(part: Partial<RunSummary> = {}): RunSummary {
  return {
    run: RUN,
    command: 'scan',
    store: '/data/revenge.db',
    startedAt: '2026-01-02T03:04:05.000Z',
    duration: 3.24,
    interrupted: false,
    roots: { scanned: 1, unavailable: 0 },
    files: { seen: 1234, unchanged: 1200, added: 30, changed: 4, moved: 0, missing: 0, skipped: 0, failed: 0 },
    groups: { total: 14, unchanged: 10, matched: 11, ambiguous: 1, unmatched: 1, degraded: 1, ignored: 0 },
    rows: { changed: 321 },
    images: { fetched: 7, local: 2, failed: 0 },
    requests: { live: 40, replayed: 2 },
    providers: [
      provider(),
      provider({ provider: 'musicbrainz', state: 'degraded', failures: 2, lastError: '503 from musicbrainz.org' }),
      provider({ provider: 'sonarr', state: 'unused', requests: 0 }),
    ],
    warnings: 2,
    peakRss: 182_400_000,
    exitCode: 0,
    ...part,
  };
}
