import type { ItemView } from '../../model/views.ts';
import { titled } from '../../ui/lines.ts';
import { idLine } from '../text/ids.ts';
import { tableLines } from '../text/table.ts';

/** Works that can be meant, one a line, with what tells them apart. */
export function candidateLines(items: readonly ItemView[]): string[] {
  return tableLines(
    [
      { title: 'id', value: (item) => item.id },
      { title: 'kind', value: (item) => item.kind },
      { title: 'title', value: (item) => titled(item.title, item.year) },
      { title: 'ids', value: idLine },
    ],
    items,
  );
}
