import type { ProviderLimits } from '../../http/port.ts';

/** No number is published. */
export const fanartTvLimits: ProviderLimits = {
  provider: 'fanarttv',
  publicHost: 'fanart.tv',
  concurrency: 2,
  intervalMs: 200,
  timeoutMs: 20_000,
  maxBytes: 8 * 1024 * 1024,
  retries: 3,
  rule: 'https://fanart.tv/api-docs/api-v3/',
};
