import { setImmediate as nextTurn } from 'node:timers/promises';

/** Runs jobs that each need a share of something, such as memory, while all shares together stay within the whole. */
export type Budget = <T>(share: number, job: () => Promise<T>) => Promise<T>;

/** Makes a budget. Jobs wait in the order in which they came; one that needs more than the whole runs alone. */
export function createBudget(whole: number): Budget {
  const waiting: { readonly need: number; readonly begin: () => void }[] = [];
  let free = whole;

  const beginWaiting = (): void => {
    for (let next = waiting[0]; next !== undefined && next.need <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.need;
      next.begin();
    }
  };

  return async (share, job) => {
    const need = Math.min(share, whole);
    await new Promise<void>((begin) => {
      waiting.push({ need, begin });
      beginWaiting();
    });
    try {
      return await job();
    } finally {
      // The caller takes the result in this turn of the event loop. Its share of the budget is free only then.
      void nextTurn().then(() => {
        free += need;
        beginWaiting();
      });
    }
  };
}
