import { RevengeError } from '../model/errors.ts';
import type { ItemKind } from '../model/kinds.ts';
import type { ItemView, Store } from '../store/port.ts';
import { counted } from '../ui/format.ts';
import { bestItems, selectorsOf, similarSelectors } from './select-item.ts';

/** The stored works that a person may mean with words; one where the words are clear, none where nothing fits. */
export async function findItems(
  store: Store,
  what: string,
  kind: ItemKind | undefined,
  cwd: string,
): Promise<readonly ItemView[]> {
  for (const selector of [...selectorsOf(what, cwd), ...similarSelectors(what)]) {
    const items = bestItems(await store.show(selector), selector, kind);
    if (items.length > 0) return items;
  }
  return [];
}

/** Words that mean nothing that is stored. */
export function nothingStored(what: string): RevengeError {
  return new RevengeError('NOT_FOUND', `nothing is stored as "${what}"`, {
    hint: '`revenge list` shows what is stored; `revenge list --outcome open` what is not identified.',
  });
}

/** Words that mean several of the stored works. */
export function ambiguous(items: readonly ItemView[], what: string): RevengeError {
  return new RevengeError('AMBIGUOUS', `${counted(items.length, 'work')} can be meant by "${what}"`, {
    hint: 'Add the year or --kind, or name one of these ids.',
  });
}
