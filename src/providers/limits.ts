import type { Pace, ProviderLimits } from '../http/port.ts';
import type { ProviderId } from '../model/ids.ts';
import { PROVIDERS, type ProviderList } from './list.ts';
import { instancesOf } from './sources-config.ts';

/** How each service wants to be asked, by provider; for the gateway. Written down in docs/network.md. */
function limitsByProvider(providers: ProviderList): ReadonlyMap<ProviderId, ProviderLimits> {
  return new Map(
    providers.flatMap(({ id, limits, presence }) => {
      if (limits === undefined) return [];
      return [[id, { ...limits, setting: `sources.${id}${presence === 'instances' ? '[]' : ''}` }] as const];
    }),
  );
}

export const providerLimits = limitsByProvider(PROVIDERS);

/**
 * The limits with what the configuration says of them. An instance among several has a pace of its own, which goes with
 * each of its requests.
 */
export function configuredLimits(
  sources: object,
  providers: ProviderList = PROVIDERS,
): ReadonlyMap<ProviderId, ProviderLimits> {
  const limits = new Map(limitsByProvider(providers));
  for (const provider of providers) {
    const stated = limits.get(provider.id);
    if (stated === undefined || provider.presence === 'instances') continue;
    for (const settings of instancesOf(provider, sources)) {
      const pace: Pace = settings;
      limits.set(provider.id, { ...stated, pace, ...provider.limitsOf?.(settings) });
    }
  }
  return limits;
}
