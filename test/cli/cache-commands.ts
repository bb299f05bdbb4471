import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { asked, cache, question, service } from '../cache/tools.ts';
import { runCli } from './run-cli.ts';

/** A Redis that others use too, and what the keys of one test begin with there. */
interface SharedRedis {
  readonly url: string;
  readonly prefix: string;
}

/** A configuration with a cache that holds two answers, in Redis where one is given. */
export async function filled(redis?: SharedRedis) {
  const folder = await mkdtemp(join(tmpdir(), 'revenge-cache-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const prefix = redis?.prefix ?? 'test:';
  const file = join(folder, 'cache.sqlite');
  const config = join(folder, 'revenge.config.yaml');
  const lines = ['store: library.sqlite', `cache:`, `  prefix: '${prefix}'`, `  file: cache.sqlite`];
  await writeFile(config, [...lines, ...(redis === undefined ? [] : [`  redis: ${redis.url}`])].join('\n'));
  const opened = await cache({ file, prefix, redis: redis?.url });
  const { load } = service(() => '{"title":"Up \\u001b[31m"}', {
    etag: '"1"',
    url: 'https://service.example/movie/603',
    at: Date.now(),
  });
  await asked(opened.answers, question('movie/603'), load);
  await asked(opened.answers, question('search', 'search'), load);
  return {
    folder,
    opened,
    run: (...args: string[]) => runCli(['cache', ...args, '--config', config], { cwd: folder }),
  };
}

/** What the commands do wherever the answers are kept. `redis` is asked for once tests run. */
export function describeCacheCommands(what: string, redis?: () => SharedRedis): void {
  describe(`revenge cache, ${what}`, () => {
    it('counts what is kept by source and kind', async () => {
      const { run } = await filled(redis?.());
      const { out, code, err } = await run('stats');
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/2 answers/);
      expect(out).toMatch(/tmdb +search +1 /);
      const stats = JSON.parse((await run('stats', '--json')).out);
      const [first] = stats.tiers;
      expect(first.tier).toBe(redis === undefined ? 'local' : 'redis');
      expect(first.counts.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['search', 'work']);
    });

    it('shows an answer by its key or address', async () => {
      const { run } = await filled(redis?.());
      const { out } = await run('inspect', question('movie/603').key, '--body');
      expect(out).toContain('https://service.example/movie/603');
      expect(out).toContain('asked anew with "1"');
      expect(out).toContain('{"title":"Up');
      const byAddress = JSON.parse((await run('inspect', '/movie/603', '--json')).out);
      expect(byAddress.answers.length).toBe(2);
      const { code, err } = await run('inspect', 'no-such-thing');
      expect(code).toBe(2);
      expect(err).toContain('no answer is kept');
    });

    it('forgets what is chosen, in running processes too', async () => {
      const { run, opened } = await filled(redis?.());
      expect((await run('clear', '--kind', 'search')).out).toBe('1 answer forgotten\n');
      expect((await run('clear', '--provider', 'nobody')).out).toBe('0 answers forgotten\n');
      if (redis !== undefined) {
        const { load } = service(() => 'new');
        await expect.poll(() => asked(opened.answers, question('search', 'search'), load)).toMatch(/new/);
      }
      expect((await run('clear', '--json')).out).toMatch(/^\{"cleared":[12]\}\n$/);
      expect((await run('stats')).out).toMatch(/: 0 answers/);
    });
  });
}
