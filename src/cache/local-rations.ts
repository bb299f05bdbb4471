import type { LocalTier } from './local-tier.ts';
import type { SharedPace } from './port.ts';

const DAY_MS = 86_400_000;

/**
 * A pace whose rations of a day (UTC) this machine counts in its file, where there is no Redis or it is away: so that two
 * runs of one day do not each take a whole one. Intervals are kept together by `shared` alone.
 */
export function withLocalRations(local: Pick<LocalTier, 'spend'>, now: () => number, shared?: SharedPace): SharedPace {
  return {
    async take(bucket, pace) {
      const turn = (await shared?.take(bucket, pace)) ?? { kind: 'alone' };
      if (turn.kind !== 'alone' || pace.perDay === 0) return turn;
      const at = now();
      const day = Math.floor(at / DAY_MS);
      return local.spend(bucket, day, pace.perDay) ? turn : { kind: 'paused', ms: (day + 1) * DAY_MS - at };
    },
    async slow(bucket, pauseMs) {
      await shared?.slow(bucket, pauseMs);
    },
  };
}
