import type { ProviderLimits } from '../../http/port.ts';

/** No rate is stated, only a number a day, which `budget.ts` keeps to. */
export const omdbLimits: ProviderLimits = {
  provider: 'omdb',
  concurrency: 2,
  intervalMs: 100,
  timeoutMs: 15_000,
  maxBytes: 256 * 1024,
  retries: 2,
  rule: 'https://www.omdbapi.com/apikey.aspx',
};
