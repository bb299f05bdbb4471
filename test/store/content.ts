import { ITEM_KINDS } from '../../src/model/kinds.ts';
import { sortedJson } from '../../src/store/canonical.ts';
import type { Store } from '../../src/store/port.ts';

/** Members that say when or as what number something was stored, not what. */
const OWN = new Set(['id', 'itemId', 'cursor', 'fetchedAt', 'inode']);

/** Everything that a store shows, without what is its own. */
export async function contentOf(store: Store): Promise<unknown> {
  const rows = await store.list({ kinds: ITEM_KINDS });
  const views: string[] = [];
  for (const row of rows) views.push(bareJson(await store.show({ by: 'id', id: row.id })));
  // Works of one name stand in no order that means anything.
  return { views: views.sort(), open: bareJson(await store.openGroups({})) };
}

function bareJson(value: unknown): string {
  return sortedJson(JSON.parse(JSON.stringify(value, (name, one: unknown) => (OWN.has(name) ? undefined : one))));
}
