import type { ProviderLimits } from '../../http/port.ts';

/** Five requests a second averaged over five minutes are borne, and "several a second continuously" are unwelcome. */
export const lastfmLimits: ProviderLimits = {
  provider: 'lastfm',
  publicHost: 'audioscrobbler.com',
  concurrency: 2,
  intervalMs: 200,
  timeoutMs: 15_000,
  maxBytes: 4 * 1024 * 1024,
  retries: 3,
  rule: 'https://www.last.fm/api/tos',
};
