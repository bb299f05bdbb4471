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

  it('reads the folder of a show as its title in a TV library', () => {
    for (const title of ['12 Monkeys', '24', 'The 4400', 'Room 104']) {
      expectReading(title, readName(title, { kind: 'tv' }), { title, episodes: [], absolute: [] });
    }
  });

  it('takes a bare number for an episode in a TV library', () => {
    expectReading('tv', readName('Show/Show 12.avi', { kind: 'tv' }), {
      type: 'episode',
      title: 'Show',
      absolute: [12],
    });
  });
});
