import { describe, expect, it } from 'vitest';
import { type TableColumn, tableLines } from '../../src/cli/text/table.ts';
import { displayWidth } from '../../src/ui/width.ts';

interface Film {
  readonly title: string;
  readonly year: string;
  readonly note: string;
}

const COLUMNS: readonly TableColumn<Film>[] = [
  { title: 'title', value: (film) => film.title, shrinks: true },
  { title: 'year', value: (film) => film.year, align: 'right' },
  { title: 'note', value: (film) => film.note, shrinks: true },
];
const FILMS: readonly Film[] = [
  { title: '七人の侍', year: '1954', note: 'seven samurai, three hours and a half' },
  { title: 'M', year: '31', note: '' },
];

describe('tableLines', () => {
  it('aligns columns by what is seen', () => {
    expect(tableLines(COLUMNS, FILMS)).toEqual([
      'title     year  note',
      '七人の侍  1954  seven samurai, three hours and a half',
      'M           31',
    ]);
  });

  it('leaves out what no row has', () => {
    expect(tableLines(COLUMNS, FILMS.slice(1))).toEqual(['title  year', 'M        31']);
  });

  it('cuts the widest columns until it fits', () => {
    for (const width of [60, 45, 32, 30]) {
      for (const line of tableLines(COLUMNS, FILMS, width)) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }
    expect(tableLines(COLUMNS, FILMS, 32)[1]).toBe('七人の侍  1954  seven samurai, …');
  });

  it('is wider than asked rather than of no use', () => {
    expect(tableLines(COLUMNS, FILMS, 10)[1]).toBe('七人の侍  1954  seven samur…');
  });
});
