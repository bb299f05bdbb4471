import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { readNfoFile } from '../../src/media/nfo/read-nfo-file.ts';
import { readName } from '../../src/naming/read-name.ts';
import { hasAudioTools, python } from '../support/media/tools.ts';
import { type SpawnedScan, spawnScan } from '../support/spawned-scan.ts';

/*
 * The inputs of public bug reports that lie beside the repository, built with their own scripts and scanned by the program.
 * Fixtures of the project's own for the same kinds of fault are in test/media/formats/cases.test.ts and test/naming.
 */

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const CASES = resolve('..', 'shared', 'cases');
const isPresent =
  existsSync(CASES) && python !== undefined && hasAudioTools && !spawnSync('mkvmerge', ['--version']).error;
if (!isPresent)
  process.stderr.write(`NOT RUN: the shared cases, mutagen, ffmpeg or mkvmerge are not here (${CASES})\n`);

const factsSchema = z.object({ path: z.string(), tags: z.string().nullable(), probe: z.string().nullable() });
const jsonSchema = z.record(z.string(), z.unknown());
const linesOf = (name: string): string[] => readFileSync(join(CASES, name), 'utf8').split('\n').filter(Boolean);

const SPACED = { title: 'My Song', artist: 'My Band', album: 'My Album' };
const SPACED_TRACK = { ...SPACED, track: 3, trackTotal: 9 };
const JOINED = { title: 'MySong', artist: 'MyBand', album: 'MyAlbum' };
const JOINED_ALL = { ...JOINED, track: 3, trackTotal: 9, date: '2001', genres: ['Rock'] };

