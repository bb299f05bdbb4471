import type { ByteWindow } from './formats/window.ts';

const CHUNK = 64 * 1024;

/**
 * OSHASH, the content identity by which moved files are known again: the size plus the sums of the first and the last
 * 64 KiB as little-endian 64-bit numbers, modulo 2^64, as 16 hex digits (the algorithm of OpenSubtitles, as Stash uses it).
 *
 * The two parts overlap in files below 128 KiB; below 64 KiB both are the whole file. A part whose length is no multiple
 * of 8 is filled with zeros. From 64 KiB on this is exactly what OpenSubtitles defines. An empty file has no hash.
 */
export function contentHash(window: ByteWindow): string | undefined {
  const { size } = window;
  if (size === 0) return undefined;
  const length = Math.min(CHUNK, size);
  const head = sumOf(window.read(0, length));
  const tail = length === size ? head : sumOf(window.read(size - length, length));
  return BigInt.asUintN(64, BigInt(size) + head + tail)
    .toString(16)
    .padStart(16, '0');
}

/** Sum of the 64-bit words; in halves of 32 bits, because adding 8192 numbers of that size stays exact without bigints. */
function sumOf(bytes: Buffer): bigint {
  const whole = bytes.length % 8 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(8 - (bytes.length % 8))]);
  const words = new DataView(whole.buffer, whole.byteOffset, whole.length);
  let low = 0;
  let high = 0;
  for (let at = 0; at < whole.length; at += 8) {
    low += words.getUint32(at, true);
    high += words.getUint32(at + 4, true);
  }
  return (BigInt(high) << 32n) + BigInt(low);
}
