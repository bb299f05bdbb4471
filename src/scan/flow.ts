import { RevengeError } from '../model/errors.ts';

/**
 * Runs `work` over `source` with at most `concurrency` under way, and yields results as they are done, in whatever
 * order. At most `concurrency` results wait to be taken, so a slow consumer slows the source: memory stays flat.
 * Ends at once when the signal is aborted; waits for what is under way before it ends otherwise.
 */
export async function* mapUnordered<T, R>(
  source: AsyncIterable<T> | Iterable<T>,
  concurrency: number,
  work: (value: T) => Promise<R>,
  signal: AbortSignal,
): AsyncGenerator<R> {
  const iterator = iteratorOf(source);
  const active = new Map<number, Promise<Settled<R>>>();
  let next = 0;
  let exhausted = false;
  let ended = false;
  let pull: Promise<Settled<R>> | undefined;
  const start = (value: T): void => {
    const id = next++;
    const settled = work(value).then((result): Settled<R> => ({ kind: 'result', id, result }));
    // A failure shows when the results are asked for; until then it is not unhandled.
    settled.catch(() => undefined);
    active.set(id, settled);
  };
  const pullNext = async (): Promise<Settled<R>> => {
    const step = await iterator.next();
    if (step.done) exhausted = true;
    // What was asked for before the end and comes behind it: nobody would hear of what becomes of it.
    else if (!ended) start(step.value);
    return { kind: 'pulled' };
  };
  try {
    while (true) {
      throwIfAborted(signal);
      if (!exhausted && pull === undefined && active.size < concurrency) pull = pullNext();
      const waiting = pull === undefined ? [...active.values()] : [pull, ...active.values()];
      if (waiting.length === 0) return;
      const settled = await raceAbort(waiting, signal);
      if (settled.kind === 'pulled') pull = undefined;
      else {
        active.delete(settled.id);
        yield settled.result;
      }
    }
  } finally {
    ended = true;
    pull?.catch(() => undefined);
    void iterator.return?.();
  }
}

type Settled<R> = { readonly kind: 'pulled' } | { readonly kind: 'result'; readonly id: number; readonly result: R };

function iteratorOf<T>(source: AsyncIterable<T> | Iterable<T>): AsyncIterator<T> | Iterator<T> {
  return Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
}

async function raceAbort<R>(promises: readonly Promise<R>[], signal: AbortSignal): Promise<R> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(interrupted());
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([...promises, aborted]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

/** Ends the stage with the one error that means "a person stopped this run". */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw interrupted();
}

function interrupted(): RevengeError {
  return new RevengeError('INTERRUPTED', 'The run was interrupted', {
    hint: 'What was done is kept; the next run carries on from here.',
  });
}
