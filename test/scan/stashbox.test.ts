import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryWindow } from '../../src/media/formats/window.ts';
import { contentHash } from '../../src/media/hash.ts';
import { runCli } from '../cli/run-cli.ts';
import { type Handler, json, startServer, status, type TestServer } from '../support/http-server.ts';
import { makeVideo } from '../support/media-files.ts';
import { scan } from '../support/scan-world.ts';
import { askedOf, type BoxScene, stashBox } from '../support/stash-box.ts';

const FILES = 90;
const id = (place: number): string => `11111111-1111-4111-8111-${String(place).padStart(12, '0')}`;
const title = (place: number): string => `Unmentionable ${place}`;

let folder: string;
let config: string;
let box: TestServer;
let others: TestServer;
let scenes: BoxScene[];
let answers: Handler;

/** Files whose names say nothing of the scenes they are. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-boxes-'));
  config = join(folder, 'revenge.config.yaml');
  scenes = await Promise.all(Array.from({ length: FILES }, (_, place) => sceneOf(place)));
  answers = stashBox(scenes);
  box = await startServer((request, response) => answers(request, response));
  others = await startServer({ '*': json({ results: [], page: 1, total_pages: 1, total_results: 0 }) });
  await writeFile(
    config,
    `libraries:
  - { name: Movies, path: Movies, kind: movies }
  - { name: Secret, path: Private, kind: adult }
store: store.sqlite
sources:
  stashbox:
    - { url: "${box.origin}/graphql", apiKey: box-key-0123456789 }
  tmdb: { url: "${others.origin}", apiKey: k }
  musicbrainz: false
  tvmaze: false
  coverartarchive: false
`,
    // Others may read what is written without a mode, of which doctor warns.
    { mode: 0o600 },
  );
  await mkdir(join(folder, 'Movies'));
});
afterEach(async () => {
  await box.close();
  await others.close();
  await rm(folder, { recursive: true, force: true });
});

async function sceneOf(place: number): Promise<BoxScene> {
  const path = join(folder, 'Private', `folder ${place}`, `file ${place}.mkv`);
  const bytes = makeVideo({ container: 'mkv', width: 64, height: 64, seconds: 1, seed: `scene ${place}` });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  const hash = contentHash(memoryWindow(Buffer.from(bytes))) ?? '';
  return {
    id: id(place),
    title: title(place),
    release_date: '2020-01-02',
    tags: [{ name: 'A Tag' }],
    studio: { name: 'A Studio' },
    performers: [{ performer: { id: id(900 + place), name: `Performer ${place}` } }],
    fingerprints: [{ algorithm: 'OSHASH', hash, duration: 1, submissions: 3 }],
  };
}

const adult = (...more: string[]) => scan(['--config', config, '--no-artwork', '--kind', 'adult', ...more]);
const batches = () => box.requests.map(({ body }) => askedOf(body).variables.fingerprints?.length);

describe('stash-box in a scan', () => {
  it('recognises a library with one request for each 40 files, and asks for nothing else', async () => {
    const { summary, events } = await adult();
    expect(summary.groups).toMatchObject({ total: FILES, matched: FILES });
    expect(batches()).toEqual([40, 40, 10]);
    expect(others.requests).toHaveLength(0);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'group', title: title(7), by: 'stashbox', score: 1 }),
    );
    const { out } = await runCli(['show', title(7), '--kind', 'adult', '--json', '--config', config]);
    expect(JSON.parse(out)).toMatchObject({
      title: title(7),
      ids: { stashdb: id(7) },
      fields: { tags: { value: ['A Tag'] }, studios: { value: ['A Studio'] }, releaseDate: { value: '2020-01-02' } },
      cast: [{ name: 'Performer 7' }],
      files: [{ path: 'folder 7/file 7.mkv' }],
    });

    const again = await adult();
    expect(again.summary).toMatchObject({ rows: { changed: 0 }, requests: { live: 0 }, groups: { unchanged: FILES } });
    expect(box.requests).toHaveLength(3);
  });

  it('is asked about nothing, and nothing of it is met, unless --kind adult is said', async () => {
    await adult();
    const asked = box.requests.length;
    const plain = await scan(['--config', config, '--no-artwork']);
    expect(plain.summary.groups.total).toBe(0);
    expect(box.requests).toHaveLength(asked);
    for (const words of [['list'], ['list', '--json'], ['list', '--count'], ['doctor']]) {
      const { out, err } = await runCli([...words, '--config', config]);
      expect(`${out}${err}`).not.toMatch(/unmentionable|stashdb|stashbox|secret|qar|90/i);
    }
  });

  it('asks nobody but the stash-box about a folder that is no configured library', async () => {
    await adult();
    const asked = box.requests.length;
    const loose = join(folder, 'Elsewhere', 'one', 'one.mkv');
    await mkdir(dirname(loose), { recursive: true });
    await writeFile(loose, makeVideo({ container: 'mkv', width: 64, height: 64, seconds: 1, seed: 'loose' }));
    await writeFile(
      config,
      `store: store.sqlite\nsources:\n  stashbox: [{ url: "${box.origin}/graphql", apiKey: k }]\n  tmdb: { url: "${others.origin}", apiKey: k }\n`,
    );
    const { summary } = await adult(join(folder, 'Elsewhere'));
    expect(summary.groups).toMatchObject({ total: 1, unmatched: 1 });
    expect(box.requests.length).toBeGreaterThan(asked);
    expect(others.requests).toHaveLength(0);
  });

  it('that refuses its key is asked once and leaves its files degraded; the next run asks again first', async () => {
    answers = status(401);
    const { summary } = await adult();
    expect(summary.groups).toMatchObject({ total: FILES, degraded: FILES });
    // A refused key costs one request, however many batches there are.
    expect(box.requests).toHaveLength(1);
    answers = stashBox(scenes);
    const again = await adult();
    expect(again.summary.groups).toMatchObject({ matched: FILES, degraded: 0 });
  });

  it('is asked again by a refresh, for as few requests', async () => {
    await adult();
    answers = stashBox(scenes.map((scene, place) => (place === 5 ? { ...scene, details: 'Said since.' } : scene)));
    const words = ['--kind', 'adult', '--older-than', '0h', '--no-artwork', '--config', config];
    const { code, out } = await runCli(['refresh', '--json', ...words]);
    expect([code, batches()]).toEqual([0, [40, 40, 10, 40, 40, 10]]);
    const last: unknown = JSON.parse(out.trim().split('\n').at(-1) ?? '');
    expect(last).toMatchObject({ summary: { groups: { matched: FILES, total: FILES } } });
    const shown = await runCli(['show', title(5), '--kind', 'adult', '--json', '--config', config]);
    expect(JSON.parse(shown.out)).toMatchObject({ fields: { overview: { value: 'Said since.' } } });
    expect((await runCli(['refresh', '--older-than', '0h', '--config', config])).out).not.toMatch(
      /unmentionable|stash|secret/i,
    );
  });

  it('adds to what Whisparr knows by path, and the next instance is asked for what the first does not know', async () => {
    const whisparr = await startServer({
      '/api/v3/system/status': json({ appName: 'Whisparr', version: '2.0.0.1' }),
      '/api/v3/series': json([{ id: 1, title: 'A Site', path: '/data/folder 0' }]),
      '/api/v3/episode': json([
        { id: 4, title: 'As Whisparr has it', episodeFile: { path: '/data/folder 0/file 0.mkv', size: 1 } },
      ]),
    });
    const other = await startServer({ '*': stashBox(scenes.slice(1, 2)) });
    answers = stashBox([...scenes.slice(0, 1), ...scenes.slice(2)]);
    const text = await readFile(config, 'utf8');
    await writeFile(
      config,
      text.replace(
        'sources:\n  stashbox:\n',
        `sources:
  whisparr:
    - { url: "${whisparr.origin}", apiKey: k, pathMap: [{ from: /data, to: Private }] }
  stashbox:
    - { name: fansdb, url: "${other.origin}", apiKey: k }
`,
      ),
    );
    try {
      const { summary, events } = await adult();
      expect(summary.groups).toMatchObject({ total: FILES, matched: FILES });
      expect(events).toContainEqual(expect.objectContaining({ type: 'group', title: title(0), by: 'whisparr' }));
      const both = await runCli(['show', `stashdb:${id(0)}`, '--kind', 'adult', '--json', '--config', config]);
      expect(JSON.parse(both.out)).toMatchObject({
        ids: { stashdb: id(0), whisparr: '4' },
        fields: { studios: { value: expect.arrayContaining(['A Studio']) }, tags: { value: ['A Tag'] } },
      });
      const elsewhere = await runCli(['show', title(1), '--kind', 'adult', '--json', '--config', config]);
      expect(JSON.parse(elsewhere.out)).toMatchObject({ ids: { stashbox: `fansdb:${id(1)}` } });
      expect(other.requests.map(({ body }) => askedOf(body).variables.fingerprints?.length)).toEqual([40, 40, 10]);
      expect(batches()).toEqual([39, 40, 10]);
    } finally {
      await whisparr.close();
      await other.close();
    }
  });

  it('tells no key, neither in events nor in recordings of answers', async () => {
    const cassettes = join(folder, 'cassettes');
    const recorded = await adult('--record', cassettes);
    const { out } = await runCli(['doctor', '--kind', 'adult', '--config', config]);
    expect(out).toContain('stashdb');
    const replayed = await scan([
      ...['--config', config, '--no-artwork', '--kind', 'adult', '--replay', cassettes],
      ...['--store', join(folder, 'replayed.sqlite')],
    ]);
    expect(replayed.summary.groups).toEqual(recorded.summary.groups);
    expect(replayed.summary.requests).toMatchObject({ live: 0, replayed: 3 });
    expect(`${recorded.out}${recorded.err}${replayed.out}${out}`).not.toContain('box-key-0123456789');
  });
});
