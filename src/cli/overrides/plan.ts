import type { FieldName } from '../../model/fields.ts';
import type { Hold } from '../../model/overrides.ts';
import type { Resolve, ResolvedFields } from '../../model/resolved.ts';
import type { ItemView } from '../../model/views.ts';
import { sortedJson } from '../../store/canonical.ts';

/** What a person asks of one field. */
export type HoldOrder =
  | { readonly action: 'set'; readonly field: FieldName; readonly value: unknown }
  | { readonly action: 'lock' | 'unlock'; readonly field: FieldName };

/** What comes of an order. Of values `null` means that there is none; `after` is absent where it cannot be foreseen. */
export interface HoldStep {
  readonly order: HoldOrder;
  /** `false`: it is so already. */
  readonly changes: boolean;
  readonly before: unknown;
  readonly after?: unknown;
}

/** What orders come to, given the work as it is stored and what persons hold of it. Pure. */
export function planHolds(
  orders: readonly HoldOrder[],
  item: ItemView,
  holds: readonly Hold[],
  resolve: Resolve,
): readonly HoldStep[] {
  const values = Object.values(item.fields).flatMap((field) => field.values);
  const said = resolve(values, item.kind);
  return orders.map((order) => planStep(order, item, holds, said));
}

function planStep(order: HoldOrder, item: ItemView, holds: readonly Hold[], said: ResolvedFields): HoldStep {
  const before = item.fields[order.field]?.value ?? null;
  const held = holds.find(({ field }) => field === order.field);
  if (order.action === 'set') {
    const same = held?.mode === 'override' && sortedJson(held.value) === sortedJson(order.value);
    return { order, changes: !same, before, after: order.value };
  }
  // What a person has overridden stays as it is without a lock; what nobody holds need not be let go.
  if ((held === undefined) !== (order.action === 'lock')) return { order, changes: false, before, after: before };
  if (order.action === 'lock') return { order, changes: true, before, after: before };
  // Of a field that is kept empty it is not known here what sources say.
  const step = { order, changes: true, before };
  return before === null ? step : { ...step, after: said[order.field]?.value ?? null };
}
