/**
 * Columns that a text takes on a terminal. Wide by Unicode's East Asian Width (UAX #11: W and F) and the emoji that are
 * drawn as pictures; marks take none.
 */
export function displayWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segments(text)) width += graphemeWidth(segment);
  return width;
}

/** The text, cut to so many columns; what was cut is shown by `…`. */
export function truncate(text: string, columns: number): string {
  if (columns <= 0) return '';
  if (displayWidth(text) <= columns) return text;
  if (NARROW.test(text)) return `${text.slice(0, columns - 1)}…`;
  let kept = '';
  let width = 0;
  for (const { segment } of segments(text)) {
    width += graphemeWidth(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** The text, cut to so many columns in its middle, so that both ends of a path are seen. */
export function truncateMiddle(text: string, columns: number): string {
  if (columns <= 0) return '';
  if (displayWidth(text) <= columns) return text;
  const parts = [...segments(text)].map(({ segment }) => segment);
  const head = take(parts, Math.ceil((columns - 1) / 2));
  const tail = take(parts.reverse(), Math.floor((columns - 1) / 2));
  return `${head.join('')}…${tail.reverse().join('')}`;
}

/** As many of the first graphemes as fit. */
function take(graphemes: readonly string[], columns: number): string[] {
  let width = 0;
  const end = graphemes.findIndex((grapheme) => {
    width += graphemeWidth(grapheme);
    return width > columns;
  });
  return graphemes.slice(0, end < 0 ? graphemes.length : end);
}

/** The text in exactly so many columns, filled up with spaces at the right or, for numbers, at the left. */
export function toColumns(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const cut = truncate(text, columns);
  const space = ' '.repeat(Math.max(0, columns - displayWidth(cut)));
  return align === 'left' ? cut + space : space + cut;
}

/** Letters of Latin, Greek and Cyrillic and punctuation, each in one column: dividing text takes 10 ms the first time. */
const NARROW = /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e]*$/;
const NO_WIDTH = /^[\p{M}\p{Cf}]+$/u;
const PICTURE = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u;
const WIDE =
  /^[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]/u;

let segmenter: Intl.Segmenter | undefined;

function segments(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

function graphemeWidth(grapheme: string): number {
  if (NO_WIDTH.test(grapheme)) return 0;
  return WIDE.test(grapheme) || PICTURE.test(grapheme) ? 2 : 1;
}
