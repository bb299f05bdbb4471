import type { ItemView } from '../../model/views.ts';
import type { Store } from '../../store/port.ts';
import type { Condition } from '../../store/query/condition.ts';

const PAGE = 200;

/** The items that meet conditions, page by page, so that memory does not grow with the library. */
export async function* allItems(store: Store, conditions: readonly Condition[] = []): AsyncGenerator<ItemView> {
  let after: string | undefined;
  do {
    const rows = await store.list({ conditions, limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const { id } of rows) yield* await store.show({ by: 'id', id });
    after = rows.length === PAGE ? rows.at(-1)?.cursor : undefined;
  } while (after !== undefined);
}
