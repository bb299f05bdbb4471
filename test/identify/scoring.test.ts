import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/identify/decide.ts';
import { scoreAlbum } from '../../src/identify/score-album.ts';
import { scoreMovie } from '../../src/identify/score-movie.ts';
import { scoreSeries, seriesExtent } from '../../src/identify/score-series.ts';
import type { Candidate } from '../../src/model/outcome.ts';
import type { WorkClaim } from '../../src/model/reading.ts';
import { album, group, mainFile, movie, series } from './support.ts';

function claim(title: string, year?: number, some: Partial<WorkClaim> = {}): WorkClaim {
  return { title, weight: 1, from: 'the names', ...(year === undefined ? {} : { year }), ...some };
}

function decided(claims: readonly WorkClaim[], candidates: readonly Candidate[]) {
  const decision = decide(candidates.map((candidate) => scoreMovie(claims, candidate)));
  return decision.outcome === 'matched' ? decision.chosen?.providerId : decision.outcome;
}

const alien = movie('348', 'Alien', 1979, { popularity: 10 });
const aliens = movie('679', 'Aliens', 1986, { popularity: 99 });
const resurrection = movie('8078', 'Alien Resurrection', 1997);
const warfare = movie('586592', 'Alien Warfare', 2019, { popularity: 999 });
const bladeRunner = movie('78', 'Blade Runner', 1982, { popularity: 100 });
const bladeRunner2049 = movie('335984', 'Blade Runner 2049', 2017);
const wallE = movie('10681', 'WALL·E', 2008);
const walls = movie('6', 'Walls Have Ears', 2008, { popularity: 500 });
const theDoor = movie('38780', 'The Door', 2009);
const knocking = movie('5', "Someone's Knocking at the Door", 2009, { popularity: 500 });
const monkeys = movie('63', '12 Monkeys', 1995, { originalTitle: 'Twelve Monkeys' });
const dune1984 = movie('841', 'Dune', 1984);
const dune2021 = movie('438631', 'Dune', 2021, { popularity: 900 });

