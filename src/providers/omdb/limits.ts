import type { ProviderLimits } from '../../http/port.ts';

/** No rate is stated, only a number a day: a thousand with a free key, else what `dailyLimit` says. */
export const omdbLimits: ProviderLimits = {
  provider: 'omdb',
  publicHost: 'omdbapi.com',
  concurrency: 2,
  intervalMs: 100,
  timeoutMs: 15_000,
  maxBytes: 256 * 1024,
  retries: 2,
  perDay: 1000,
  rule: 'https://www.omdbapi.com/apikey.aspx',
};
