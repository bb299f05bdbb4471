import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { asked, cache, ownPrefix, question, service } from '../cache/tools.ts';
import { json, startServer, status } from '../support/http-server.ts';
import { redisUrl } from '../support/services.ts';
import { runCli } from './run-cli.ts';

/** A configuration with a cache that holds two answers, in Redis where one is given. */
async function filled(redis?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'revenge-cache-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const prefix = ownPrefix();
  const file = join(folder, 'cache.sqlite');
  const config = join(folder, 'revenge.config.yaml');
  const lines = ['store: library.sqlite', `cache:`, `  prefix: '${prefix}'`, `  file: cache.sqlite`];
  await writeFile(config, [...lines, ...(redis === undefined ? [] : [`  redis: ${redis}`])].join('\n'));
  const opened = await cache({ file, prefix, redis });
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

describe.each([
  ['in the file of the machine', undefined],
  ['in Redis', redisUrl],
] as const)('revenge cache, %s', (_what, redis) => {
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
    expect((await run('clear', '--provider', 'omdb')).out).toBe('0 answers forgotten\n');
    if (redis !== undefined) {
      const { load } = service(() => 'new');
      await expect.poll(() => asked(opened.answers, question('search', 'search'), load)).toMatch(/new/);
    }
    expect((await run('clear', '--json')).out).toMatch(/^\{"cleared":[12]\}\n$/);
    expect((await run('stats')).out).toMatch(/: 0 answers/);
  });
});

describe('revenge cache', () => {
  it('says what is wrong with the address of Redis, without its password', async () => {
    const { folder } = await filled();
    const config = join(folder, 'bad.yaml');
    await writeFile(config, 'cache: { redis: "redis://me:hunter22@h:port" }');
    const { code, err } = await runCli(['cache', 'stats', '--config', config], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toContain('cache.redis');
    expect(err).not.toContain('hunter22');
  });

  it('says when Redis cannot be reached, and shows the rest', async () => {
    const { folder } = await filled();
    const config = join(folder, 'down.yaml');
    await writeFile(config, 'cache: { redis: "redis://127.0.0.1:1", file: cache.sqlite }');
    const { code, out, err } = await runCli(['cache', 'stats', '--config', config], { cwd: folder });
    expect(code).toBe(0);
    expect(out).toMatch(/redis {2}redis:\/\/127\.0\.0\.1:1: cannot be reached/);
    expect(out).toMatch(/local .*2 answers/);
    expect(err).toContain('nothing listens there');
  });
});

describe('revenge doctor', () => {
  it('tells which source fails and shows all of them in a table', async () => {
    const good = await startServer({ '*': json({ results: [], total_results: 0 }) });
    const bad = await startServer(status(503));
    onTestFinished(async () => {
      await good.close();
      await bad.close();
    });
    const { folder } = await filled();
    const config = join(folder, 'doctor.yaml');
    const sources = `{ tmdb: { url: "${good.origin}", apiKey: a-secret-key }, musicbrainz: false, coverartarchive: { url: "${bad.origin}" } }`;
    await writeFile(
      config,
      `sources: ${sources}\ncache: { redis: "${redisUrl()}", file: cache.sqlite }\nstore: x.sqlite\n`,
    );
    const { code, out } = await runCli(['doctor', '--config', config], { cwd: folder });
    expect(code).toBe(5);
    expect(out).toMatch(/store +ok: .*x\.sqlite is not there yet/);
    expect(out).toMatch(/cache +ok: redis:/);
    expect(out).toMatch(/source +ok: tmdb/);
    expect(out).toMatch(/source +FAILED: coverartarchive: GET .* answered 503/);
    expect(out).toMatch(/provider +state/);
    expect(out).not.toContain('a-secret-key');
    const document = JSON.parse((await runCli(['doctor', '--json', '--config', config], { cwd: folder })).out);
    expect(document.providers.map(({ provider }: { provider: string }) => provider).sort()).toEqual([
      'coverartarchive',
      'tmdb',
    ]);
  }, 60_000);
});

it('fails to clear a Redis that cannot be reached, though the file of the machine is cleared', async () => {
  const { run } = await filled('redis://127.0.0.1:1');
  const { out, err, code } = await run('clear');
  expect([code, out]).toEqual([6, '']);
  expect(err).toContain('redis://127.0.0.1:1 could not be reached, so its answers were not forgotten [CACHE_REDIS]');
  expect(err).toContain('Of this machine 2 answers were.');
  expect((await run('stats')).out).toContain('0 answers');
});
