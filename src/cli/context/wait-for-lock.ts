import { type RevengeError, toRevengeError } from '../../model/errors.ts';
import type { StoreLock } from '../../store/store-lock.ts';
import type { Clock } from '../../util/clock.ts';

/** How long a run waits for another one that changes the same store. */
export interface LockWait {
  readonly forMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called once, with the error that names the holder. */
  readonly onWait: (error: RevengeError) => void;
}

const PAUSE_MS = 1000;

/** Takes a lock, and tries again while another run has it. Throws `LOCKED`, which names the holder, when time is up. */
export async function waitForLock(take: () => Promise<StoreLock>, wait: LockWait | undefined): Promise<StoreLock> {
  const began = wait?.clock.now() ?? 0;
  for (let tries = 1; ; tries++) {
    try {
      return await take();
    } catch (thrown) {
      const error = toRevengeError(thrown);
      if (wait === undefined || error.code !== 'LOCKED') throw thrown;
      const left = began + wait.forMs - wait.clock.now();
      if (left <= 0) throw thrown;
      if (tries === 1) wait.onWait(error);
      await wait.clock.sleep(Math.min(PAUSE_MS, left), wait.signal);
    }
  }
}
