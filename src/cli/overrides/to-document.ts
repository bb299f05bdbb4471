import type { ItemView } from '../../model/views.ts';
import type { OverridesDocument } from './document.ts';
import type { HoldStep } from './plan.ts';

/** What `set`, `lock` and `unlock` did, as JSON. */
export function holdsToDocument(
  { id, kind, title, year, ids }: ItemView,
  steps: readonly HoldStep[],
  dryRun: boolean,
): OverridesDocument {
  return {
    item: { id, kind, title, year, ids },
    dryRun,
    fields: steps.map(({ order, changes, before, after }) => ({
      field: order.field,
      action: order.action,
      changed: changes,
      before,
      after,
    })),
  };
}
