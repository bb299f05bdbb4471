import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { itemDocument } from '../../src/cli/commands/show/document.ts';
import { runCli } from '../cli/run-cli.ts';
import { fixture } from '../providers/support.ts';
import { json, startServer, status, type TestServer } from '../support/http-server.ts';
import { type ScanWorld, scanWorld } from '../support/scan-world.ts';

/** What is configured when only libraries are: sources that need no key identify them. */
let world: ScanWorld;
let server: TestServer;
beforeEach(async () => {
  world = await scanWorld(undefined, []);
  server = await startServer({
    '/search/shows': json(fixture('tvmaze', 'search-lantern')),
    '/shows/4711': json(fixture('tvmaze', 'show-4711')),
    '*': status(404),
  });
  const season = join(world.library, 'TV', 'Lantern Bay (2014)', 'Season 1');
  await mkdir(season, { recursive: true });
  await writeFile(join(season, 'Lantern Bay S01E01.mkv'), 'no video');
});
afterEach(async () => {
  await server.close();
  await world.remove();
});

async function configure(sources: string): Promise<void> {
  const library = 'libraries:\n  - { name: TV, path: library/TV, kind: tv }\nstore: store.sqlite\n';
  const rest = 'artwork: { enabled: false }\ncache: { enabled: false }\n';
  await writeFile(world.config, `${library}${rest}sources:\n  tvmaze: { url: "${server.origin}" }\n${sources}`);
}

describe('a library of series, scanned without any key', () => {
  it('is identified by TVmaze, with two requests, and not asked about again', async () => {
    await configure('');
    const { summary } = await world.scan();
    expect(summary.groups).toMatchObject({ total: 1, matched: 1 });
    expect(server.requests.map(({ path }) => path)).toEqual(['/search/shows', '/shows/4711']);
    const { out } = await runCli(['show', 'Lantern Bay', '--json', '--config', world.config]);
    const item = itemDocument.parse(JSON.parse(out));
    expect(item).toMatchObject({
      ids: { tvmaze: '4711', tvdb: '990011' },
      fields: { overview: { source: 'tvmaze' }, title: { value: 'Lantern Bay' } },
    });
    expect(item.seasons?.[0]?.episodes?.[0]).toMatchObject({ title: 'Low Tide', files: [{ role: 'main' }] });
    expect((await world.scan()).summary.rows.changed).toBe(0);
    expect(server.requests).toHaveLength(2);
  });

  it('leaves TVmaze alone where another catalogue of series is configured', async () => {
    await configure(`  tmdb: { apiKey: key, url: "${server.origin}" }\n`);
    await world.scan();
    expect(server.requests.map(({ path }) => path)).not.toContain('/search/shows');
  });

  it('says what to add where it is switched off', async () => {
    await configure('');
    await writeFile(
      world.config,
      'libraries:\n  - { name: TV, path: library/TV, kind: tv }\nstore: store.sqlite\nsources: { tvmaze: false }\n',
    );
    const { summary } = await world.scan();
    expect(summary.groups).toMatchObject({ unmatched: 1 });
    expect(JSON.stringify(summary.unsearched)).toContain('TVmaze');
    expect(server.requests).toEqual([]);
  });
});
