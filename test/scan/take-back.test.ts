import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { itemDocument } from '../../src/cli/commands/show/document.ts';
import { runCli } from '../cli/run-cli.ts';
import { picture } from '../enrich/pictures.ts';
import { json, startServer, type TestServer } from '../support/http-server.ts';
import { makeAudio, makeVideo, writeTags } from '../support/media-files.ts';
import { scan } from '../support/scan-world.ts';

const VIDEO = makeVideo({ container: 'mkv', seconds: 60, width: 64, height: 64, seed: 1 });
const RELEASE = 'b1392450-e666-3926-a536-22c65f834433';

let folder: string;
let tmdb: TestServer;
let changes = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-take-back-'));
  tmdb = await startServer({
    '/original/tmdb.jpg': async (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end(await picture(600, 900, 'jpeg', 1));
    },
    '/3/movie/348': json({
      id: 348,
      title: 'Alien of TMDb',
      overview: 'Of TMDb.',
      tagline: 'Of TMDb.',
      poster_path: '/tmdb.jpg',
      genres: [{ id: 1, name: 'Horror' }],
      runtime: 117,
      credits: { cast: [{ id: 1, name: 'Sigourney Weaver', character: 'Ripley', order: 0 }], crew: [] },
    }),
  });
  await put(
    'c.yaml',
    `libraries:
  - { name: Films, path: Films, kind: movies }
  - { name: Shows, path: Shows, kind: tv }
  - { name: Music, path: Music, kind: music }
store: s.sqlite
sources:
  tmdb: { url: ${tmdb.origin}/3, imageUrl: ${tmdb.origin}, apiKey: k }
  musicbrainz: false
  tvmaze: false
  coverartarchive: false
cache: { enabled: false }
`,
  );
  for (const name of ['Films', 'Shows', 'Music']) await mkdir(join(folder, name));
});
afterEach(async () => {
  await tmdb.close();
  await rm(folder, { recursive: true, force: true });
});

/** Writes a file with a time of its own, so that every change shows. */
async function put(path: string, content: Uint8Array | string): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  await utimes(file, 1_700_000_000 + ++changes, 1_700_000_000 + changes);
  return file;
}

const config = () => ['--config', join(folder, 'c.yaml')];

const WITHOUT_ARTWORK: readonly string[] = ['--no-artwork'];

async function scanned(args = WITHOUT_ARTWORK): Promise<void> {
  const { summary, err } = await scan([...config(), ...args]);
  expect([summary.exitCode, err]).toEqual([0, '']);
}

/** A scan, and another that finds nothing to do. */
async function rescanned(args = WITHOUT_ARTWORK): Promise<void> {
  await scanned(args);
  expect((await scan([...config(), ...args])).summary.rows.changed).toBe(0);
}

/** Who offered the artwork that there is, by its kind. */
async function artwork(what: string) {
  return (await shown(what)).images.map(({ kind, source }) => [kind, source]);
}

async function shown(what: string) {
  const { out, err, code } = await runCli(['show', '--json', ...config(), what]);
  expect([code, err]).toEqual([0, '']);
  return itemDocument.parse(JSON.parse(out));
}

async function withoutTmdb(): Promise<void> {
  const text = await readFile(join(folder, 'c.yaml'), 'utf8');
  await put('c.yaml', text.replace(/^ {2}tmdb:.*\n/m, ''));
}

/** Value and source of fields. */
async function held(what: string, ...names: readonly string[]) {
  const { fields } = await shown(what);
  return names.map((name) => {
    const field = new Map(Object.entries(fields)).get(name);
    return field === undefined ? undefined : [field.value, field.source];
  });
}

const nfo = (inner: string) => `<movie><title>Alien</title><uniqueid type="tmdb">348</uniqueid>${inner}</movie>`;
const ACTOR = '<actor><name>Ash</name><role>Science Officer</role></actor>';

