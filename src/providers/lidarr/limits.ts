import type { ProviderLimits } from '../../http/port.ts';

/** The user's own server. It states no limits; the lists of a large library take it some time and some megabytes. */
export const lidarrLimits: ProviderLimits = {
  provider: 'lidarr',
  concurrency: 4,
  intervalMs: 0,
  timeoutMs: 60_000,
  maxBytes: 128 * 1024 * 1024,
  retries: 2,
  rule: 'https://lidarr.audio/docs/api/',
};
