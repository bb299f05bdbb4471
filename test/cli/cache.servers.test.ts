import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { json, startServer, status } from '../support/http-server.ts';
import { ownPrefix, redisUrl } from '../support/services.ts';
import { describeCacheCommands, filled } from './cache-commands.ts';
import { runCli } from './run-cli.ts';

describeCacheCommands('in Redis', () => ({ url: redisUrl(), prefix: ownPrefix() }));

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
    const sources = `{ tmdb: { url: "${good.origin}", apiKey: a-secret-key }, musicbrainz: false, tvmaze: false, coverartarchive: { url: "${bad.origin}" } }`;
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
  });
});
