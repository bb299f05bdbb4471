import { isUtf8 } from 'node:buffer';

/** Longer texts are cut: lyrics take a few KB, and nothing else of a tag is as long. */
export const MAX_TEXT_BYTES = 256 * 1024;

const WINDOWS_1252 = new TextDecoder('windows-1252');
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what makes the difference
const NOT_ASCII = /[^\x00-\x7f]/;
const NOT_LATIN1 = /[\x80-\x9f]/;

/**
 * Text that should be Latin-1. Bytes that are valid UTF-8 beyond ASCII are UTF-8, because no language writes such pairs of
 * Latin-1 letters; control characters of Latin-1 are letters and quotes of Windows-1252.
 */
export function latin1Text(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  if (!NOT_ASCII.test(text)) return text;
  if (isUtf8(bytes)) return bytes.toString();
  return NOT_LATIN1.test(text) ? WINDOWS_1252.decode(bytes) : text;
}

/** Text that should be UTF-8; where it is not, it is taken as Latin-1. */
export function utf8Text(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString() : latin1Text(bytes);
}

/**
 * Text in UTF-16. Where no byte order mark tells, the order is that in which more of the high bytes are zero, and
 * little-endian for text without any.
 */
export function utf16Text(bytes: Buffer, otherwise: 'le' | 'be' | 'guess' = 'guess'): string {
  const even = bytes.subarray(0, bytes.length & ~1);
  const mark = even.length < 2 ? 0 : even.readUInt16BE(0);
  const body = mark === 0xfeff || mark === 0xfffe ? even.subarray(2) : even;
  const order = mark === 0xfeff ? 'be' : mark === 0xfffe ? 'le' : otherwise === 'guess' ? guessOrder(body) : otherwise;
  return order === 'le' ? body.toString('utf16le') : Buffer.from(body).swap16().toString('utf16le');
}

function guessOrder(bytes: Buffer): 'le' | 'be' {
  let first = 0;
  let second = 0;
  for (let at = 0; at + 1 < bytes.length && at < 512; at += 2) {
    if (bytes[at] === 0 && bytes[at + 1] !== 0) first++;
    if (bytes[at + 1] === 0 && bytes[at] !== 0) second++;
  }
  return first > second ? 'be' : 'le';
}

/** Text up to its first NUL, as fields of fixed length and RIFF have it. */
export function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