describe('an NFO', () => {
  it('takes back a field that is removed; values of other sources stay', async () => {
    await put('Films/Alien/Alien.mkv', VIDEO);
    await put('Films/Alien/Alien.nfo', nfo('<plot>Mine.</plot><tag>seen</tag><genre>SF</genre>'));
    await scanned();
    expect(await held('tmdb:348', 'overview', 'tags', 'genres')).toEqual([
      ['Mine.', 'nfo'],
      [['seen'], 'nfo'],
      [['SF'], 'nfo'],
    ]);
    await put('Films/Alien/Alien.nfo', nfo('<genre>SF</genre>'));
    await rescanned();
    expect(await held('tmdb:348', 'overview', 'tags', 'genres')).toEqual([
      ['Of TMDb.', 'tmdb'],
      undefined,
      [['SF'], 'nfo'],
    ]);
  });

  it('that is deleted takes back all that it said', async () => {
    await put('Films/Alien {tmdb-348}/Alien.mkv', VIDEO);
    const file = await put('Films/Alien {tmdb-348}/Alien.nfo', nfo('<plot>Mine.</plot><tag>seen</tag>'));
    await scanned();
    await rm(file);
    await rescanned();
    expect(await held('tmdb:348', 'title', 'overview', 'tags')).toEqual([
      ['Alien of TMDb', 'tmdb'],
      ['Of TMDb.', 'tmdb'],
      undefined,
    ]);
  });

  it('that cannot be read takes nothing back', async () => {
    await put('Films/Alien {tmdb-348}/Alien.mkv', VIDEO);
    const file = await put('Films/Alien {tmdb-348}/Alien.nfo', nfo('<plot>Mine.</plot>'));
    await scanned();
    await rm(file);
    const { symlink } = await import('node:fs/promises');
    await symlink('/nowhere/Alien.nfo', file);
    await put('Films/Alien {tmdb-348}/Alien.en.srt', '');
    await scanned();
    expect(await held('tmdb:348', 'overview')).toEqual([['Mine.', 'nfo']]);
  });

  it('locks fields and cast with lockdata, over all sources, until it does not any more', async () => {
    await put('Films/Alien/Alien.mkv', VIDEO);
    const text = `<runtime>99</runtime>${ACTOR}`;
    await put('Films/Alien/Alien.nfo', nfo(text));
    await scanned();
    expect(await held('tmdb:348', 'runtime')).toEqual([[117, 'tmdb']]);
    await put('Films/Alien/Alien.nfo', nfo(`${text}<lockdata>true</lockdata>`));
    await rescanned();
    expect(await held('tmdb:348', 'runtime', 'tagline')).toEqual([
      [99, 'nfo'],
      ['Of TMDb.', 'tmdb'],
    ]);
    expect((await shown('tmdb:348')).cast.map(({ name }) => name)).toEqual(['Ash']);
    await put('Films/Alien/Alien.nfo', nfo(text));
    await rescanned();
    expect(await held('tmdb:348', 'runtime')).toEqual([[117, 'tmdb']]);
  });

  it('locks the cast from the first scan on, and the named fields alone', async () => {
    await put('Films/Alien/Alien.mkv', VIDEO);
    const locks = '<lockedfields>Cast|Runtime</lockedfields>';
    await put('Films/Alien/Alien.nfo', nfo(`<runtime>99</runtime><tagline>Mine.</tagline>${ACTOR}${locks}`));
    await scanned();
    expect(await held('tmdb:348', 'runtime')).toEqual([[99, 'nfo']]);
    expect((await shown('tmdb:348')).cast.map(({ name }) => name)).toEqual(['Ash']);
  });

  it('removes no lock of a person', async () => {
    await put('Films/Alien/Alien.mkv', VIDEO);
    await put('Films/Alien/Alien.nfo', nfo('<plot>Mine.</plot><lockdata>true</lockdata>'));
    await scanned();
    expect((await runCli(['set', ...config(), 'tmdb:348', 'overview=Of a person.'])).code).toBe(0);
    await put('Films/Alien/Alien.nfo', nfo('<plot>Other.</plot><lockdata>true</lockdata>'));
    await rescanned();
    expect(await held('tmdb:348', 'overview')).toEqual([['Of a person.', 'person']]);
    await put('Films/Alien/Alien.nfo', nfo(''));
    await rescanned();
    expect(await held('tmdb:348', 'overview')).toEqual([['Of a person.', 'person']]);
  });
});

describe('the cast of an NFO', () => {
  const cast = async () => (await shown('tmdb:348')).cast.map(({ name }) => name);
  const asked = () => tmdb.requests.filter(({ path }) => path === '/3/movie/348').length;

  it('does not take the place of a better one because other words of the NFO change', async () => {
    await put('Films/Alien/Alien.mkv', VIDEO);
    await put('Films/Alien/Alien.nfo', nfo(ACTOR));
    await scanned();
    await put('Films/Alien/Alien.nfo', nfo(`${ACTOR}<plot>Mine.</plot>`));
    await rescanned();
    expect(await cast()).toEqual(['Sigourney Weaver']);
  });

  it('that was locked goes with its lock, its actors or its file, without a request', async () => {
    await put('Films/Alien {tmdb-348}/Alien.mkv', VIDEO);
    const locked = nfo(`${ACTOR}<lockdata>true</lockdata>`);
    for (const next of [nfo(ACTOR), nfo('<lockdata>true</lockdata>'), undefined]) {
      const file = await put('Films/Alien {tmdb-348}/Alien.nfo', locked);
      await rescanned();
      expect(await cast()).toEqual(['Ash']);
      if (next === undefined) await rm(file);
      else await put('Films/Alien {tmdb-348}/Alien.nfo', next);
      await rescanned();
      expect(await cast()).toEqual(['Sigourney Weaver']);
    }
    expect(asked()).toBe(1);
  });

  it('that no other source has goes too', async () => {
    await withoutTmdb();
    await put('Films/Alien {tmdb-348}/Alien.mkv', VIDEO);
    const file = await put('Films/Alien {tmdb-348}/Alien.nfo', nfo(ACTOR));
    await scanned();
    expect(await cast()).toEqual(['Ash']);
    await rm(file);
    await rescanned();
    expect(await cast()).toEqual([]);
  });
});

