import type { OpenCache } from '../../cache/open.ts';
import type { Config } from '../../config/schema.ts';
import { toRevengeError } from '../../model/errors.ts';
import { openConfiguredCache } from '../context/cache.ts';
import type { Finding } from './check.ts';
import { failedFinding } from './failed-finding.ts';

/** Whether Redis and the file of this machine can be used. */
export async function checkCache(config: Config): Promise<readonly Finding[]> {
  if (!config.cache.enabled) return [{ part: 'cache', well: true, text: 'switched off' }];
  const troubles: Finding[] = [];
  let cache: OpenCache;
  try {
    cache = await openConfiguredCache(config, ({ message, hint }) => {
      troubles.push({ part: 'cache', well: false, text: message, hint });
    });
  } catch (thrown) {
    return [failedFinding('cache', toRevengeError(thrown))];
  }
  const well: Finding[] = [];
  if (cache.redis !== undefined && (await cache.redis.up())) {
    well.push({ part: 'cache', well: true, text: cache.redis.address });
  }
  const counts = await cache.local.count();
  const entries = counts.reduce((sum, count) => sum + count.entries, 0);
  if (troubles.every(({ text }) => !text.includes(config.cache.file))) {
    well.push({ part: 'cache', well: true, text: `${config.cache.file}, ${entries} answers` });
  }
  await cache.answers.close();
  return [...well, ...troubles];
}
