const GLUED_BEFORE = /[a-z](?=s\d{2}e\d{2,3}(?!\d))/i;
const GLUED_BEHIND = /(?:s\d{1,2}e\d{2,3}|\d{1,2}x\d{2})(?=[a-z]{2,}|m\d)(?!e\d|x\d|v\d|p\b)/i;
/** "1 x 2": season and episode parted by blanks. */
const SPACED_CROSS = /(?<=[^\s\d] ?- | )(\d{1,2}) x (\d{1,2})(?![\p{L}\d])/u;
/** "2006г.", "2006年": the unit of a year. */
const YEAR_UNIT = /(?<!\d)((?:19|20)\d\d)(?:г\.?|年)(?![\p{L}\d])/u;
/** "5.1x264": a codec that hangs on the number of channels looks like season and episode. */
const GLUED_CODEC = /(?<=[a-z\d][. ]?[0-2])(?=[xh]26[45](?!\d))/i;
const REVERSED = /(?:^|[-._ ])(?:p0?27|p0801|p084|\d{2,3}E\d{2}S)(?=$|[-._ ])/;

/**
 * A name made readable: one written backwards is turned round (`70E10S` is `S01E07`), and an episode marker glued to a
 * word is parted from it ("DieS01E06"). Blanks within a marker ("1 x 2") and the unit of a year ("2006г.") go.
 */
export function loosen(stem: string): string {
  let text = stem;
  if (mayBeReversed(text) && REVERSED.test(text)) text = [...text].reverse().join('');
  if (!/\d/.test(text)) return text;
  if (text.includes(' x ')) text = text.replace(SPACED_CROSS, '$1x$2');
  if (text.includes('264') || text.includes('265')) text = text.replace(GLUED_CODEC, ' ');
  if (text.includes('г') || text.includes('年')) text = text.replace(YEAR_UNIT, '$1');
  const before = GLUED_BEFORE.exec(text);
  if (before !== null) text = `${text.slice(0, before.index + 1)} ${text.slice(before.index + 1)}`;
  const behind = GLUED_BEHIND.exec(text);
  if (behind === null) return text;
  const end = behind.index + behind[0].length;
  return `${text.slice(0, end)} ${text.slice(end)}`;
}

/** Backwards, a season's letter stands behind its digits, the `p` of a height before them. */
function mayBeReversed(text: string): boolean {
  for (let index = text.length - 1; index > 0; index--) {
    const code = text.charCodeAt(index);
    const before = text.charCodeAt(index - 1);
    if (code === 0x53 && before >= 0x30 && before <= 0x39) return true;
    if (before === 0x70 && (code === 0x30 || code === 0x32)) return true;
  }
  return false;
}
