import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/util/clock.ts';

/**
 * A clock of which waits pass at once. The time of day is the machine's, so much ahead, whatever was waited: answers are
 * no newer than the run that asked for them.
 */
export function hastyClock(aheadMs = 0): Clock {
  let passed = 0;
  return {
    now: () => Date.now() + aheadMs,
    ticks: () => performance.now() + passed,
    async sleep(ms, signal) {
      passed += ms;
      // Others have their turn, as while one waits.
      await setImmediate();
      signal.throwIfAborted();
    },
  };
}
