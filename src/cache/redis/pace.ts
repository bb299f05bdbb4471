import { z } from 'zod';
import type { SharedPace } from '../port.ts';
import type { RedisLink } from './link.ts';

/**
 * The one script, run as a whole, so that no two processes get the same place. Time is the server's: clocks of machines
 * differ and jump. All keys are given as keys, and no command is used that Dragonfly lacks.
 *
 * `take`: the start of the next request; it moves on by the interval, which is longer for a while after `slow` (its
 * factor halves every minute). A day's ration is counted by the day of UTC. `slow`: a pause, and twice the interval.
 */
export const PACE_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local state = redis.call('HMGET', KEYS[1], 'next', 'paused', 'factor', 'since', 'day', 'count')
local nextStart = tonumber(state[1] or '0') or 0
local paused = tonumber(state[2] or '0') or 0
local factor = tonumber(state[3] or '1') or 1
local since = tonumber(state[4] or '0') or 0
local day = tonumber(state[5] or '0') or 0
local count = tonumber(state[6] or '0') or 0
factor = math.max(1, factor * 0.5 ^ (math.max(0, now - since) / 60000))
if nextStart - now > 3600000 then nextStart = now end
if ARGV[1] == 'slow' then
  paused = math.max(paused, now + tonumber(ARGV[2]))
  factor = math.min(8, factor * 2)
  redis.call('HSET', KEYS[1], 'paused', string.format('%.0f', paused), 'factor', tostring(factor), 'since', string.format('%.0f', now))
  redis.call('PEXPIRE', KEYS[1], '90000000')
  return {0, 0}
end
local interval = tonumber(ARGV[2])
local longest = tonumber(ARGV[3])
local ration = tonumber(ARGV[4])
if paused - now > longest then return {1, math.ceil(paused - now)} end
local today = math.floor(now / 86400000)
if day ~= today then day = today count = 0 end
if ration > 0 and count >= ration then return {1, (today + 1) * 86400000 - now} end
if factor > 1.05 then interval = math.max(interval, 50) * factor end
local start = math.max(now, nextStart, paused)
redis.call('HSET', KEYS[1], 'next', string.format('%.0f', start + interval), 'day', tostring(day), 'count', tostring(count + 1))
redis.call('PEXPIRE', KEYS[1], '90000000')
return {0, math.ceil(start - now)}
`;
/** Between machines a start is a little late now and then, and the next one is not: this much more keeps them apart. */
const MARGIN = 1.03;

const turnSchema = z.tuple([z.number(), z.number()]);

/** Paces kept in Redis, one hash a bucket. */
export function createSharedPace(link: RedisLink, prefix: string, longestMs: number): SharedPace {
  async function run(bucket: string, args: readonly (string | number)[]): Promise<[number, number] | undefined> {
    let answer: unknown;
    const done = await link.write(async (client) => {
      answer = await client.eval(PACE_SCRIPT, 1, `${prefix}pace:${bucket}`, ...args);
    });
    return done ? turnSchema.safeParse(answer).data : undefined;
  }

  return {
    async take(bucket, { intervalMs, perDay }) {
      const turn = await run(bucket, ['take', Math.ceil(intervalMs * MARGIN), longestMs, perDay]);
      if (turn === undefined) return { kind: 'alone' };
      const [paused, ms] = turn;
      return { kind: paused === 1 ? 'paused' : 'wait', ms };
    },
    async slow(bucket, pauseMs) {
      await run(bucket, ['slow', Math.ceil(pauseMs)]);
    },
  };
}
