import type { ProviderLimits } from '../../http/port.ts';

/** Three requests a second. */
export const acoustidLimits: ProviderLimits = {
  provider: 'acoustid',
  publicHost: 'acoustid.org',
  concurrency: 1,
  intervalMs: 334,
  timeoutMs: 30_000,
  maxBytes: 16 * 1024 * 1024,
  retries: 2,
  rule: 'https://acoustid.org/webservice',
};
