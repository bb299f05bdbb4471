import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RevengeEvent } from '../../src/model/events.ts';
import { openMaintenance } from '../../src/store/maintenance.ts';
import { openStore } from '../../src/store/open.ts';
import { freshSchema } from '../store/postgres/fresh.ts';
import { startServer, type TestServer } from '../support/http-server.ts';
import { scan } from '../support/scan-world.ts';

const MEGABYTE = 1024 * 1024;

let folder: string;
let radarr: TestServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-huge-'));
  await mkdir(join(folder, 'Films/Heat (1995)'), { recursive: true });
  await writeFile(join(folder, 'Films/Heat (1995)/Heat (1995).mkv'), 'no video');
  await mkdir(join(folder, 'Films/Ronin (1998)'), { recursive: true });
  await writeFile(join(folder, 'Films/Ronin (1998)/Ronin (1998).mkv'), 'no video either');
});
afterEach(async () => {
  await radarr.close();
  await rm(folder, { recursive: true, force: true });
});

function movie(id: number, title: string, year: number, overview: string): string {
  const path = `/movies/${title} (${year})`;
  const movieFile = { path: `${path}/${title} (${year}).mkv`, size: 1 };
  return JSON.stringify({ id, title, year, tmdbId: id, path, overview, movieFile });
}

/** Two movies, of which the overview of one has so many megabytes: written as it goes, as a server would. */
async function send(response: ServerResponse, megabytes: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  const [before = '', behind = ''] = movie(949, 'Heat', 1995, '@').split('@');
  response.write(`[${before}`);
  for (let written = 0; written < megabytes; written++) {
    if (!response.write('a heist. '.repeat(MEGABYTE / 8).slice(0, MEGABYTE))) {
      await new Promise((resolve) => response.once('drain', resolve));
    }
  }
  response.end(`${behind},${movie(8195, 'Ronin', 1998, 'A case.')}]`);
}

async function scanInto(location: string, megabytes: number) {
  radarr = await startServer(async ({ path }, response) => {
    if (path === '/api/v3/movie') await send(response, megabytes);
    else response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  });
  const config = join(folder, 'revenge.config.yaml');
  await writeFile(
    config,
    `libraries: [{ name: Films, path: Films, kind: movies }]
cache: { enabled: false }
store: "${location}"
sources:
  musicbrainz: false
  tvmaze: false
  coverartarchive: false
  radarr: [{ url: "${radarr.origin}", apiKey: k, pathMap: [{ from: /movies, to: Films }] }]
`,
  );
  return scan(['--config', config, '--no-artwork']);
}

/** Without those of the files, which are no videos. */
function warningsOf(events: readonly RevengeEvent[]): readonly RevengeEvent[] {
  return events.filter((event) => event.type === 'warning' && event.code !== 'PROBE_FAILED');
}

test.each(['sqlite', 'postgres'] as const)(
  '100 MB of text in an answer: %s keeps its beginning, all else as it is, and it is told',
  async (which) => {
    const schema = freshSchema();
    const location = which === 'sqlite' ? join(folder, 'store.sqlite') : schema.url;
    const { code, summary, events } = await scanInto(location, 100);
    expect([code, summary.groups.matched]).toEqual([0, 2]);
    expect(warningsOf(events)).toMatchObject([
      { code: 'VALUE_CUT', message: expect.stringContaining('overview of radarr 949'), path: 'Heat (1995)' },
    ]);
    const store = await openStore(location, { readonly: true });
    const [heat] = await store.show({ by: 'external', kind: 'tmdb', value: '949' });
    const [ronin] = await store.show({ by: 'external', kind: 'tmdb', value: '8195' });
    expect(heat?.fields.overview?.value).toMatch(/^a heist\. /);
    expect(String(heat?.fields.overview?.value)).toHaveLength(100_000);
    expect([heat?.title, ronin?.fields.overview?.value]).toEqual(['Heat', 'A case.']);
    expect((await store.list({ conditions: [{ what: 'words', words: ['heist'] }] })).length).toBe(1);
    await store.close();
    const maintenance = await openMaintenance(location, {}, false);
    expect(await maintenance.check()).toEqual([]);
    expect((await maintenance.status()).bytes).toBeLessThan(3 * MEGABYTE);
    await maintenance.close();
    await schema.remove();
  },
);

test('an answer that is longer than any is refused, and the store stays as it was', async () => {
  const location = join(folder, 'store.sqlite');
  const { summary, events } = await scanInto(location, 140);
  expect(summary.groups.matched).toBe(0);
  expect(warningsOf(events)).toMatchObject([{ code: 'HTTP_TOO_LARGE' }]);
  expect((await stat(location)).size).toBeLessThan(MEGABYTE);
});
