import { exitCode } from '../model/exit-codes.ts';

/** What asks the program to stop in good order. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives the signals back to node. */
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const INTERRUPTED = exitCode('interrupted');
/** What an ending has to be done in. */
const GRACE_MS = 5000;

/**
 * Aborts on Ctrl-C (or the wish of the system to stop); a second one ends the program at once, and so does an ending that
 * takes too long. With a signal of the
 * caller's own it listens for nothing.
 */
export function interruption(given: AbortSignal | undefined): Interruption {
  if (given !== undefined) return { signal: given, release: () => undefined };
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
    // Whoever reads the output may have stopped reading, and then the last lines are never taken.
    setTimeout(() => process.exit(INTERRUPTED), GRACE_MS).unref();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return {
    signal: controller.signal,
    release() {
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