describe('a picture beside the media', () => {
  const folderName = 'Films/Alien {tmdb-348}';

  it('loses its say when it is deleted, and a new one is noticed', async () => {
    await put(`${folderName}/Alien.mkv`, VIDEO);
    const poster = await put(`${folderName}/poster.jpg`, await picture(600, 900, 'jpeg', 2));
    await scanned([]);
    expect(await artwork('tmdb:348')).toEqual([['poster', 'local']]);
    await rm(poster);
    await rescanned([]);
    expect(await artwork('tmdb:348')).toEqual([['poster', 'tmdb']]);
    await put(`${folderName}/poster.jpg`, await picture(600, 900, 'jpeg', 3));
    await rescanned([]);
    expect(await artwork('tmdb:348')).toEqual([['poster', 'local']]);
    await put(`${folderName}/folder.jpg`, await picture(600, 900, 'jpeg', 4));
    await rescanned([]);
    expect(await artwork('tmdb:348')).toEqual([['poster', 'local']]);
    expect(tmdb.requests.filter(({ path }) => path === '/3/movie/348')).toHaveLength(1);
  });

  it('that is the only one leaves nothing behind', async () => {
    await withoutTmdb();
    await put('Shows/Lost {tvdb-73739}/Season 1/Lost S01E01.mkv', VIDEO);
    const poster = await put('Shows/Lost {tvdb-73739}/season01-poster.jpg', await picture(600, 900, 'jpeg', 5));
    const season = async () => (await shown('tvdb:73739')).seasons?.[0]?.images.map(({ source }) => source);
    await scanned([]);
    expect(await season()).toEqual(['local']);
    await rm(poster);
    await rescanned([]);
    expect(await season()).toEqual([]);
  });
});

describe('tags', () => {
  it('that are emptied are taken back', async () => {
    const tags = {
      album: 'Kid A',
      artist: 'Radiohead',
      track: 1,
      title: 'T',
      ids: { 'musicbrainz-release': RELEASE },
    };
    const album = makeAudio({ format: 'flac', seconds: 1 });
    writeTags(await put('Music/Kid A/01.flac', album), { ...tags, label: 'Parlophone' });
    await scanned();
    expect(await held('Kid A', 'label')).toEqual([['Parlophone', 'tags']]);
    const again = await put('Music/Kid A/01.flac', album);
    writeTags(again, tags);
    await utimes(again, 1_800_000_000, 1_800_000_000);
    await rescanned();
    expect(await held('Kid A', 'label', 'title')).toEqual([undefined, ['Kid A', 'tags']]);
  });
});

describe('.plexmatch', () => {
  it('says which episode a file is, whatever its name says', async () => {
    await withoutTmdb();
    await put('Shows/Lost/Season 1/pilot.mkv', VIDEO);
    await put('Shows/Lost/Season 1/Lost S01E09.mkv', VIDEO);
    await put('Shows/Lost/Extra Episode.mkv', VIDEO);
    await put(
      'Shows/Lost/.plexmatch',
      'Title: Lost\nTvdbId: 73739\nEpisode: S01E01: Season 1/pilot.mkv\nep: S01E02-E03: /Season 1/Lost S01E09.mkv\nSP01: Extra Episode.mkv\n',
    );
    await scanned();
    const { seasons = [] } = await shown('tvdb:73739');
    const placed = seasons.flatMap(({ episodes = [] }) =>
      episodes.map(({ position, files }) => [
        `${position?.season}x${position?.episode}`,
        ...files.filter(({ role }) => role === 'main').map(({ path }) => path),
      ]),
    );
    expect(placed.toSorted()).toEqual([
      ['0x1', 'Lost/Extra Episode.mkv'],
      ['1x1', 'Lost/Season 1/pilot.mkv'],
      ['1x2', 'Lost/Season 1/Lost S01E09.mkv'],
      ['1x3', 'Lost/Season 1/Lost S01E09.mkv'],
    ]);
  });
});
