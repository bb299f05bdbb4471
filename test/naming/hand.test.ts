import { describe, it } from 'vitest';
import { readName } from '../../src/naming/read-name.ts';
import { expectReading } from './cases/check.ts';
import { HAND_CASES } from './cases/hand.ts';
import { MUSIC_CASES } from './cases/music.ts';

describe('readName', () => {
  for (const { name, expect: wanted } of HAND_CASES) {
    it(name, () => expectReading(name, readName(name), wanted));
  }
});

describe('readName of music', () => {
  for (const { name, expect: wanted } of MUSIC_CASES) {
    it(name, () => expectReading(name, readName(name), wanted));
  }

  it('reads a bare name as a release where the library is of music', () => {
    expectReading('hint', readName('The Lanterns - Harbour', { kind: 'music' }), {
      type: 'track',
      artist: 'The Lanterns',
      album: 'Harbour',
    });
  });
});

describe('readName with the kind of the library', () => {
  it('takes no bare number for an episode among movies', () => {
    expectReading('movies', readName('Rocky - 04.mkv', { kind: 'movies' }), { type: 'movie', absolute: [] });
  });

  it.each<[string, object]>([
    ['1966 - 12 Lanterns.mkv', { title: '12 Lanterns', year: 1966 }],
    ['1966 - 9.mkv', { title: '9', year: 1966 }],
    [
      '1956 - 1984/1956 - 1984.mkv',
      {
        title: '1956',
        year: 1984,
        alternatives: [{ weight: 0.4, rule: 'alternative.year-first', title: '1984', year: 1956 }],
      },
    ],
    ['Lanterns 2005 - 2009.mkv', { title: 'Lanterns', year: 2005 }],
  ])('reads a year before a title that is a number: %s', (name, expected) => {
    expectReading(name, readName(name, { kind: 'movies' }), expected);
  });

  it('reads the folder of a show as its title in a TV library', () => {
    for (const title of ['12 Monkeys', '24', 'The 4400', 'Room 104']) {
      expectReading(title, readName(title, { kind: 'tv' }), { title, episodes: [], absolute: [] });
    }
  });

  it.each<[string, object]>([
    ['Some Show/Series 1/1.01 First Title.mkv', { season: 1, episodes: [1], episodeTitle: 'First Title' }],
    ['Some Show/Series 1/1.02 Second Title.mkv', { season: 1, episodes: [2], episodeTitle: 'Second Title' }],
    ['Some Show/Season 3/3.07 Seventh Title.mkv', { season: 3, episodes: [7] }],
    [
      'Late Show/Late Show - 2015-08-19 - S02E131.mp4',
      { season: 2, episodes: [131], date: '2015-08-19', absolute: [] },
    ],
    ['Show/Show (2009-12-25) - S00E12 - Xmas.mkv', { season: 0, episodes: [12], date: '2009-12-25', absolute: [] }],
    ['86/Season 1/86 - 01.mkv', { title: '86', season: 1, episodes: [1] }],
    ['1883/Season 1/1883 - 05 - Some Title.mkv', { title: '1883', season: 1, episodes: [5] }],
    ['86/86 - 01 [1080p].mkv', { type: 'episode', title: '86', absolute: [1], season: null }],
    ['86/[Grp] 86 - 11 [1080p].mkv', { title: '86', absolute: [11], season: null, releaseGroup: 'Grp' }],
    ['24/24 - 11 - Night.mkv', { title: '24', absolute: [11], season: null, episodeTitle: 'Night' }],
    ['Kids Show/Kids Show - S01E03E02.mkv', { season: 1, episodes: [2, 3] }],
  ])('reads what the folders explain: %s', (name, expected) => {
    expectReading(name, readName(name, { kind: 'tv' }), expected);
  });

  it('takes a bare number for an episode in a TV library', () => {
    expectReading('tv', readName('Show/Show 12.avi', { kind: 'tv' }), {
      type: 'episode',
      title: 'Show',
      absolute: [12],
    });
  });

  it.each<[string, object]>([
    ['Harbour.103.hdtv-grp.mp4', { title: 'Harbour', season: 1, episodes: [3], absolute: [] }],
    ['Harbour 2 (2013).mkv', { title: 'Harbour 2', year: 2013, absolute: [] }],
    ['Harbour 12 (2013).mkv', { title: 'Harbour 12', year: 2013, absolute: [] }],
    ['harbour.9/harbour.9.mkv', { title: 'harbour 9', absolute: [] }],
    ['Harbour.2.German.DL.1080p.BluRay.x264-GRP.mkv', { title: 'Harbour 2', absolute: [] }],
  ])('reads a TV library no worse than without the kind: %s', (name, expected) => {
    expectReading(name, readName(name, { kind: 'tv' }), expected);
  });
});
