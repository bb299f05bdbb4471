import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign } from '../../src/identify/assignment.ts';
import { durationDistance, pairTracks } from '../../src/identify/track-pairs.ts';

function costOf(cost: readonly (readonly number[])[], columns: readonly number[]): number {
  return columns.reduce((sum, column, row) => sum + (column < 0 ? 0 : (cost[row]?.[column] ?? 0)), 0);
}

/** Every way to pair, by brute force. */
function cheapest(cost: readonly (readonly number[])[]): number {
  const columns = cost[0]?.length ?? 0;
  const pairs = Math.min(cost.length, columns);
  const search = (row: number, used: ReadonlySet<number>): number => {
    if (row === cost.length) return used.size === pairs ? 0 : Number.POSITIVE_INFINITY;
    let least = search(row + 1, used);
    for (let column = 0; column < columns; column++) {
      if (used.has(column)) continue;
      least = Math.min(least, (cost[row]?.[column] ?? 0) + search(row + 1, new Set([...used, column])));
    }
    return least;
  };
  return search(0, new Set());
}

describe('assign', () => {
  test.each([
    [[], []],
    [
      [[], []],
      [-1, -1],
    ],
    [
      [
        [1, 9],
        [9, 1],
      ],
      [0, 1],
    ],
    [
      [
        [9, 1],
        [1, 9],
      ],
      [1, 0],
    ],
    [
      [[5], [1], [3]],
      [-1, 0, -1],
    ],
    [[[3, 1, 2]], [1]],
  ])('%j → %j', (cost, expected) => {
    expect(assign(cost)).toEqual(expected);
  });

  test('is never dearer than the best of all pairings', () => {
    const matrix = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
    fc.assert(
      fc.property(matrix, (cost) => {
        const columns = assign(cost);
        const used = columns.filter((column) => column >= 0);
        expect(new Set(used).size).toBe(used.length);
        expect(costOf(cost, columns)).toBe(cheapest(cost));
      }),
    );
  });
});

describe('pairTracks', () => {
  test('by title, else by duration, else by number, else by order', () => {
    const listed = [
      { title: 'One', duration: 100, disc: 1, track: 1 },
      { title: 'Two', duration: 200, disc: 1, track: 2 },
    ];
    const places = (claims: Parameters<typeof pairTracks>[0]) =>
      pairTracks(claims, listed).map(({ listed: place }) => place);
    expect(
      places([
        { relativePath: 'a', title: 'Two' },
        { relativePath: 'b', title: 'One' },
      ]),
    ).toEqual([1, 0]);
    expect(
      places([
        { relativePath: 'a', duration: 201 },
        { relativePath: 'b', duration: 99 },
      ]),
    ).toEqual([1, 0]);
    expect(
      places([
        { relativePath: 'a', track: 2 },
        { relativePath: 'b', track: 1, disc: 1 },
      ]),
    ).toEqual([1, 0]);
    expect(places([{ relativePath: 'a' }, { relativePath: 'b' }])).toEqual([0, 1]);
  });

  test('huge lists are paired by order, so that no album takes minutes', () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ relativePath: `${index}` }));
    const listed = Array.from({ length: 450 }, () => ({ title: 'x' }));
    const pairs = pairTracks(many, listed);
    expect(pairs).toHaveLength(450);
    expect(pairs[449]).toEqual({ claim: 449, listed: 449 });
  });
});

test.each([
  [100, 105, 0],
  [100, 110, 0],
  [100, 125, 0.5],
  [200, 100, 1],
])('durations %i s and %i s are %f apart', (one, other, off) => {
  expect(durationDistance(one, other)).toBe(off);
});
