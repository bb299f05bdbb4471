import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkDocumentSchema } from '../../../src/cli/commands/check/document.ts';
import { runCli } from '../run-cli.ts';

/*
 * Every single change to a fixture is noticed, and the difference names it. The demo library and its recordings are
 * copied, an expectation is written of each library, and each test changes one thing.
 */

const FIXTURES = join(import.meta.dirname, '../../fixtures');
type LibraryName = 'Movies' | 'TV' | 'Music';
const KINDS = { Movies: 'movies', TV: 'tv', Music: 'music' } as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-check-test-'));
  await restore();
  for (const library of ['Movies', 'TV', 'Music'] as const) {
    await writeFile(join(folder, `${library}.yaml`), configOf(library));
    const { code, err } = await check(library, '--update');
    expect({ code, err }).toEqual({ code: 0, err: '' });
  }
});
beforeEach(restore);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function restore(): Promise<void> {
  for (const name of ['library', 'cassettes']) {
    await rm(join(folder, name), { recursive: true, force: true });
    await cp(join(FIXTURES, name), join(folder, name), { recursive: true });
  }
}

function configOf(library: LibraryName): string {
  return JSON.stringify({
    libraries: [{ name: library, path: `library/${library}`, kind: KINDS[library] }],
    store: 'never-used.sqlite',
    sources: {
      radarr: [
        {
          url: 'http://radarr.demo:7878',
          apiKey: 'k',
          pathMap: [{ from: '/movies', to: join(folder, 'library/Movies') }],
        },
      ],
      sonarr: [
        { url: 'http://sonarr.demo:8989', apiKey: 'k', pathMap: [{ from: '/tv', to: join(folder, 'library/TV') }] },
      ],
      tmdb: { apiKey: 'k' },
    },
  });
}

function check(library: LibraryName, ...args: readonly string[]) {
  const config = join(folder, `${library}.yaml`);
  const file = join(folder, `${library}.check.yaml`);
  return runCli(['check', file, '--config', config, '--replay', join(folder, 'cassettes'), ...args], { cwd: folder });
}

/** Replaces a text in the recording of a source whose name has `part`. */
function inRecording(source: string, part: string, from: string, to: string): () => Promise<void> {
  return async () => {
    const names = (await readdir(join(folder, 'cassettes', source))).filter((name) => name.includes(part));
    expect(names).toHaveLength(1);
    await inFile(join('cassettes', source, names[0] ?? ''), from, to);
  };
}

async function inFile(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, path), 'latin1');
  const [before, after] = [Buffer.from(from).toString('latin1'), Buffer.from(to).toString('latin1')];
  expect(text).toContain(before);
  await writeFile(join(folder, path), text.replace(before, after), 'latin1');
}

const inLibrary = (path: string, from: string, to: string) => () => inFile(join('library', path), from, to);
const moved = (from: string, to: string) => () => rename(join(folder, 'library', from), join(folder, 'library', to));
const removed = (path: string) => () => rm(join(folder, path), { recursive: true });
const matrix = (from: string, to: string) => inRecording('tmdb', 'movie-603', from, to);

const MATRIX = 'The Matrix (1999)';
const MOON = 'Pink Floyd/The Dark Side of the Moon (1973)';
const MONEY = `Music/${MOON}/06 Money.mp3`;
const SPIRITED = 'Spirited Away/Spirited Away.nfo';
const ALIEN = 'Movies/Alien (1979)';

