import type { ProviderLimits } from '../../http/port.ts';

/** No number is published; a series with all of its people and pictures is some megabytes. */
export const tvdbLimits: ProviderLimits = {
  provider: 'tvdb',
  publicHost: 'thetvdb.com',
  concurrency: 4,
  intervalMs: 100,
  timeoutMs: 30_000,
  maxBytes: 32 * 1024 * 1024,
  retries: 3,
  rule: 'https://thetvdb.github.io/v4-api/',
};
