import type { ProviderLimits } from '../../http/port.ts';

/** No limit is stated at present; the pictures themselves come from archive.org, which is slow at times. */
export const coverArtArchiveLimits: ProviderLimits = {
  provider: 'coverartarchive',
  publicHost: 'coverartarchive.org',
  concurrency: 4,
  intervalMs: 0,
  timeoutMs: 45_000,
  maxBytes: 48 * 1024 * 1024,
  retries: 3,
  rule: 'https://musicbrainz.org/doc/Cover_Art_Archive/API',
};
