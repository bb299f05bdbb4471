import { describe, expect, test } from 'vitest';
import { identifyGroup } from '../../src/identify/chain.ts';
import type { IdentifyInput } from '../../src/identify/types.ts';
import type { GroupFile } from '../../src/model/files.ts';
import type { SourceRecord } from '../../src/model/records.ts';
import {
  type CountingSource,
  group,
  input,
  mainFile,
  movie,
  nothingKnown,
  record,
  series,
  source,
  sources,
} from './support.ts';

const signal = new AbortController().signal;

async function identify(of: IdentifyInput, tmdb: CountingSource) {
  const { identification } = await identifyGroup(of, sources({ metadata: [tmdb] }), nothingKnown, {}, signal);
  return identification;
}

/** A movie of this title without a year, whose file lasts so many minutes. */
function undated(title: string, minutes?: number): IdentifyInput {
  const files = [mainFile('a.mkv')];
  const seconds = minutes === undefined ? [] : [['a.mkv', minutes * 60] as const];
  return input(group('movie', { title }, files), { lengths: async () => new Map(seconds) });
}

describe('a title without a year', () => {
  const tide = movie('1', 'Tide', 1999);

  test.each([
    ['the same running time', 100, 'matched'],
    ['rounded, or faster as on television', 96, 'matched'],
    ['another running time', 121, 'ambiguous'],
    ['no running time on disk', undefined, 'ambiguous'],
  ])('needs a second witness: %s', async (_, minutes, outcome) => {
    const tmdb = source([tide], { full: { 1: { runtime: 100 } } });
    const identification = await identify(undated('Tide', minutes), tmdb);
    expect(identification.outcome).toBe(outcome);
    expect(tmdb.asked).toEqual(['search Tide', 'complete 1']);
    const last = identification.reasons.at(-1);
    expect(last).toMatch(
      outcome === 'matched' ? /besides its title the running time/ : /nothing but its title|not sure/,
    );
  });

  test('needs none where it is long', async () => {
    const identification = await identify(
      undated('The Tide That Carried Every Harbour'),
      source([movie('1', 'The Tide That Carried Every Harbour', 1999)]),
    );
    expect(identification.outcome).toBe('matched');
  });

  test('is told from works of the same title by the running time', async () => {
    const tmdb = source([tide, movie('2', 'Tide', 2021)], { full: { 1: { runtime: 137 }, 2: { runtime: 155 } } });
    expect(await identify(undated('Tide', 155), tmdb)).toMatchObject({ outcome: 'matched', ids: { tmdb: '2' } });
    expect(await identify(undated('Tide', 146), tmdb)).toMatchObject({ outcome: 'ambiguous' });
  });

  test('stays open where the source cannot be asked for details', async () => {
    const tmdb = source([tide], { full: { 1: { runtime: 100 } }, down: ['complete'] });
    expect(await identify(undated('Tide', 100), tmdb)).toMatchObject({ outcome: 'degraded' });
  });

  test('adds up the parts of a version', async () => {
    const files = [1, 2].map((part): GroupFile => ({ ...mainFile(`cd${part}.avi`), part }));
    const lengths = async () => new Map(files.map(({ relativePath }) => [relativePath, 50 * 60]));
    const of = input(group('movie', { title: 'Tide' }, files), { lengths });
    expect(await identify(of, source([tide], { full: { 1: { runtime: 100 } } }))).toMatchObject({ outcome: 'matched' });
  });
});

test('two movies of one title and year are told apart by the running time', async () => {
  const tmdb = source([movie('1', 'Tide', 2022), movie('2', 'Tide', 2022)], {
    full: { 1: { runtime: 88 }, 2: { runtime: 117 } },
  });
  const lengths = async () => new Map([['a.mkv', 117 * 60]]);
  const of = input(group('movie', { title: 'Tide', year: 2022 }, [mainFile('a.mkv')]), { lengths });
  expect(await identify(of, tmdb)).toMatchObject({ outcome: 'matched', ids: { tmdb: '2' } });
});

test('another cut of a movie with the right title and year is still that movie', async () => {
  const tmdb = source([movie('1', 'Tide', 2022), movie('2', 'Tides', 2022)], { full: { 1: { runtime: 90 } } });
  const lengths = async () => new Map([['a.mkv', 130 * 60]]);
  const of = input(group('movie', { title: 'Tide', year: 2022 }, [mainFile('a.mkv')]), { lengths });
  expect(await identify(of, tmdb)).toMatchObject({ outcome: 'matched', ids: { tmdb: '1' } });
});

test('a title in another language is found among the first offers of the source', async () => {
  const offers = [movie('1', 'The Lives Elsewhere', 2006), movie('2', 'Leben', 1999)];
  const tmdb = source(offers, {
    finds: () => true,
    full: { 1: { alternativeTitles: ['Das Leben anderswo'], runtime: 100 }, 2: { runtime: 80 } },
  });
  expect(await identify(undated('Das Leben anderswo', 99), tmdb)).toMatchObject({
    outcome: 'matched',
    ids: { tmdb: '1' },
  });
});

test('a misspelt title is searched for by its halves', async () => {
  const tmdb = source([movie('1', 'Terminal Salvation', 2009)]);
  const of = input(group('movie', { title: 'Termnial Salvation', year: 2009 }));
  expect(await identify(of, tmdb)).toMatchObject({ outcome: 'matched', ids: { tmdb: '1' } });
  expect(tmdb.asked).toEqual(['search Termnial Salvation 2009', 'search Termnial Salvation', 'search Salvation 2009']);
});

describe('series of one title', () => {
  const shows = [series('1', 'Ghost House', 2019), series('2', 'Ghost House', 2021)];
  const full = { 1: { seasonCount: 5, episodeCount: 30 }, 2: { seasonCount: 4, episodeCount: 60 } };
  const onDisk = (titles: readonly string[]) =>
    input(
      group(
        'series',
        { title: 'Ghost House' },
        titles.map((episodeTitle, index) =>
          mainFile(`S01E0${index + 1}.mkv`, { season: 1, episodes: [index + 1], episodeTitle }),
        ),
      ),
    );
  const tree = (id: string, titles: readonly string[]): SourceRecord =>
    record({
      kind: 'series',
      providerId: id,
      children: titles.map((title, index) =>
        record({ kind: 'episode', position: { season: 1, episode: index + 1 }, values: { title } }),
      ),
    });
  const trees = {
    1: tree('1', ['Who Do You Think', 'Gorilla', 'Happy Death']),
    2: tree('2', ['Pilot', 'Hello', 'Viking']),
  };

  test('are told apart by the titles of episodes', async () => {
    const tmdb = source(shows, { full, trees });
    expect(await identify(onDisk(['Pilot', 'Hello!', 'Viking Funeral']), tmdb)).toMatchObject({
      outcome: 'matched',
      ids: { tmdb: '2' },
    });
    expect(tmdb.asked).toEqual(['search Ghost House', 'complete 1', 'complete 2', 'fetch 1', 'fetch 2']);
  });

  test('stay ambiguous where the titles are those of neither', async () => {
    const tmdb = source(shows, { full, trees });
    expect(await identify(onDisk(['Eins', 'Zwei', 'Drei']), tmdb)).toMatchObject({ outcome: 'ambiguous' });
  });

  test('one alone needs no look at its episodes where it has all that are on disk', async () => {
    const tmdb = source(shows.slice(0, 1), { full, trees });
    expect(await identify(onDisk(['Eins']), tmdb)).toMatchObject({ outcome: 'matched', ids: { tmdb: '1' } });
    expect(tmdb.asked).toEqual(['search Ghost House', 'complete 1']);
  });
});
