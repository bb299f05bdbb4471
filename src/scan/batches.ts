/** How much is taken together. */
export interface BatchLimits<T> {
  /** A batch is full when its members weigh so much together. */
  readonly most: number;
  readonly weigh: (value: T) => number;
  /** Milliseconds that the first of a batch waits for others. */
  readonly waitMs: number;
}

/**
 * Takes values one by one, gives them in batches, in their order. While a batch is worked on, the next one fills, up to its
 * limit. Where the source fails, its error comes at once, and what waited is dropped.
 */
export async function* inBatches<T>(
  source: AsyncIterable<T>,
  { most, weigh, waitMs }: BatchLimits<T>,
): AsyncGenerator<readonly T[]> {
  const iterator = source[Symbol.asyncIterator]();
  const pullNext = (): Promise<IteratorResult<T>> => {
    const pulled = iterator.next();
    // A failure shows when the value is asked for; until then it is not unhandled.
    pulled.catch(() => undefined);
    return pulled;
  };
  try {
    let pull = pullNext();
    while (true) {
      const first = await pull;
      if (first.done === true) return;
      pull = pullNext();
      const batch = [first.value];
      const isEnd = await fill(batch, { weight: weigh(first.value), until: timer(waitMs) });
      yield batch;
      if (isEnd) return;
    }

    /** Adds what comes until the batch is full or the time is up; says whether the source is at its end. */
    async function fill(batch: T[], { weight, until }: { weight: number; until: Timer }): Promise<boolean> {
      try {
        for (let sum = weight; sum < most; ) {
          const step = await Promise.race([pull, until.reached]);
          if (step === undefined) return false;
          if (step.done === true) return true;
          batch.push(step.value);
          sum += weigh(step.value);
          pull = pullNext();
        }
        return false;
      } finally {
        until.clear();
      }
    }
  } finally {
    void iterator.return?.();
  }
}

interface Timer {
  readonly reached: Promise<undefined>;
  clear(): void;
}

function timer(ms: number): Timer {
  let handle: NodeJS.Timeout | undefined;
  const reached = new Promise<undefined>((resolve) => {
    handle = setTimeout(() => resolve(undefined), ms);
  });
  return { reached, clear: () => clearTimeout(handle) };
}
