import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, toColumns, truncate } from '../../src/ui/width.ts';

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['plain', 5],
    ['Amélie', 6],
    ['Ame\u0301lie', 6],
    ['七人の侍', 8],
    ['한국', 4],
    ['ﾊﾝｶｸ', 4],
    ['👍🏽', 2],
    ['👨‍👩‍👧', 2],
    ['❤️', 2],
    ['a\u200bb', 2],
    ['שלום', 4],
  ])('%j takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('truncate', () => {
  it('leaves what fits and marks what it cuts', () => {
    expect(truncate('The Matrix', 10)).toBe('The Matrix');
    expect(truncate('The Matrix', 6)).toBe('The M…');
    expect(truncate('七人の侍', 6)).toBe('七人…');
    expect(truncate('anything', 0)).toBe('');
  });

  it('never gives more columns than asked, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 30 }), (text, columns) => {
        expect(displayWidth(truncate(text, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('toColumns', () => {
  it('fills up at either side', () => {
    expect(toColumns('七', 4)).toBe('七  ');
    expect(toColumns('12', 4, 'right')).toBe('  12');
    expect(toColumns('12345', 4, 'right')).toBe('123…');
  });
});
