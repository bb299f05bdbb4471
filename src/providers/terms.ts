import { PROVIDERS, type ProviderList } from './list.ts';
import type { SourceTerms } from './port.ts';

/** What the services ask of those who show what they gave, in the order of asking. */
export function termsOf(providers: ProviderList): readonly SourceTerms[] {
  return providers.flatMap(({ terms }) => terms ?? []);
}

export const sourceTerms = termsOf(PROVIDERS);
