/** How much a run may use. What is absent is not limited. */
export interface BudgetLimit {
  /** Requests that leave the machine; answers from the cache cost nothing. */
  readonly requests?: number;
  /** Milliseconds since the budget was opened. */
  readonly ms?: number;
}

/** What a run has used of its limit. */
export interface Budget {
  isUsedUp(): boolean;
  /**
   * Whether there is room for one more group; a group that is let in is under way until `finish`. With few requests left
   * this waits until groups that are under way have shown what they cost, so that each group that is let in has one.
   */
  admit(): Promise<boolean>;
  /** A group that was let in sends no more requests. */
  finish(): void;
}

/** Opens a budget: `requests` says how many have left the machine so far, `now` counts milliseconds. */
export function openBudget(
  limit: BudgetLimit,
  used: { readonly requests: () => number; readonly now: () => number },
): Budget {
  const { requests: most = Number.POSITIVE_INFINITY, ms = Number.POSITIVE_INFINITY } = limit;
  const openedAt = used.now();
  let underWay = 0;
  let wake: (() => void) | undefined;
  const isUsedUp = (): boolean => used.requests() >= most || used.now() - openedAt >= ms;
  return {
    isUsedUp,
    async admit() {
      while (!isUsedUp() && used.requests() + underWay >= most) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (isUsedUp()) return false;
      underWay += 1;
      return true;
    },
    finish() {
      underWay -= 1;
      wake?.();
    },
  };
}
