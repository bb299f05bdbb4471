import type { ProviderLimits } from '../../http/port.ts';
import type { ProviderId } from '../../model/ids.ts';

/** The user's own server. It states no limits; the lists of a large library take it some time and some megabytes. */
export function ownServerLimits(provider: ProviderId, rule: string): ProviderLimits {
  return {
    provider,
    concurrency: 4,
    intervalMs: 0,
    timeoutMs: 60_000,
    maxBytes: 128 * 1024 * 1024,
    retries: 2,
    rule,
  };
}
