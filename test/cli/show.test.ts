import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemDocument } from '../../src/cli/commands/show/document.ts';
import { type CliWorld, runCli } from './run-cli.ts';
import { type Stored, smallLibrary, storedIn } from './stored.ts';

let stored: Stored;
beforeAll(async () => {
  stored = await storedIn(smallLibrary);
});
afterAll(() => stored.remove());

async function show(argv: readonly string[], world: CliWorld = {}) {
  return runCli(['show', '--store', stored.path, ...argv], { env: stored.env, cwd: '/media/movies', ...world });
}

async function shown(...argv: readonly string[]) {
  const { code, out, err } = await show(['--json', ...argv]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return itemDocument.parse(JSON.parse(out));
}

describe('show', () => {
  it.each([
    [['tmdb:949'], 'movie', 'Heat', 1995],
    [['Heat', '1995'], 'movie', 'Heat', 1995],
    [['heat (1986)'], 'movie', 'Heat', 1986],
    [['/media/movies/Heat (1995)/Heat (1995).mkv'], 'movie', 'Heat', 1995],
    [['./Heat (1995)/Heat (1995).mkv'], 'movie', 'Heat', 1995],
    [['the', 'wire'], 'series', 'The Wire', 2002],
    [['imdb:tt0306414'], 'series', 'The Wire', 2002],
    [['Dummy'], 'release', 'Dummy', 1994],
    [['The Detail'], 'episode', 'The Detail', undefined],
  ])('finds %j', async (what, kind, title, year) => {
    expect(await shown(...what)).toMatchObject({ kind, title, ...(year === undefined ? {} : { year }) });
  });

  it('finds by id, and by its beginning', async () => {
    const { id } = await shown('tmdb:949');
    expect((await shown(id)).id).toBe(id);
    expect((await shown(id.slice(0, 13))).id).toBe(id);
  });

  it('gives the parts of a series and of an album', async () => {
    const series = await shown('tvdb:79126');
    const first = series.seasons?.find((season) => season.position?.season === 1);
    expect(first?.episodes?.map((episode) => episode.title)).toEqual(['The Target', 'The Detail', 'The Buys']);
    const album = await shown('musicbrainz-release:rel-1');
    expect(album.tracks?.map((track) => track.ids['musicbrainz-recording'])).toEqual([
      'r-Mysterons',
      'r-Sour Times',
      'r-Strangers',
    ]);
    expect(album.parents.map((parent) => parent.title)).toEqual(['Dummy', 'Portishead']);
  });

  it('prints for a person, within the terminal', async () => {
    const { code, out } = await show(['Heat', '1995'], { columns: 50 });
    expect(code).toBe(0);
    expect(out).toMatch(/^Heat \(1995\) · movie\nid [\da-f-]{36}\ntmdb:949\n/);
    expect(out).toContain('Al Pacino');
    expect(out).toContain('matched, by radarr');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(50);
  });

  it('lists the candidates when several can be meant', async () => {
    const { code, out, err } = await show(['heat']);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('revenge: 2 works can be meant by "heat" [AMBIGUOUS]');
    expect(err).toMatch(/movie {2}Heat \(1986\) {2}tmdb:10000\n/);
    expect(err).toMatch(/movie {2}Heat \(1995\) {2}tmdb:949\n/);
    const asJson = await show(['heat', '--json']);
    expect(asJson.code).toBe(2);
    expect(JSON.parse(asJson.out)).toMatchObject({
      type: 'error',
      code: 'AMBIGUOUS',
      candidates: [{ year: 1986 }, { year: 1995 }],
    });
  });

  it.each([[['no such film']], [['tmdb:1']], [['Dummy', '--kind', 'movie']]])(
    'says that nothing is stored as %j',
    async (what) => {
      const { code, err } = await show(what);
      expect(code).toBe(2);
      expect(err).toMatch(/^revenge: nothing is stored as .* \[NOT_FOUND\]\n {2}hint: .*revenge list/);
    },
  );
});
