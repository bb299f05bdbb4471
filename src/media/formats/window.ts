/**
 * The bytes of one file as a format reader sees them. Reading is synchronous: in production a reader thread reads the file,
 * in tests the bytes are in memory.
 */
export interface ByteWindow {
  /** Bytes of the file. */
  readonly size: number;
  /**
   * Returns up to `length` bytes from `offset`; fewer only at the end of the file, none behind it. A reader may keep the
   * buffer for as long as it reads this file, and does not write to it.
   *
   * @throws ByteBudgetError when the reader has asked for more bytes than the file may cost.
   */
  read(offset: number, length: number): Buffer;
}

/** A format reader asked for more bytes than one file may cost. */
export class ByteBudgetError extends Error {
  override readonly name = 'ByteBudgetError';
}

/** A window over bytes in memory. `budget` is the number of bytes that may be read in total. */
export function memoryWindow(bytes: Buffer, budget = Number.POSITIVE_INFINITY): ByteWindow {
  let left = budget;
  return {
    size: bytes.length,
    read(offset, length) {
      const part = bytes.subarray(Math.max(0, offset), Math.max(0, offset) + Math.max(0, length));
      left -= part.length;
      if (left < 0) throw new ByteBudgetError(`more than ${budget} bytes read`);
      return part;
    },
  };
}
