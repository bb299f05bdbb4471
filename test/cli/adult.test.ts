import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanTargets } from '../../src/cli/scan-targets.ts';
import type { Library } from '../../src/model/files.ts';
import { json, startServer, type TestServer } from '../support/http-server.ts';
import { makeVideo } from '../support/media-files.ts';
import { scan } from '../support/scan-world.ts';
import { runCli } from './run-cli.ts';

const TITLE = 'Unmentionable Scene';

let folder: string;
let config: string;
let whisparr: TestServer;
let others: TestServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-adult-'));
  config = join(folder, 'revenge.config.yaml');
  const bytes = makeVideo({ container: 'mkv', width: 640, height: 360, seconds: 1, seed: 'adult' });
  for (const place of ['Movies/Alien (1979)/Alien (1979).mkv', 'Private/Site/scene.mkv']) {
    await mkdir(join(folder, place, '..'), { recursive: true });
    await writeFile(join(folder, place), bytes);
  }
  const movie = {
    id: 5,
    title: TITLE,
    path: '/data/Site',
    stashId: '66666666-6666-4666-8666-666666666666',
    year: 2020,
    tags: [],
    movieFile: { path: '/data/Site/scene.mkv', size: 1 },
  };
  whisparr = await startServer({
    '/api/v3/system/status': json({ appName: 'Whisparr', version: '3.0.0.1' }),
    '/api/v3/movie': json([movie]),
  });
  others = await startServer({ '*': json({ results: [], page: 1, total_pages: 1, total_results: 0 }) });
  await writeFile(
    config,
    `libraries:
  - { name: Movies, path: Movies, kind: movies }
  - { name: Secret, path: Private, kind: adult }
store: store.sqlite
sources:
  whisparr:
    - { url: "${whisparr.origin}", apiKey: k, pathMap: [{ from: /data, to: Private }] }
  tmdb: { url: "${others.origin}", apiKey: k }
  musicbrainz: false
  tvmaze: false
  coverartarchive: false
`,
  );
});

afterEach(async () => {
  await whisparr.close();
  await others.close();
  await rm(folder, { recursive: true, force: true });
});

const args = (...more: string[]) => ['--config', config, '--no-artwork', ...more];
const cli = (...words: string[]) => runCli([...words, '--config', config]);

describe('adult libraries', () => {
  it('are met by no scan that is not told so, in no event, count or store', async () => {
    const result = await scan(args());
    expect(result.summary.groups.total).toBe(1);
    expect(`${result.out}${result.err}`).not.toMatch(/Secret|Private|scene|whisparr|qar/i);
    expect(whisparr.requests).toHaveLength(0);
    expect(existsSync(join(folder, 'store.qar.sqlite'))).toBe(false);
  });

  it('are scanned with --kind adult into a database of their own, and nobody but Whisparr is asked', async () => {
    await scan(args());
    const before = readFileSync(join(folder, 'store.sqlite'));
    const asked = others.requests.length;
    const { events, summary } = await scan(args('--kind', 'adult'));
    expect(summary.groups).toMatchObject({ total: 1, matched: 1 });
    expect(events).toContainEqual(expect.objectContaining({ type: 'group', title: TITLE, by: 'whisparr' }));
    expect(others.requests).toHaveLength(asked);
    expect(existsSync(join(folder, 'store.qar.sqlite'))).toBe(true);
    expect(readFileSync(join(folder, 'store.sqlite')).equals(before)).toBe(true);

    for (const words of [['list'], ['list', '--json'], ['list', '--kind', 'movie'], ['list', '--outcome', 'open']]) {
      const { out } = await cli(...words);
      expect(out).not.toMatch(/Unmentionable|Secret/);
    }
    expect((await cli('list', '--kind', 'adult')).out).toContain(TITLE);
    expect((await cli('list', '--kind', 'adult,episode')).out).not.toContain(TITLE);
    expect(await cli('show', TITLE)).toMatchObject({ code: 2 });
    const shown = await cli('show', TITLE, '--kind', 'adult', '--json');
    expect(JSON.parse(shown.out)).toMatchObject({ title: TITLE, files: [{ library: 'Secret' }] });

    expect((await scan(args('--kind', 'adult'))).summary.rows.changed).toBe(0);
    expect((await scan(args('--kind', 'movies'))).summary.groups.total).toBe(1);
  });

  it('are changed by persons with --kind adult alone', async () => {
    expect((await scan(['--config', config, '--no-artwork', '--kind', 'adult'])).code).toBe(0);
    const open = ['set', TITLE, 'tagline=Mine', '--config', config];
    expect((await runCli(open)).code).not.toBe(0);
    expect((await runCli([...open, '--kind', 'adult'])).code).toBe(0);
    const shown = await runCli(['show', TITLE, '--kind', 'adult', '--json', '--config', config]);
    expect(JSON.parse(shown.out)).toMatchObject({ holds: [{ field: 'tagline', value: 'Mine' }] });
  });

  it('do not come into the other store by their paths', async () => {
    for (const path of [join(folder, 'Private'), join(folder, 'Private', 'Site'), folder]) {
      const refused = await runCli(['scan', ...args(path)]);
      expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('--kind adult') });
    }
    const part = await scan(args('--kind', 'adult', join(folder, 'Private', 'Site')));
    expect(part.summary.groups.matched).toBe(1);
  });

  it('do not lie in other libraries, and are named by Whisparr only', async () => {
    const text = readFileSync(config, 'utf8');
    await writeFile(config, text.replace('path: Private', 'path: Movies/Private'));
    expect(await cli('list')).toMatchObject({ code: 2, err: expect.stringContaining('lie in one another') });
    const radarr = `sources:\n  radarr: [{ url: "http://127.0.0.1:1", apiKey: k, libraries: [Secret] }]\n`;
    await writeFile(config, text.replace('sources:\n', radarr));
    expect(await cli('list')).toMatchObject({ code: 2, err: expect.stringContaining('names a library of kind adult') });
  });
});

describe('scanTargets', () => {
  const all: readonly Library[] = [{ name: 'M', root: '/m', kind: 'movies' }];

  it('takes a folder outside all libraries for one of the kind that was asked for', () => {
    expect(scanTargets({ all, chosen: [], kind: 'adult' }, ['/x'], '/')).toEqual([
      { library: { name: 'x', root: '/x', kind: 'adult' } },
    ]);
    expect(() => scanTargets({ all, chosen: [], kind: 'adult' }, [], '/')).toThrow('no library of kind adult');
    expect(() => scanTargets({ all, chosen: [], kind: 'tv' }, ['/m/a'], '/')).toThrow(
      'lies in a library of kind movies',
    );
  });
});
