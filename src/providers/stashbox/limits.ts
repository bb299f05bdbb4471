import type { ProviderLimits } from '../../http/port.ts';

/** The server's own limits are not published; Stash's client keeps to 240 requests a minute. */
export const stashboxLimits: ProviderLimits = {
  provider: 'stashbox',
  publicHost: 'stashdb.org',
  concurrency: 2,
  intervalMs: 250,
  timeoutMs: 30_000,
  maxBytes: 32 * 1024 * 1024,
  retries: 3,
  rule: 'https://github.com/stashapp/stash',
};
