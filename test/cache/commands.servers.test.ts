import { describe, expect, it } from 'vitest';
import { PACE_SCRIPT } from '../../src/cache/redis/pace.ts';
import { privateRedis } from '../support/redis-server.ts';
import { DRAGONFLY_COMMANDS } from './dragonfly-commands.ts';
import { asked, cache, down, question, service } from './tools.ts';

/** Commands that the server ran since its counts were reset, as it names them. */
async function commandsRun(info: string): Promise<string[]> {
  return [...info.matchAll(/cmdstat_([^:]+):calls=[1-9]/g)].map(([, name = '']) => name.toLowerCase());
}

describe('the commands that Redis is sent', () => {
  it("are all of Dragonfly's, whatever the cache is used for", async () => {
    const server = await privateRedis(['--requirepass', 'a-password'], { password: 'a-password' });
    await server.admin.config('RESETSTAT');
    const redis = `${server.url.replace('//', '//:a-password@')}/2`;
    const [a, b] = [await cache({ redis }), await cache({ redis })];
    const { load } = service(() => 'x'.repeat(10_000));
    await Promise.all(['x', 'y', 'z'].map((name) => asked(a.answers, question(name), load)));
    await asked(b.answers, question('x'), down);
    await asked(a.answers, question('none'), service(() => '', { status: 404 }).load);
    await a.pace?.take('host', { intervalMs: 100, perDay: 5 });
    await a.pace?.slow('host', 100);
    await a.redis?.up();
    await a.redis?.count();
    await a.redis?.keys('');
    await a.answers.drop([question('x').key, question('y').key]);
    await Promise.all([a.answers.close(), b.answers.close()]);
    const run = await commandsRun(await server.admin.info('commandstats'));
    const ours = run.filter((name) => !['config|resetstat'].includes(name));
    // What the cache is for was really done.
    expect(ours).toEqual(
      expect.arrayContaining(['get', 'set', 'unlink', 'scan', 'strlen', 'eval', 'publish', 'subscribe']),
    );
    expect(ours.filter((name) => DRAGONFLY_COMMANDS[name] === undefined)).toEqual([]);
  });

  it('are so in the script too, which names no key that it was not given', () => {
    const called = [...PACE_SCRIPT.matchAll(/redis\.call\('(\w+)', ?(KEYS\[1\])?/g)];
    const withoutKey = [...PACE_SCRIPT.matchAll(/redis\.call\('(\w+)'\)/g)].map(([, name]) => name);
    expect(called.length).toBeGreaterThan(3);
    expect(called.every(([, , key]) => key !== undefined)).toBe(true);
    expect(withoutKey).toEqual(['TIME']);
    const names = [...called.map(([, name = '']) => name), ...withoutKey].map((name) => String(name).toLowerCase());
    expect(names.filter((name) => DRAGONFLY_COMMANDS[name] === undefined)).toEqual([]);
  });
});
