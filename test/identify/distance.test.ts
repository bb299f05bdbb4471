import { expect, test } from 'vitest';
import { distanceOf } from '../../src/identify/distance.ts';

test('a distance is the weighted mean, its penalties are named, sorted and sum up to it', () => {
  const distance = distanceOf([
    { name: 'title', weight: 3, off: 0.1, detail: 'a ~ b' },
    { name: 'year', weight: 1, off: 1, detail: '1 ≠ 9' },
    { name: 'artist', weight: 1, off: 0, detail: 'same' },
  ]);
  expect(distance).toEqual({
    value: 0.26,
    penalties: [
      { name: 'year', amount: 0.2, detail: '1 ≠ 9' },
      { name: 'title', amount: 0.06, detail: 'a ~ b' },
    ],
  });
});

test('what does not differ has no penalties; what cannot be compared is as far as can be', () => {
  expect(distanceOf([{ name: 'title', weight: 3, off: 0, detail: '' }])).toEqual({ value: 0, penalties: [] });
  expect(distanceOf([]).value).toBe(1);
});

test('parts outside 0…1 are held to it, and equal penalties are ordered by name', () => {
  const distance = distanceOf([
    { name: 'b', weight: 1, off: 7, detail: '' },
    { name: 'a', weight: 1, off: 1, detail: '' },
    { name: 'c', weight: 1, off: -3, detail: '' },
  ]);
  expect(distance.value).toBeCloseTo(0.6667, 3);
  expect(distance.penalties.map(({ name }) => name)).toEqual(['a', 'b']);
});
