// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const CONTROL_BUT_LINE_ENDS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
// What may have to be taken away: surrogates are mostly pairs, which stay.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text from files and providers, safe for a terminal: control characters, escape sequences and direction overrides are
 * shown as `\x1b`; bytes that are not UTF-8 (see `FsPath`) as `\xff`.
 */
export function printable(text: string): string {
  return text.replace(CONTROL, escaped).replace(LONE_SURROGATE, (character) => {
    const code = character.charCodeAt(0);
    return code >= 0xdc80 && code <= 0xdcff ? `\\x${(code - 0xdc00).toString(16)}` : '\ufffd';
  });
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Longer text from outside is cut here before it is read. What a field keeps is shorter still (`seal.ts`). */
const LONGEST_TEXT = 200_000;

/**
 * Text from a provider, fit for the store: no NUL, no lone surrogates, no other control characters but line ends. Of a
 * text of more than 200,000 characters only the beginning.
 */
export function storable(text: string): string {
  if (text.length <= LONGEST_TEXT && !UNSTORABLE.test(text)) return text;
  return startOf(text, LONGEST_TEXT).replace(CONTROL_BUT_LINE_ENDS, '').replace(LONE_SURROGATE, '\ufffd');
}

/** The beginning of a text, at most so many UTF-16 units, as a string of its own: a slice would keep the whole in memory. */
export function startOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const isWhole = !/[\ud800-\udbff]/.test(text.charAt(most - 1));
  return Buffer.from(text.slice(0, isWhole ? most : most - 1), 'utf16le').toString('utf16le');
}
