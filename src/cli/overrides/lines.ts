import type { ItemView } from '../../model/views.ts';
import { titled } from '../../ui/lines.ts';
import { fieldText } from '../text/field.ts';
import type { HoldStep } from './plan.ts';

/** What came of each field, for a person. */
export function stepLines(item: ItemView, steps: readonly HoldStep[], dryRun: boolean): readonly string[] {
  const head = `${titled(item.title, item.year)} · ${item.kind} · ${item.id}`;
  const lines =
    steps.length === 0 ? ['  nothing is held'] : steps.map((step) => `  ${step.order.field}: ${stepText(step)}`);
  return [head, ...lines, ...(dryRun ? ['dry run: nothing was changed'] : [])];
}

function stepText({ order, changes, before, after }: HoldStep): string {
  switch (order.action) {
    case 'set':
      return changes ? `${valueText(before)} → ${valueText(after)}` : `${valueText(after)}, as before`;
    case 'lock':
      return changes ? `locked as ${valueText(before)}` : 'was held before';
    case 'unlock': {
      if (!changes) return 'was not held';
      return `released, ${valueText(before)} → ${after === undefined ? 'what sources say' : valueText(after)}`;
    }
  }
}

function valueText(value: unknown): string {
  return value === null || value === undefined ? 'nothing' : fieldText(value);
}
