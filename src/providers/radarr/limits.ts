import type { ProviderLimits } from '../../http/port.ts';

/** The user's own server. It states no limits; the list of a large library takes it some time and some megabytes. */
export const radarrLimits: ProviderLimits = {
  provider: 'radarr',
  concurrency: 4,
  intervalMs: 0,
  timeoutMs: 60_000,
  maxBytes: 128 * 1024 * 1024,
  retries: 2,
  rule: 'https://radarr.video/docs/api/',
};
