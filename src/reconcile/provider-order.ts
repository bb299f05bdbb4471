import type { ProviderId } from '../model/ids.ts';
import { compareText } from '../util/compare.ts';

/** Stands in an order for every source that it does not name. */
export const ANY_OTHER = '*';

/** Place of a provider in an order; those not named stand where `*` does, else behind all. */
export function rankIn(order: readonly ProviderId[], provider: ProviderId): number {
  const place = order.indexOf(provider);
  if (place >= 0) return place;
  const others = order.indexOf(ANY_OTHER);
  return others >= 0 ? others : order.length;
}

/** Sorts by the order; sources of the same rank by name, so that no order of arrival shows. */
export function byProvider(
  order: readonly ProviderId[],
): (one: { readonly provider: ProviderId }, other: { readonly provider: ProviderId }) => number {
  return (one, other) =>
    rankIn(order, one.provider) - rankIn(order, other.provider) || compareText(one.provider, other.provider);
}