describe.skipIf(!isPresent)('the shared cases give the right value', () => {
  let folder: string;
  let scanned: SpawnedScan;
  let database: Database.Database;

  const put = async (from: string, to: string, suffix = ''): Promise<void> => {
    const target = join(folder, 'libraries', to);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(folder, from), target);
    // A file with bytes of its own, so that no two files have the same content.
    if (suffix !== '') await writeFile(target, suffix, { flag: 'a' });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'revenge-cases-'));
    const inFolder = (name: string): string => join(folder, name);
    execFileSync(python ?? '', [join(CASES, 'mk-tags.py'), inFolder('tags')]);
    execFileSync(python ?? '', [join(CASES, 'mk-nfo.py'), inFolder('nfo')]);
    execFileSync('sh', [join(CASES, 'mk-video.sh'), inFolder('video')]);
    for (const name of await readdir(inFolder('tags'))) await put(`tags/${name}`, `Music/${name}/${name}`);
    for (const name of await readdir(inFolder('video'))) await put(`video/${name}`, `Movies/${name}/${name}`);
    await put('video/book.m4b', 'Music/book.m4b/book.m4b');
    for (const line of linesOf('tree-discs.txt')) await put('tags/base.mp3', `Discs/${line}`, line);
    for (const line of linesOf('tree-movies.txt')) await put('video/xvid-in.mkv', `Movies/${line}`, line);
    const libraries = ['{ name: Movies, path: libraries/Movies, kind: movies }'];
    for (const name of ['Music', 'Discs']) libraries.push(`{ name: ${name}, path: libraries/${name}, kind: music }`);
    const sources = '{ musicbrainz: false, tvmaze: false, coverartarchive: false }';
    const config = inFolder('config.yaml');
    await writeFile(config, `store: store\nlibraries: [${libraries.join(', ')}]\nsources: ${sources}\n`);
    scanned = await spawnScan(config, { watch: inFolder('libraries') });
    database = new Database(inFolder('store'), { readonly: true });
  });
  afterAll(async () => {
    database?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const rows = (sql: string): unknown[] => database.prepare<[], unknown>(sql).all();
  const stored = (member: 'tags' | 'probe', name: string): unknown => {
    const sql =
      'SELECT CAST(f.path AS TEXT) AS path, x.tags, x.probe FROM file_facts x JOIN files f ON f.id = x.file_id';
    const all = rows(sql).map((row) => factsSchema.parse(row));
    const text = all.find(({ path }) => path === `${name}/${name}`)?.[member];
    return text === null || text === undefined ? text : jsonSchema.parse(JSON.parse(text));
  };

  it('the scan ends well, and can read every file', () => {
    expect(scanned).toMatchObject({ code: 0, summary: { warnings: 0, files: { failed: 0 } } });
    expect(rows('SELECT error_code FROM files WHERE error_code IS NOT NULL')).toEqual([]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['ok.mp3', SPACED_TRACK],
    ['ufid-empty.mp3', { ...SPACED_TRACK, ids: {} }],
    ['apic-empty.mp3', { ...SPACED_TRACK, hasPicture: false }],
    ['utf16-nobom.mp3', SPACED_TRACK],
    ['v22-ids-in-v23.mp3', SPACED],
    ['v1-fills.mp3', SPACED],
    ['genre-slash-v23.mp3', { ...SPACED_TRACK, genres: ['Hip-Hop/Rap'] }],
    ['genre-paren.mp3', { ...SPACED_TRACK, genres: ['Rock'] }],
    ['riff.wav', JOINED_ALL],
    ['sowt.aifc', JOINED_ALL],
    ['flac-in-ogg.oga', JOINED_ALL],
    ['p.opus', JOINED_ALL],
    ['f.flac', JOINED_ALL],
    ['o.ogg', JOINED_ALL],
    [
      'p.wma',
      { artists: ['Ann', 'Bob'], genres: ['Rock', 'Pop'], date: '2001-05-06', barcode: '123', compilation: true },
    ],
    ['p.m4a', { ...JOINED_ALL, artists: ['Ann', 'Bob'] }],
    ['picture-block-too-short.flac', { ...JOINED_ALL, hasPicture: false }],
    ['cover-1mb.ogg', { ...JOINED_ALL, hasPicture: true }],
    ['cover-3mb.ogg', { ...JOINED_ALL, hasPicture: true }],
    ['cover-6mb.ogg', { ...JOINED_ALL, hasPicture: true }],
    ['p.dsf', JOINED],
  ])('tags of %s', (name, expected) => {
    expect(stored('tags', name)).toMatchObject(expected);
    expect(stored('tags', name)).not.toHaveProperty('albumArtist');
  });

  it('sound of p.dsf', () => {
    expect(stored('probe', 'p.dsf')).toMatchObject({ audio: [{ codec: 'dsd', channels: 2 }] });
  });

  it.each(['chapters.mp4', 'book.m4b'])('%s: two chapters, no subtitle stream', (name) => {
    expect(stored('probe', name)).toMatchObject({ subtitles: [], chapters: [{ title: 'One' }, { title: 'Two' }] });
  });

  it('frag.mp4: duration; xvid-in.mkv: codecs', () => {
    const { duration } = z.object({ duration: z.number() }).parse(stored('probe', 'frag.mp4'));
    expect(Math.round(duration)).toBe(3);
    expect(stored('probe', 'xvid-in.mkv')).toMatchObject({ video: [{ codec: 'mpeg4' }], audio: [{ codec: 'mp3' }] });
  });

  it.each<[string, Record<string, unknown>]>([
    ['cp1251', { values: { title: 'Брат' } }],
    ['uid-upper', { ids: { imdb: 'tt0133093' } }],
    ['uid-url', { ids: { tmdb: '603' } }],
    ['id-bare-imdb', { ids: { imdb: 'tt0414387' } }],
    ['mpaa', { values: { certifications: [{ country: 'DE', value: '16' }] } }],
  ])('%s.nfo', async (name, expected) => {
    const result = await readNfoFile(join(folder, 'nfo', `${name}.nfo`), new AbortController().signal);
    expect(result).toMatchObject({ status: 'ok', readings: [expected] });
    if (name === 'id-bare-imdb') expect(result).not.toMatchObject({ readings: [{ ids: { tmdb: expect.anything() } }] });
  });

  it('tree-discs.txt: one album of two discs an artist', () => {
    const sql = `SELECT CAST(g.key AS TEXT) AS key, g.title, g.year, count(*) AS files FROM groups g
      JOIN roots r ON r.id = g.root_id JOIN files f ON f.group_id = g.id WHERE r.name = 'Discs' GROUP BY g.id ORDER BY key`;
    const artists = ['02', '05', '08', '09', '12', '13'];
    expect(rows(sql)).toEqual(
      artists.map((artist) => ({ key: `Artist${artist}/Album (2000)`, title: 'Album', year: 2000, files: 2 })),
    );
  });

  it('tree-movies.txt: home videos, extras and languages of subtitles', () => {
    const garage = "SELECT title FROM groups WHERE title LIKE 'garage%' ORDER BY title";
    expect(rows(garage)).toEqual([{ title: 'garage-20260723-001' }, { title: 'garage-20260723-002' }]);
    const files = `SELECT CAST(f.path AS TEXT) AS path, f.role, f.language, f.flags FROM files f JOIN groups g ON g.id = f.group_id
      WHERE f.role != 'main' AND g.title IN ('Film', 'Other') ORDER BY path`;
    expect(rows(files)).toEqual([
      { path: 'Film (2019)/SPs/Trailer 1.mkv', role: 'extra', language: null, flags: null },
      {
        path: 'Other (1982)/Other (1982).English (SDH).srt',
        role: 'subtitle',
        language: 'en',
        flags: 'hearing-impaired',
      },
      { path: 'Other (1982)/Other (1982).chs&eng.ass', role: 'subtitle', language: 'zh-Hans+en', flags: null },
    ]);
  });

  it('names-tv.txt: every name as names-tv.expected reads it', () => {
    const readings = linesOf('names-tv.txt').map((name) => readName(name, { kind: 'tv' }));
    const expected: readonly Record<string, unknown>[] = [
      { season: 1, episodes: [2], episodeTitle: 'Second Title' },
      { season: 3, episodes: [7] },
      { season: 2, episodes: [131], date: '2015-08-19', absolute: [] },
      { season: 0, episodes: [12], date: '2009-12-25', absolute: [] },
      { title: '86', season: 1, episodes: [1] },
      { title: '1883', season: 1, episodes: [5] },
      { season: 1, episodes: [2, 3] },
    ];
    expect(readings).toHaveLength(expected.length);
    for (const [at, reading] of readings.entries()) expect(reading).toMatchObject(expected[at] ?? {});
    for (const number of [1, 2, 3]) {
      const name = `Some Show/Series 1/1.0${number} Some Title.mkv`;
      expect(readName(name, { kind: 'tv' })).toMatchObject({ season: 1, episodes: [number] });
    }
  });
});
