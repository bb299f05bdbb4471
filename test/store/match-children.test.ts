import { expect, test } from 'vitest';
import type { ExternalIds } from '../../src/model/ids.ts';
import type { Position } from '../../src/model/records.ts';
import { matchChildren } from '../../src/store/match-children.ts';

const child = (position: Position, ids: ExternalIds = {}, titleKey = '') => ({
  kind: 'episode' as const,
  position,
  ids,
  titleKey,
});

test('place comes before id', () => {
  const first = child({ season: 1, episode: 1 }, { tvdb: 'a' });
  const second = child({ season: 1, episode: 2 }, { tvdb: 'b' });
  const swapped = [child({ season: 1, episode: 1 }, { tvdb: 'b' }), child({ season: 1, episode: 2 }, { tvdb: 'a' })];
  expect(matchChildren(swapped, [first, second])).toEqual([first, second]);
});

test('two that claim one place are two, the same ones each time', () => {
  const one = child({ season: 1, episode: 1 }, { tvdb: 'a' });
  const other = child({ season: 1, episode: 1 }, { tvdb: 'b' });
  expect(matchChildren([one, other], [])).toEqual([undefined, undefined]);
  const matched = matchChildren([one, other], [one, other]);
  expect(matched).toEqual([one, other]);
});

test('the id of the whole work tells no children apart', () => {
  const stored = [
    child({ season: 1, episode: 1 }, { tmdb: 'show' }),
    child({ season: 1, episode: 2 }, { tmdb: 'show' }),
  ];
  expect(matchChildren([child({ season: 1, episode: 3 }, { tmdb: 'show' })], stored)).toEqual([undefined]);
});

test('two on one day are not one', () => {
  const stored = child({ season: 1, episode: 1, airDate: '2020-01-01' });
  expect(matchChildren([child({ season: 1, episode: 2, airDate: '2020-01-01' })], [stored])).toEqual([undefined]);
});

test('a title counts only where there is no place', () => {
  const stored = child({}, {}, 'pilot');
  expect(matchChildren([child({}, {}, 'pilot')], [stored])).toEqual([stored]);
  expect(matchChildren([child({ season: 1, episode: 1 }, {}, 'pilot')], [stored])).toEqual([undefined]);
});
