import { describe, expect, it } from 'vitest';
import type { GroupKind } from '../../../src/model/kinds.ts';
import { dueBefore, type RefreshAges, stateOf } from '../../../src/scan/refresh/due.ts';
import type { RefreshableGroup } from '../../../src/store/port.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-03-10T04:00:00Z');
const AGES: RefreshAges = { airing: 1, new: 3, movies: 30, series: 30, albums: 60, old: 90 };

const group = (key: string, parts: Partial<RefreshableGroup> = {}): RefreshableGroup => ({
  unit: key,
  key,
  kind: 'movie',
  outcome: 'matched',
  ids: {},
  fetchedAt: {},
  ...parts,
});

describe('stateOf', () => {
  it.each<[GroupKind, string | undefined, string | undefined, keyof RefreshAges]>([
    ['series', 'continuing', '2001-01-01', 'airing'],
    ['series', 'Returning Series', undefined, 'airing'],
    ['series', 'ended', '2024', 'series'],
    ['series', 'ended', '2008-03-09', 'old'],
    ['movie', 'released', '2026-01-20', 'new'],
    ['movie', 'announced', '2027', 'new'],
    ['movie', 'continuing', '2024-05-01', 'movies'],
    ['movie', undefined, '1999-03-31', 'old'],
    ['album', undefined, undefined, 'albums'],
    ['album', undefined, 'nonsense', 'albums'],
  ])('%s, %s, %s: %s', (kind, status, date, state) => {
    const facts = { ...(status === undefined ? {} : { status }), ...(date === undefined ? {} : { date }) };
    expect(stateOf(group('x', { kind, ...facts }), START)).toBe(state);
  });
});

describe('dueBefore', () => {
  it('asks about a work between a quarter of its age and five quarters', () => {
    for (let number = 0; number < 500; number++) {
      const one = group(`Film ${number}`, { date: '2023-01-01' });
      let asked = START;
      for (let day = 1; day <= 200; day++) {
        const now = START + day * DAY;
        if (asked >= dueBefore(one, AGES, now)) continue;
        const age = (now - asked) / DAY;
        expect(age).toBeGreaterThanOrEqual(7.5);
        expect(age).toBeLessThanOrEqual(38.5);
        asked = now;
      }
      expect(asked).toBeGreaterThan(START + 160 * DAY);
    }
  });

  it('asks about a series that is broadcast every day', () => {
    const one = group('Series', { kind: 'series', status: 'continuing' });
    let asked = START;
    for (let day = 1; day <= 30; day++) {
      const now = START + day * DAY;
      expect(asked).toBeLessThan(dueBefore(one, AGES, now));
      asked = now;
    }
  });
});
