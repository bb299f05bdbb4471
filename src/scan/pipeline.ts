import { inBatches } from './batches.ts';
import type { ScanContext } from './context.ts';
import { discover } from './discover.ts';
import type { GroupEnvelope } from './envelope.ts';
import { gatherStage } from './gather/gather.ts';
import { identifyStage } from './identify.ts';
import { recogniseStage } from './recognise.ts';
import { through } from './stage.ts';
import { storeGroups } from './store-groups.ts';
import { withinBudget } from './within-budget.ts';

/** Saved as one unit of work: so many files that the work in between is short, and what waits is soon stored and shown. */
const SAVED_TOGETHER = { most: 256, weigh: ({ group }: GroupEnvelope): number => 1 + group.files.length, waitMs: 250 };

/**
 * walk → group → diff → identify → gather → reconcile → store. Artwork follows as a stage of its own, after identity is
 * stored and shown (R28). Every stage takes the next group only when there is room for it, so memory stays flat.
 */
export async function runPipeline(context: ScanContext): Promise<void> {
  // The budget is looked at twice: `recogniseStage` sends requests of its own, for many groups at once.
  const affordable = withinBudget(context, discover(context), (budget) => !budget.isUsedUp());
  const changed = withinBudget(context, recogniseStage(context, affordable), (budget) => budget.admit());
  const identified = through(context, identifyStage, changed);
  const gathered = through(context, gatherStage, identified);
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
