import { expect, test } from 'vitest';
import { compareIds, identityIds, isIdentity } from '../../src/model/identity.ts';

test('ids that may be shared tell nothing apart', () => {
  expect(identityIds('release', { 'musicbrainz-release-group': 'g', 'musicbrainz-artist': 'a' })).toEqual([]);
  expect(identityIds('movie', { radarr: '7', imdb: 'tt1', tmdb: '1' })).toEqual([
    { kind: 'tmdb', value: '1' },
    { kind: 'imdb', value: 'tt1' },
  ]);
  expect(isIdentity('track', 'musicbrainz-recording')).toBe(false);
});

test.each([
  [{ tmdb: '1', imdb: 'x' }, { tmdb: '2', imdb: 'x' }, 'same'],
  [{ tmdb: '1' }, { tmdb: '2', imdb: 'x' }, 'other'],
  [{ tmdb: '1' }, { imdb: 'x' }, 'unknown'],
  [{}, {}, 'unknown'],
] as const)('%j and %j: %s', (stored, given, expected) => {
  expect(compareIds('movie', stored, given)).toBe(expected);
});
