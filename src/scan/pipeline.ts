import { inBatches } from './batches.ts';
import type { ChangedGroup } from './changed-group.ts';
import type { ScanContext } from './context.ts';
import { discover } from './discover.ts';
import { mapUnordered } from './flow.ts';
import { type GatheredGroup, gatherStage } from './gather.ts';
import { identifyStage } from './identify.ts';
import { isolate } from './isolate.ts';
import { recogniseStage } from './recognise.ts';
import { storeGroups } from './store-groups.ts';
import { withinBudget } from './within-budget.ts';

/** Groups asked about at once: enough to keep several hosts busy while each host's own limit rules. */
const IDENTIFY_CONCURRENCY = 8;
const GATHER_CONCURRENCY = 8;
/** Saved as one unit of work: so many files that the work in between is short, and what waits is soon stored and shown. */
const SAVED_TOGETHER = { most: 256, weigh: ({ group }: GatheredGroup): number => 1 + group.files.length, waitMs: 250 };

/**
 * walk → group → diff → identify → gather → reconcile → store. Artwork follows as a stage of its own, after identity is
 * stored and shown (R28). Every stage takes the next group only when there is room for it, so memory stays flat.
 */
export async function runPipeline(context: ScanContext): Promise<void> {
  // Recognising sends requests of its own, for many groups at once.
  const affordable = withinBudget(context, discover(context), (budget) => !budget.isUsedUp());
  const changed = withinBudget(context, recogniseStage(context, affordable), (budget) => budget.admit());
  const identified = mapGroups(context, changed, 'identify', IDENTIFY_CONCURRENCY, identifyStage);
  const gathered = mapGroups(context, identified, 'gather', GATHER_CONCURRENCY, gatherStage);
  let saving = Promise.resolve();
  try {
    for await (const groups of inBatches(gathered, SAVED_TOGETHER)) {
      await saving;
      saving = storeGroups(context, groups);
      // A failure shows when the next batch is there, or at the end; until then it is not unhandled.
      saving.catch(() => undefined);
    }
    await saving;
  } finally {
    // What is being saved is saved wholly, whatever ended the run.
    await saving.catch(() => undefined);
  }
  for (const stage of ['gather', 'reconcile', 'store'] as const) context.progress.known(stage);
}

/** Puts groups through a stage, some at a time. Groups in which the stage fails are left out. */
async function* mapGroups<T extends ChangedGroup, R>(
  context: ScanContext,
  groups: AsyncIterable<T>,
  stage: 'identify' | 'gather',
  concurrency: number,
  work: (context: ScanContext, group: T) => Promise<R>,
): AsyncGenerator<R> {
  const done = mapUnordered(
    groups,
    concurrency,
    async (group) => {
      const result = await isolate(context, { what: 'group', path: group.group.key, stage }, () =>
        work(context, group),
      );
      if (stage === 'gather' || result === undefined) context.budget?.finish();
      return result;
    },
    context.signal,
  );
  for await (const result of done) {
    if (result !== undefined) yield result.value;
    else context.progress.done(stage, 1);
  }
}
