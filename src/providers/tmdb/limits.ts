import type { ProviderLimits } from '../../http/port.ts';

/** About 40 requests a second are borne; a series with 14 seasons in one answer is some megabytes. */
export const tmdbLimits: ProviderLimits = {
  provider: 'tmdb',
  publicHost: 'themoviedb.org',
  concurrency: 8,
  intervalMs: 25,
  timeoutMs: 20_000,
  maxBytes: 32 * 1024 * 1024,
  retries: 3,
  rule: 'https://developer.themoviedb.org/docs/rate-limiting',
};
