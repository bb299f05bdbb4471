import type { ProviderId } from '../model/ids.ts';
import type { Identification } from '../model/outcome.ts';

/**
 * Takes a match back because the source that was asked for its details does not know the pinned id (`not-found`) or
 * could not be asked and nothing else is known of it: an id alone makes no item.
 */
export function withdraw(
  identification: Identification,
  provider: ProviderId,
  why: { readonly status: 'not-found' } | { readonly status: 'unavailable'; readonly reason: string },
): Identification {
  const { reasons, candidates, degraded } = identification;
  if (why.status === 'not-found') {
    const ids = Object.entries(identification.ids).map(([kind, value]) => `${kind} ${value}`);
    const reason = `${provider} does not know ${ids.join(', ')}`;
    return { outcome: 'ambiguous', ids: {}, reasons: [...reasons, reason], candidates, degraded };
  }
  const reason = `${provider} could not be asked: ${why.reason}`;
  const others = degraded.filter((entry) => entry.provider !== provider);
  return {
    outcome: 'degraded',
    ids: {},
    reasons: [...reasons, reason],
    candidates,
    degraded: [...others, { provider, reason: why.reason }],
  };
}
