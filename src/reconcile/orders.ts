import type { FieldName } from '../model/fields.ts';
import type { ProviderId } from '../model/ids.ts';
import type { ProviderDescriptor } from '../providers/descriptor.ts';
import { PROVIDERS } from '../providers/list.ts';
import { ANY_OTHER } from './provider-order.ts';

/** What a provider says of its place among others. */
export type Ranked = Pick<ProviderDescriptor, 'id' | 'rank' | 'leads'>;

/** Providers in the order in which their values rank, best first, by what the values are. */
export interface Orders {
  /** A person first, then what a person keeps beside the media, then catalogues, then what the file names claim. */
  readonly texts: readonly ProviderId[];
  /** Facts that change or are measured: catalogues first, since an NFO is as old as its writing. */
  readonly facts: readonly ProviderId[];
  /** What only the manager of the library can know, or knows best. */
  readonly managed: readonly ProviderId[];
  /** Catalogues list casts with characters and pictures; the Arrs copy parts of them, an NFO is as old as its writing. */
  readonly credits: readonly ProviderId[];
  /** Ids of other services: first who looked the work up by id, last who read a name. */
  readonly foreignIds: readonly ProviderId[];
  /** The providers whose values of a field come before those of their kind. */
  leading(field: FieldName): readonly ProviderId[];
}

/** What lies with the media and cannot have been looked up: the fresher, the earlier. */
export const BESIDE_THE_MEDIA: readonly ProviderId[] = ['nfo', 'tags', 'plexmatch', 'name'];

export function ordersOf(providers: readonly Ranked[]): Orders {
  const ranked = (rank: Ranked['rank']): readonly ProviderId[] =>
    providers.flatMap((provider) => (provider.rank === rank ? [provider.id] : []));
  const catalogues = ranked('catalogue');
  const managers = ranked('manager');
  return {
    texts: ['person', 'nfo', ...catalogues, ...managers, ANY_OTHER, 'tags', 'plexmatch', 'name'],
    facts: ['person', ...catalogues, ...managers, ANY_OTHER, ...BESIDE_THE_MEDIA],
    managed: ['person', ...managers, ANY_OTHER, ...BESIDE_THE_MEDIA],
    credits: ['person', ...catalogues, ANY_OTHER, ...managers, ...BESIDE_THE_MEDIA],
    foreignIds: [...managers, ...catalogues, ANY_OTHER, ...BESIDE_THE_MEDIA],
    leading: (field) => providers.flatMap(({ id, leads = [] }) => (leads.includes(field) ? [id] : [])),
  };
}

/** The orders of the providers that there are. */
export const ORDERS = ordersOf(PROVIDERS);
