import type { Id3Version } from './frame.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these make the difference
const ASCII = /^[\x00-\x7f]*$/;
const LATIN1 = 0;
const UTF16 = 1;
const UTF8 = 3;
const ORDER_MARK = Buffer.from([0xff, 0xfe]);

/** How texts of a frame are written: UTF-8 in ID3v2.4; before it, UTF-16 where Latin-1 does not do. */
export interface TextEncoding {
  readonly number: number;
  /** One text or several, divided by NUL, without a NUL at the end. */
  encode(text: string): Buffer;
  readonly nul: Buffer;
}

export function encodingFor(version: Id3Version, texts: readonly string[]): TextEncoding {
  if (version === 4) return { number: UTF8, encode: (text) => Buffer.from(text), nul: Buffer.alloc(1) };
  if (texts.every((text) => ASCII.test(text))) {
    return { number: LATIN1, encode: (text) => Buffer.from(text, 'latin1'), nul: Buffer.alloc(1) };
  }
  const encode = (text: string): Buffer => Buffer.concat([ORDER_MARK, Buffer.from(text, 'utf16le')]);
  return { number: UTF16, encode, nul: Buffer.alloc(2) };
}

const SEPARATOR = '; ';

/** Several values as one text: ID3v2.4 divides them by NUL, ID3v2.3 has only one. */
export function joinedFor(version: Id3Version, values: readonly string[]): string {
  return values.join(version === 4 ? '\0' : SEPARATOR);
}