describe('movies', () => {
  test.each<[string, WorkClaim[], Candidate[], string]>([
    ['Alien (1979)', [claim('Alien', 1979)], [warfare, aliens, resurrection, alien], '348'],
    ['Alien (1979) without the right one', [claim('Alien', 1979)], [warfare, aliens, resurrection], 'unmatched'],
    ['Alien without a year', [claim('Alien')], [warfare, aliens, resurrection, alien], '348'],
    ['The Door (2009)', [claim('The Door', 2009)], [knocking, theDoor], '38780'],
    ['The Door (2009), only the other', [claim('The Door', 2009)], [knocking], 'unmatched'],
    ['Blade Runner 2049, year unsaid', [claim('Blade Runner 2049')], [bladeRunner, bladeRunner2049], '335984'],
    [
      'Blade Runner 2049, the number read as a year',
      [claim('Blade Runner', 2049), claim('Blade Runner 2049', undefined, { weight: 0.6 })],
      [bladeRunner, bladeRunner2049],
      '335984',
    ],
    ['Blade Runner (1982)', [claim('Blade Runner', 1982)], [bladeRunner2049, bladeRunner], '78'],
    ['Wall-E (2008)', [claim('Wall-E', 2008)], [walls, wallE], '10681'],
    ['WALL·E, only the other', [claim('WALL·E', 2008)], [walls], 'unmatched'],
    ['12 Monkeys (1995)', [claim('12 Monkeys', 1995)], [monkeys], '63'],
    ['Monkeys, the number lost', [claim('Monkeys', 1995)], [monkeys], 'unmatched'],
    ['1917', [claim('1917', 2019)], [movie('530915', '1917', 2019)], '530915'],
    ['2012 (2009)', [claim('2012', 2009)], [movie('14161', '2012', 2009), movie('9', '2012', 1999)], '14161'],
    ['Dune without a year', [claim('Dune')], [dune1984, dune2021], 'ambiguous'],
    ['Dune (2021)', [claim('Dune', 2021)], [dune1984, dune2021], '438631'],
    ['Dune, a year off', [claim('Dune', 2020)], [dune1984, dune2021], '438631'],
    ['Dune, five years off', [claim('Dune', 2015)], [dune1984, dune2021], 'ambiguous'],
    ['Dune, four years off, alone', [claim('Dune', 2017)], [dune2021], 'ambiguous'],
    [
      'two of the same title and year',
      [claim('Pinocchio', 2022)],
      [movie('1', 'Pinocchio', 2022), movie('2', 'Pinocchio', 2022)],
      'ambiguous',
    ],
    [
      'consecutive years, the year exact',
      [claim('Robin Hood', 2010)],
      [movie('1', 'Robin Hood', 2010), movie('2', 'Robin Hood', 2009)],
      '1',
    ],
    [
      'by its original title',
      [claim('Das Leben der Anderen', 2006)],
      [movie('582', 'The Lives of Others', 2006, { originalTitle: 'Das Leben der Anderen' })],
      '582',
    ],
    ['by an alternative title', [claim('Twelve Monkeys', 1995)], [monkeys], '63'],
    ['the source knows no year', [claim('Alien', 1979)], [movie('7', 'Alien')], '7'],
    ['misspelt', [claim('Terminater', 1984)], [movie('218', 'Terminator', 1984)], '218'],
    ['its subtitle left out', [claim('Borat', 2006)], [movie('496', 'Borat: Cultural Learnings', 2006)], '496'],
    [
      'its subtitle left out, and no year',
      [claim('Borat')],
      [movie('496', 'Borat: Cultural Learnings', 2006)],
      'ambiguous',
    ],
    ['nothing found', [claim('Alien', 1979)], [], 'unmatched'],
    ['nothing claimed', [], [alien], 'unmatched'],
  ])('%s', (_, claims, candidates, expected) => {
    expect(decided(claims, candidates)).toBe(expected);
    expect(decided(claims, candidates.toReversed())).toBe(expected);
  });

  test('the same title and year are at distance 0 and cannot lose to popularity', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1890, max: 2030 }),
        fc.double({ noNaN: true }),
        (title, year, popularity) => {
          const exact = scoreMovie([claim(title, year)], movie('1', title, year));
          const other = scoreMovie([claim(title, year)], movie('2', `${title} Forever`, year, { popularity }));
          expect(exact.distance).toBe(0);
          expect(decide([other, exact]).candidates[0]?.providerId).toBe('1');
        },
      ),
    );
  });

  test('popularity and then the id order what is equally far, and only that', () => {
    const scored = [
      movie('10', 'Dune', 2021),
      movie('9', 'Dune', 2021),
      movie('8', 'Dune', 2021, { popularity: 5 }),
    ].map((each) => scoreMovie([claim('Dune', 2021)], each));
    expect(decide(scored).candidates.map(({ providerId }) => providerId)).toEqual(['8', '9', '10']);
  });

  test('reasons name works, scores and what differs', () => {
    expect(decide([scoreMovie([claim('Alien', 1979)], alien)]).reasons).toEqual([
      '"Alien" (1979, tmdb 348): score 1.00, nothing differs',
    ]);
    expect(decide([scoreMovie([claim('Alien', 1980)], alien)]).reasons).toEqual([
      '"Alien" (1979, tmdb 348): score 0.95; year: 1980 ≠ 1979',
    ]);
    expect(decide([dune1984, dune2021].map((each) => scoreMovie([claim('Dune')], each))).reasons).toEqual([
      '"Dune" (2021, tmdb 438631) and "Dune" (1984, tmdb 841) fit about equally well',
    ]);
    expect(decide([scoreMovie([claim('Alien', 1979)], warfare)]).reasons[0]).toMatch(
      /^the nearest is "Alien Warfare" .* too far off: score 0\.\d\d; title: .*; year: 1979 ≠ 2019$/,
    );
  });
});

describe('offers of several sources', () => {
  const of = (provider: string, id: string, title: string, year: number, ids: Candidate['ids'] = {}) =>
    scoreMovie([claim('Dune', 2021)], movie(id, title, year, { provider, ids }));

  test('one work from two sources is no rival to itself', () => {
    expect(
      decide([of('tmdb', '1', 'Dune', 2021, { imdb: 'tt1' }), of('tvdb', '7', 'Dune', 2021, { imdb: 'tt1' })]).outcome,
    ).toBe('matched');
    expect(decide([of('tmdb', '1', 'Dune', 2021), of('tvdb', '7', 'DUNE', 2021)]).outcome).toBe('matched');
  });

  test('two works of one year from two sources are', () => {
    expect(
      decide([of('tmdb', '1', 'Dune', 2021, { imdb: 'tt1' }), of('tvdb', '7', 'Dune', 2021, { imdb: 'tt2' })]).outcome,
    ).toBe('ambiguous');
  });
});

