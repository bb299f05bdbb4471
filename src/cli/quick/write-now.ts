import { writeSync } from 'node:fs';

/** Writes to an open file, pipe or terminal without a stream, and gives the bytes that it does not take now. */
export function writeNow(descriptor: number, bytes: Buffer): Buffer {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(descriptor, bytes, written);
  } catch {
    // The reader is behind or gone, or the disk is full: a stream finds out which.
  }
  return bytes.subarray(written);
}
