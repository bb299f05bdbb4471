import { describe, expect, it } from 'vitest';
import { makeCatalogue } from '../support/layouts/catalogue.ts';
import { layouts } from '../support/layouts/layouts.ts';
import { runLayout } from '../support/layouts/run-layout.ts';

/** Share of the works that a person could settle which every row matches. */
const BAR = 0.97;
/** Rows below it, at what they reach. */
const BARS: ReadonlyMap<string, number> = new Map([
  // Five titles that have one long word: without it there is nothing left to ask for.
  ['movie: one letter wrong', 145 / 150],
]);

describe('one library, named in 20 ways', () => {
  const catalogue = makeCatalogue();

  it('is of 150 movies, 60 shows and 30 albums', () => {
    const { movies, shows, albums } = catalogue;
    const counts = [movies, shows, albums].map((works) => works.filter(({ owned }) => owned).length);
    expect(counts).toEqual([150, 60, 30]);
    expect(layouts()).toHaveLength(20);
  });

  it.each(layouts())('is matched to itself as $name', async (layout) => {
    const tallies = await runLayout(layout, catalogue);
    expect(tallies.map(({ kind }) => kind)).toEqual(['movie', 'series', 'album']);
    for (const { kind, how, settleable, matched, wrong, missed } of tallies) {
      const row = `${kind}: ${how}`;
      expect(wrong, row).toEqual([]);
      expect(settleable, row).toBeGreaterThan(0);
      expect(matched / settleable, `${row}: ${missed.join('\n')}`).toBeGreaterThanOrEqual(BARS.get(row) ?? BAR);
    }
  });
});