/** What is changed; the group, the member and a part of the text that the difference names. */
const CHANGES: readonly (readonly [string, LibraryName, () => Promise<void>, string, string])[] = [
  ['a title', 'Movies', matrix('"title": "The Matrix"', '"title": "The Matrices"'), MATRIX, 'item.fields'],
  ['a release date', 'Movies', matrix('1999-03-31T00', '1999-04-01T00'), MATRIX, 'item.fields.releaseDate'],
  ['a plot', 'Movies', matrix('A programmer learns', 'A gardener learns'), MATRIX, 'item.fields.overview'],
  ['a running time', 'Movies', matrix('"runtime": 136', '"runtime": 137'), MATRIX, 'item.fields.runtime'],
  ['a genre', 'Movies', matrix('"name": "Action"', '"name": "Romance"'), MATRIX, 'item.fields.genres'],
  ['a studio', 'Movies', matrix('Silver Pictures', 'Golden Pictures'), MATRIX, 'item.fields.studios'],
  ['a character', 'Movies', matrix('"character": "Neo"', '"character": "Leo"'), MATRIX, 'item.cast'],
  ['an actor', 'Movies', matrix('Gloria Foster', 'Mary Alice'), MATRIX, 'item.cast'],
  ['a director', 'Movies', matrix('"Lana Wachowski"', '"L. Wachowski"'), MATRIX, 'item.crew'],
  ['a collection', 'Movies', matrix('The Matrix Collection', 'The Matrix Saga'), MATRIX, 'item.fields.collection'],
  ['a status', 'Movies', matrix('"status": "Released"', '"status": "Planned"'), MATRIX, 'item.fields.status'],
  [
    'an original language',
    'Movies',
    matrix('"original_language": "en"', '"original_language": "fr"'),
    MATRIX,
    'item.fields',
  ],
  ['a losing value', 'Movies', inRecording('radarr', 'movie', '"The Matrix"', '"The  MATRIX!"'), MATRIX, 'item.fields'],
  ['an id', 'Movies', inRecording('radarr', 'movie', '"tt0133093"', '"tt0133094"'), MATRIX, 'item.ids.imdb'],
  [
    'the title of an NFO',
    'Movies',
    inLibrary(`Movies/${SPIRITED}`, 'Favourite', 'Favorites'),
    'Spirited Away',
    'item.fields.tags',
  ],
  [
    'the plot of an NFO',
    'Movies',
    inLibrary(`Movies/${SPIRITED}`, 'a person', 'A person'),
    'Spirited Away',
    'item.fields.overview',
  ],
  ['the id of an NFO', 'Movies', inLibrary(`Movies/${SPIRITED}`, '>129<', '>120<'), 'Spirited Away', 'item'],
  ['a deleted NFO', 'Movies', removed(`library/Movies/${SPIRITED}`), 'Spirited Away', 'files'],
  ['the name of a folder', 'Movies', moved(ALIEN, 'Movies/Alien (1978)'), 'Alien (1979)', ''],
  ['the name of a file', 'Movies', moved(`${ALIEN}/Alien (1979).mp4`, `${ALIEN}/Alien.mp4`), 'Alien (1979)', 'files'],
  ['a deleted file', 'Movies', removed(`library/Movies/${MATRIX}/The Matrix (1999) - 1080p.mkv`), MATRIX, 'files'],
  [
    'a picture beside the media',
    'Movies',
    () =>
      cp(
        join(FIXTURES, 'cassettes/pictures', 'GET-image.tmdb.org-t-p-original-movie-603-poster.jpg-39b794df.jpg'),
        join(folder, 'library', ALIEN, 'poster.jpg'),
      ),
    'Alien (1979)',
    'item.artwork',
  ],
  ['a deleted picture', 'Movies', removed(`library/${ALIEN}/poster.jpg`), 'Alien (1979)', 'item.artwork'],
  [
    'a recorded picture',
    'Movies',
    () =>
      cp(
        join(folder, 'library', ALIEN, 'poster.jpg'),
        join(folder, 'cassettes/pictures', 'GET-image.tmdb.org-t-p-original-movie-603-poster.jpg-39b794df.jpg'),
      ),
    MATRIX,
    'item.artwork',
  ],
  [
    'a deleted recording',
    'Movies',
    async () => {
      const [name] = (await readdir(join(folder, 'cassettes/tmdb'))).filter((one) => one.includes('movie-603'));
      await rm(join(folder, 'cassettes/tmdb', name ?? ''));
    },
    MATRIX,
    'outcome',
  ],
  ['a deleted home video', 'Movies', removed('library/Movies/Lake Holiday Home Video'), 'Lake Holiday Home Video', ''],
  [
    'the title of an episode',
    'TV',
    inRecording('tmdb', 'tv-1396', '"name": "Gray Matter"', '"name": "Grey Matter"'),
    'Breaking Bad',
    'item.parts',
  ],
  [
    'the number of an episode',
    'TV',
    moved(
      'TV/Breaking Bad/Season 02/Breaking Bad - 2x03 - Bit by a Dead Bee.mkv',
      'TV/Breaking Bad/Season 02/Breaking Bad - 2x04 - Bit by a Dead Bee.mkv',
    ),
    'Breaking Bad',
    'files',
  ],
  [
    'the id of a folder',
    'TV',
    moved('TV/Chernobyl (2019) {tvdb-360893}', 'TV/Chernobyl (2019)'),
    'Chernobyl (2019) {tvdb-360893}',
    '',
  ],
  ['a title in tags', 'Music', inLibrary(MONEY, 'Money', 'Honey'), MOON, 'item.parts'],
  [
    'a title of a recording',
    'Music',
    inRecording('musicbrainz', 'b84ee12a', '"title": "Breathe"', '"title": "Breath"'),
    MOON,
    'item.parts',
  ],
  [
    'a release group',
    'Music',
    inRecording('musicbrainz', '71d6f1d1', '"country": "FR"', '"country": "DE"'),
    'Alan Vega/Deuce Avenue',
    'item',
  ],
];

describe('a single change to a fixture is a difference that names it', () => {
  test.each(CHANGES)('%s', async (_what, library, change, group, member) => {
    await change();
    const { code, out } = await check(library, '--format', 'json');
    expect(code).toBe(3);
    const { differences } = checkDocumentSchema.parse(JSON.parse(out));
    const named = differences.filter((one) => one.group === group).map((one) => one.member);
    expect(named.some((one) => one.startsWith(member))).toBe(true);
  });

  test('without a change there is no difference, in any library', async () => {
    for (const library of ['Movies', 'TV', 'Music'] as const) {
      const { code, out } = await check(library);
      expect([library, code, out.trim().split('\n').at(-1)]).toEqual([
        library,
        0,
        expect.stringMatching(/^no difference in \d+ groups?$/),
      ]);
    }
  });
});
