import type { ProviderLimits } from '../../http/port.ts';

/** At least 20 requests every ten seconds are allowed; 429 beyond. A show with all of its episodes is some megabytes at most. */
export const tvmazeLimits: ProviderLimits = {
  provider: 'tvmaze',
  publicHost: 'tvmaze.com',
  concurrency: 2,
  intervalMs: 500,
  timeoutMs: 30_000,
  maxBytes: 16 * 1024 * 1024,
  retries: 3,
  rule: 'https://www.tvmaze.com/api#rate-limiting',
};
