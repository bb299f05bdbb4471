import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestTitle, titleDistance } from '../../src/identify/title-similarity.ts';
import { editDistance } from '../../src/util/edit-distance.ts';

const title = fc
  .array(fc.constantFrom('Alien', 'the', 'Runner', '2049', 'II', 'Blade', ':', '-', 'of', 'Amélie', '部'), {
    maxLength: 6,
  })
  .map((words) => words.join(' '));

describe('titleDistance', () => {
  test.each([
    ['WALL·E', 'Wall-E'],
    ['Office, The', 'The Office'],
    ['Fast & Furious', 'Fast and Furious'],
    ['Amélie', 'Amelie'],
    ['Rocky II', 'Rocky 2'],
    ['Kill Bill: Vol. 2', 'Kill Bill Vol II'],
    ['Spider-Man', 'Spiderman'],
    ['Ocean’s Eleven', "Ocean's Eleven"],
    ['Doctor Who', 'Doctor Who (2005)'],
    ['기생충', '기생충'],
    ['!!!', '!!!'],
  ])('%s is %s', (one, other) => {
    expect(titleDistance(one, other)).toBe(0);
  });

  test.each([
    ['Alien', 'Aliens'],
    ['Alien', 'Alien Resurrection'],
    ['Alien', 'Alien Warfare'],
    ['Blade Runner', 'Blade Runner 2049'],
    ['The Door', "Someone's Knocking at the Door"],
    ['Hours', '127 Hours'],
    ['WALL·E', 'Walls Have Ears'],
    ['Predator', 'Predators'],
    ['Cars 2', 'Cars 3'],
    ['12 Monkeys', '13 Monkeys'],
    ['Malcolm X', 'Malcolm'],
    ['???', '!!!'],
    ['', 'Alien'],
  ])('%s is not %s', (one, other) => {
    expect(titleDistance(one, other)).toBeGreaterThanOrEqual(0.3);
  });

  test.each([
    ['Terminater', 'Terminator', 0.03, 0.15],
    ['Lord of the Rings', 'The Lord of Rings', 0.05, 0.15],
    ['Borat', 'Borat: Cultural Learnings of America', 0.2, 0.2],
    ['Mission Impossible Fallout', 'Fallout Mission Impossible', 0.1, 0.1],
    ['The Office US', 'The Office', 0.05, 0.15],
  ])('%s and %s are near', (one, other, least, most) => {
    expect(titleDistance(one, other)).toBeGreaterThanOrEqual(least);
    expect(titleDistance(one, other)).toBeLessThanOrEqual(most);
  });

  test('is 0 for itself, the same both ways, and within 0…1', () => {
    fc.assert(
      fc.property(title, title, (one, other) => {
        const distance = titleDistance(one, other);
        expect(titleDistance(one, one)).toBe(0);
        expect(titleDistance(other, one)).toBeCloseTo(distance, 10);
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(distance).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('stands any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        expect(titleDistance(one, other)).toBe(titleDistance(other, one));
      }),
    );
  });
});

test('nearestTitle tells which title is nearest, and -1 where there is none', () => {
  expect(nearestTitle('Alien', ['Aliens', 'Alien', 'Alien'])).toEqual({ distance: 0, index: 1 });
  expect(nearestTitle('Alien', [])).toEqual({ distance: 1, index: -1 });
});

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['abc', '', 3],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['alien', 'alein', 1],
    ['😀a', 'a', 1],
  ])('%s → %s costs %i', (one, other, cost) => {
    expect(editDistance(one, other)).toBe(cost);
  });
});