describe('series', () => {
  const office = (season: number) =>
    group('series', { title: 'The Office' }, [
      mainFile('a', { season, episodes: [1, 2] }),
      mainFile('b', { season, seasons: [season], episodes: [3] }),
    ]);
  const uk = series('2996', 'The Office', 2001, { seasonCount: 2, episodeCount: 12 });
  const us = series('2316', 'The Office', 2005, { seasonCount: 9, episodeCount: 200 });

  test.each([
    [7, '2316'],
    [2, 'ambiguous'],
  ])('of two with one title, the one that has season %i', (season, expected) => {
    const extent = seriesExtent(office(season));
    const decision = decide([uk, us].map((each) => scoreSeries([claim('The Office')], extent, each)));
    expect(decision.outcome === 'matched' ? decision.chosen?.providerId : decision.outcome).toBe(expected);
  });

  test('a season too many does not rule out the only one', () => {
    const extent = seriesExtent(office(4));
    expect(decide([scoreSeries([claim('The Office', 2001)], extent, uk)]).outcome).toBe('matched');
  });

  test('the year tells a remake', () => {
    const extent = seriesExtent(group('series', {}, []));
    const offers = [series('121', 'Doctor Who', 1963, { popularity: 99 }), series('57243', 'Doctor Who', 2005)];
    expect(
      decide(offers.map((each) => scoreSeries([claim('Doctor Who', 2005)], extent, each))).chosen?.providerId,
    ).toBe('57243');
  });

  test('episodes are counted once, by season, date or absolute number; specials, extras and sidecars not', () => {
    const files = [
      mainFile('a', { season: 1, episodes: [1, 2] }),
      mainFile('b', { season: 1, episodes: [2] }),
      mainFile('c', { season: 0, episodes: [5] }),
      mainFile('d', { date: '2020-01-01' }),
      { ...mainFile('e', { season: 9, episodes: [1] }), role: 'extra' as const },
    ];
    expect(seriesExtent(group('series', {}, files))).toEqual({ highestSeason: 1, episodes: 3 });
    expect(seriesExtent(group('series', {}, [mainFile('f', { absolute: [101] })]))).toEqual({
      highestSeason: 0,
      episodes: 101,
    });
  });

  test('more episodes than there are speak against it', () => {
    const scored = scoreSeries([claim('The Office', 2001)], { highestSeason: 1, episodes: 50 }, uk);
    expect(scored.penalties).toEqual([
      { name: 'episode-count', amount: expect.any(Number), detail: '50 episodes on disk, 12 known' },
    ]);
  });
});

describe('albums', () => {
  const tracks = [
    { relativePath: '1', title: 'Airbag', duration: 284 },
    { relativePath: '2', title: 'Paranoid Android', duration: 383 },
  ];
  const listed = [
    { title: 'Airbag', duration: 284.4 },
    { title: 'Paranoid Android', duration: 383.5 },
  ];
  const okComputer = (some: Partial<Candidate> = {}) =>
    album('r1', 'Radiohead', 'OK Computer', { year: 1997, ...some });
  const claims = [claim('OK Computer', 1997, { artist: 'Radiohead' })];

  test('artist, title, year and tracks the same: distance 0', () => {
    expect(scoreAlbum(claims, tracks, okComputer({ tracks: listed, trackCount: 2 })).distance).toBe(0);
  });

  test('the order of files does not matter where titles and durations tell', () => {
    expect(scoreAlbum(claims, tracks.toReversed(), okComputer({ tracks: listed })).distance).toBe(0);
  });

  test('an edition in brackets hardly counts', () => {
    const named = [claim("OK Computer (Collector's Edition) [2009]", 1997, { artist: 'Radiohead' })];
    expect(scoreAlbum(named, tracks, okComputer({ tracks: listed })).distance).toBeLessThan(0.02);
  });

  test.each<[string, Partial<Candidate>, string]>([
    [
      'other tracks',
      {
        tracks: [
          { title: 'Creep', duration: 200 },
          { title: 'You', duration: 100 },
        ],
      },
      'track-titles',
    ],
    ['other durations', { tracks: listed.map(({ title }) => ({ title, duration: 999 })) }, 'track-durations'],
    ['more tracks than are on disk', { tracks: [...listed, { title: 'Lucky', duration: 240 }] }, 'track-count'],
    ['fewer tracks, as counted', { trackCount: 1, tracks: [] }, 'track-count'],
    ['another artist', { artist: 'Coldplay' }, 'artist'],
    ['another album', { title: 'Kid A' }, 'album'],
    ['another year', { year: 2009 }, 'year'],
  ])('%s are a penalty', (_, some, name) => {
    const scored = scoreAlbum(claims, tracks, okComputer(some));
    expect(scored.penalties.map((each) => each.name)).toContain(name);
  });

  test('editions of one release group are one work; the best edition is taken', () => {
    const ids = (release: string) => ({ 'musicbrainz-release': release, 'musicbrainz-release-group': 'g' });
    const near = okComputer({ ids: ids('r1'), tracks: listed });
    const far = { ...okComputer({ ids: ids('r2'), tracks: [...listed, { title: 'Lucky' }] }), providerId: 'r2' };
    const decision = decide([far, near].map((each) => scoreAlbum(claims, tracks, each)));
    expect(decision).toMatchObject({ outcome: 'matched', chosen: { providerId: 'r1' } });
  });

  test('an album without artist, tracks or year is compared by what there is', () => {
    const scored = scoreAlbum([claim('OK Computer')], [], okComputer({ tracks: listed }));
    expect(scored.penalties.map(({ name }) => name)).toEqual(['year']);
  });
});
