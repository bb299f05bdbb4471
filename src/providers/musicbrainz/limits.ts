import type { ProviderLimits } from '../../http/port.ts';

/** One request a second for each client, else 503. The User-Agent has to name the program and a contact. */
export const musicbrainzLimits: ProviderLimits = {
  provider: 'musicbrainz',
  publicHost: 'musicbrainz.org',
  concurrency: 1,
  intervalMs: 1000,
  timeoutMs: 30_000,
  maxBytes: 32 * 1024 * 1024,
  retries: 4,
  rule: 'https://musicbrainz.org/doc/MusicBrainz_API/Rate_Limiting',
};
