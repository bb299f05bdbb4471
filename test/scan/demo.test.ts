import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ItemDocument, itemDocument } from '../../src/cli/commands/show/document.ts';
import { runCli } from '../cli/run-cli.ts';
import { EXPECTED } from '../demo/expected.ts';
import { DEMO_ARGS, FIXTURES, type ScanResult, scan } from '../support/scan-world.ts';

let folder: string;
let store: string;
let first: ScanResult;
const connections: unknown[] = [];
const connect = Socket.prototype.connect;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-demo-'));
  store = join(folder, 'library.sqlite');
  Socket.prototype.connect = function refuse(...args: unknown[]): never {
    connections.push(args);
    throw new Error('a replayed scan opened a socket');
  };
  first = await scan([...DEMO_ARGS, '--store', store]);
});

afterAll(async () => {
  Socket.prototype.connect = connect;
  await rm(folder, { recursive: true, force: true });
});

async function show(what: string): Promise<ItemDocument> {
  const { out, code, err } = await runCli(['show', '--json', ...DEMO_ARGS, '--store', store, what]);
  expect(`${code} ${err}`).toBe('0 ');
  return itemDocument.parse(JSON.parse(out));
}

describe('the demo scan', () => {
  it('ends well, with the summary as its last event and without warnings', () => {
    expect(first.code).toBe(0);
    expect(first.events.filter(({ type }) => type === 'warning' || type === 'error')).toEqual([]);
    expect(first.events[0]?.type).toBe('run-started');
    expect(first.summary.files).toMatchObject({ unchanged: 0, failed: 0, missing: 0 });
  });

  it('opens no socket, and asks Radarr once and Sonarr once and once for its series', () => {
    expect(connections).toEqual([]);
    expect(first.summary.requests.live).toBe(0);
    const replayed = Object.fromEntries(first.summary.providers.map((each) => [each.provider, each.replayed]));
    expect(replayed).toMatchObject({ radarr: 1, sonarr: 2 });
  });

  it.each(EXPECTED)('ends for "$key" as $outcome', ({ library, key, kind, outcome, title, by }) => {
    const group = first.events.find(
      (event) =>
        event.type === 'group' &&
        event.library === library &&
        event.key.replace(/^\/\//, '').startsWith(key.replace(' (1954)', '')),
    );
    expect(group).toMatchObject({ kind, outcome, title, ...(by === undefined ? {} : { by }) });
  });

  it('has no group that is not expected', () => {
    expect(first.events.filter(({ type }) => type === 'group')).toHaveLength(EXPECTED.length);
    expect(first.summary.groups).toMatchObject({ total: 18, matched: 16, ambiguous: 1, unmatched: 1 });
  });
});

describe('show --json', () => {
  it('has of a movie its cast with characters, its sources, and a poster with blurhash and thumbnails', async () => {
    const { title, cast, fields, images, files } = await show('tmdb:603');
    expect(title).toBe('The Matrix');
    expect(cast.filter(({ character }) => character !== undefined).length).toBeGreaterThanOrEqual(5);
    expect(cast[0]).toMatchObject({ name: 'Keanu Reeves', character: 'Neo' });
    const values = fields.title?.values ?? [];
    expect(values.map(({ source }) => source)).toEqual(expect.arrayContaining(['radarr', 'tmdb']));
    for (const value of values) {
      expect(value.sourceId).not.toBe('');
      expect(Number.isNaN(Date.parse(value.fetchedAt))).toBe(false);
    }
    const poster = images.find(({ kind }) => kind === 'poster');
    expect(poster?.blurhash.length).toBeGreaterThan(20);
    expect(poster?.thumbnails.length).toBeGreaterThanOrEqual(1);
    for (const path of [poster?.path, ...(poster?.thumbnails.map((thumbnail) => thumbnail.path) ?? [])]) {
      expect((await stat(path ?? '')).size).toBeGreaterThan(0);
    }
    expect(files.map(({ version }) => version).sort()).toEqual(['1080p', '2160p']);
  });

  it('has of a movie in two files both parts', async () => {
    const { files } = await show('tmdb:120');
    expect(files.map(({ part }) => part).sort()).toEqual([1, 2]);
  });

  it('has of a series its seasons and episodes, the double episode and the special included', async () => {
    const { seasons = [] } = await show('tvdb:81189');
    expect(seasons.map(({ position }) => position?.season)).toEqual(expect.arrayContaining([0, 1, 2]));
    const episodes = seasons.flatMap((season) => season.episodes ?? []);
    const files = new Map(episodes.map((episode) => [episode.title, episode.files.map(({ path }) => path)]));
    expect(files.get('Pilot')).toHaveLength(1);
    expect(files.get('Pilot')).toEqual(files.get("Cat's in the Bag..."));
    expect(files.get('Good Cop / Bad Cop')).toHaveLength(1);
    expect([...files.values()].filter((paths) => paths.length > 0)).toHaveLength(11);
  });

  it('finds episodes of an absolute numbering', async () => {
    const { seasons = [] } = await show('tmdb:30991');
    const found = seasons.flatMap((season) => season.episodes ?? []).filter(({ files }) => files.length > 0);
    expect(found.map(({ title }) => title).slice(0, 3)).toEqual([
      'Asteroid Blues',
      'Stray Dog Strut',
      'Honky Tonk Women',
    ]);
    expect(found).toHaveLength(10);
  });

  it.each(EXPECTED.filter(({ kind }) => kind === 'album'))(
    'has of "$key" its tracks with MusicBrainz ids',
    async ({ id }) => {
      const { tracks = [], images } = await show(id ?? '');
      expect(tracks.length).toBeGreaterThanOrEqual(3);
      for (const track of tracks) {
        expect(track.ids['musicbrainz-recording']).toMatch(/^[0-9a-f-]{36}$/);
        expect(track.files).toHaveLength(1);
      }
      expect(images.find(({ kind }) => kind === 'cover')?.blurhash).toMatch(/./);
    },
  );

  it('ranks a picture that lies beside the media before every remote one', async () => {
    const { images } = await show('tmdb:348');
    expect(images.find(({ kind }) => kind === 'poster')).toMatchObject({ source: 'local' });
  });
});

describe('the second run', () => {
  it('changes no row and no byte, and asks nobody', async () => {
    const before = await digestOf(store);
    const media = await listing(join(FIXTURES, 'library'));
    const second = await scan([...DEMO_ARGS, '--store', store]);
    expect(second.code).toBe(0);
    expect(second.summary.rows.changed).toBe(0);
    expect(second.summary.requests).toEqual({ live: 0, replayed: 0 });
    expect(second.summary.files).toMatchObject({ unchanged: first.summary.files.seen, added: 0, changed: 0 });
    expect(second.summary.groups).toMatchObject({ ...first.summary.groups, unchanged: EXPECTED.length });
    expect(second.events.filter(({ type }) => type === 'group')).toEqual([]);
    expect(await digestOf(store)).toBe(before);
    expect(await listing(join(FIXTURES, 'library'))).toEqual(media);
  });

  it('asks again about what nobody knew only when told to', async () => {
    const again = await scan([...DEMO_ARGS, '--store', store, '--retry-unmatched']);
    const groups = again.events.flatMap((event) => (event.type === 'group' ? [`${event.key}: ${event.outcome}`] : []));
    expect(groups.sort()).toEqual(['Dune: ambiguous', 'Lake Holiday Home Video: unmatched']);
    expect(again.summary.rows.changed).toBe(0);
  });
});

async function digestOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

async function listing(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true });
  const lines = entries.map(async (entry) => {
    const { size, mtimeMs } = await stat(join(root, entry));
    return `${entry} ${size} ${mtimeMs}`;
  });
  return (await Promise.all(lines)).sort();
}
