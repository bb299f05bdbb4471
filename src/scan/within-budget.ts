import type { Budget } from './budget.ts';
import type { ScanContext } from './context.ts';

/**
 * Lets groups pass as long as `hasRoom` says so. The others are left for the next run, and counted. Without a budget all
 * pass.
 */
export async function* withinBudget<T>(
  { budget, tally, progress }: ScanContext,
  groups: AsyncIterable<T>,
  hasRoom: (budget: Budget) => boolean | Promise<boolean>,
): AsyncGenerator<T> {
  for await (const group of groups) {
    if (budget === undefined || (await hasRoom(budget))) {
      yield group;
      continue;
    }
    tally.left += 1;
    progress.done('identify', 1);
  }
}
