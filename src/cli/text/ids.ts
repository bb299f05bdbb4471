import { printable } from '../../model/text.ts';
import type { ItemView } from '../../model/views.ts';

/** `tmdb:603 imdb:tt0133093` */
export function idLine(item: Pick<ItemView, 'ids'>): string {
  return Object.entries(item.ids)
    .map(([kind, value]) => `${kind}:${printable(value)}`)
    .join(' ');
}
