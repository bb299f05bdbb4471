import { expect, test } from 'vitest';
import { filePlaceKeys, placeKey, placeKeys, positionOf } from '../../src/model/place-keys.ts';

test('a place is season, season and episode, or disc and track', () => {
  expect(placeKey('season', { season: 0 })).toBe('season 0');
  expect(placeKey('episode', { season: 1, episode: 2 })).toBe('episode 1x2');
  expect(placeKey('episode', { episode: 2 })).toBeUndefined();
  expect(placeKey('track', { track: 3 })).toBe('track 1.3');
  expect(placeKey('track', { disc: 2, track: 3 })).toBe('track 2.3');
  expect(placeKey('movie', { season: 1, episode: 2, track: 3 })).toBeUndefined();
});

test('an episode has its place first, then what counts over the whole series', () => {
  const position = { season: 1, episode: 2, absolute: 14, airDate: '2001-02-03' };
  expect(placeKeys('episode', position)).toEqual(['episode 1x2', 'absolute 14', 'date 2001-02-03']);
  expect(placeKeys('season', position)).toEqual(['season 1']);
  expect(filePlaceKeys({ absolute: 14, track: 5 })).toEqual(['absolute 14', 'track 1.5']);
  expect(filePlaceKeys({})).toEqual([]);
});

test('the position of a record counts before its values', () => {
  const values = { seasonNumber: 1, episodeNumber: 2, discNumber: 3, trackNumber: 4, releaseDate: '2001-02-03' };
  expect(positionOf({ position: { season: 0, track: 9 }, values })).toEqual({
    season: 0,
    episode: 2,
    disc: 3,
    track: 9,
    airDate: '2001-02-03',
  });
  expect(positionOf({ values: {} })).toEqual({});
});
