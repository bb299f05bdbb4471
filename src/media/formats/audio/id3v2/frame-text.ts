import { latin1Text, utf8Text, utf16Text } from '../text.ts';

/** Text in one of the four encodings of ID3v2. */
export function encodedText(encoding: number, bytes: Buffer): string {
  if (encoding === 1) return utf16Text(bytes);
  if (encoding === 2) return utf16Text(bytes, 'be');
  return encoding === 3 ? utf8Text(bytes) : latin1Text(bytes);
}

/** Text of a whole frame, divided at NULs; without the empty values at the end that padding leaves. */
export function textValues(encoding: number, bytes: Buffer): readonly string[] {
  const values = encodedText(encoding, bytes)
    .split('\0')
    .map((value) => value.replace(/^[\ufeff\ufffe]/, ''));
  while (values.at(-1) === '') values.pop();
  return values;
}

/** Divides bytes at the first NUL of their encoding: a description and what follows it. */
export function dividedAtNul(encoding: number, bytes: Buffer): readonly [Buffer, Buffer] {
  if (encoding !== 1 && encoding !== 2) {
    const end = bytes.indexOf(0);
    return end < 0 ? [bytes, Buffer.alloc(0)] : [bytes.subarray(0, end), bytes.subarray(end + 1)];
  }
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) {
    if (at % 2 === 0 && bytes[at + 1] === 0) return [bytes.subarray(0, at), bytes.subarray(at + 2)];
  }
  return [bytes, Buffer.alloc(0)];
}
