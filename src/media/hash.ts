import type { FsPath } from '../model/files.ts';
import { withBoundedFile } from './bounded-file.ts';

const CHUNK = 64 * 1024;
const TIMEOUT_MS = 15_000;

/**
 * OSHASH, the content identity by which moved files are known again: the size plus the sums of the first and the last
 * 64 KiB as little-endian 64-bit numbers, modulo 2^64, as 16 hex digits (the algorithm of OpenSubtitles, as Stash uses it).
 *
 * The two parts overlap in files below 128 KiB; below 64 KiB both are the whole file. A part whose length is no multiple
 * of 8 is filled with zeros. From 64 KiB on this is exactly what OpenSubtitles defines.
 *
 * @param size as the walk saw it. Undefined where it is 0, where the file has another size by now (it is being written),
 * cannot be read, or the signal is aborted: no hash is better than one that will not be found again.
 */
export async function contentHash(path: FsPath, size: number, signal: AbortSignal): Promise<string | undefined> {
  if (size === 0) return undefined;
  try {
    return await withBoundedFile(path, { signal, timeoutMs: TIMEOUT_MS, maxBytes: 8 * CHUNK }, async (file) => {
      if (file.size !== size) return undefined;
      const length = Math.min(CHUNK, size);
      const sum = BigInt(size) + sumOf(await file.read(0, length)) + sumOf(await file.read(size - length, length));
      return BigInt.asUintN(64, sum).toString(16).padStart(16, '0');
    });
  } catch {
    return undefined;
  }
}

/** Sum of the 64-bit words; in halves of 32 bits, because adding 8192 numbers of that size stays exact without bigints. */
function sumOf(bytes: Buffer): bigint {
  const whole = bytes.length % 8 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(8 - (bytes.length % 8))]);
  let low = 0;
  let high = 0;
  for (let at = 0; at < whole.length; at += 8) {
    low += whole.readUInt32LE(at);
    high += whole.readUInt32LE(at + 4);
  }
  return (BigInt(high) << 32n) + BigInt(low);
}
