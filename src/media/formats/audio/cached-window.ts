import type { ByteWindow } from '../window.ts';

/** Beginning and end of a file, where nearly all headers and tags are. */
const EDGE = 64 * 1024;
const FIRST_RANGE = 16 * 1024;
const LONGEST_RANGE = 1024 * 1024;

/**
 * The same window with few calls to `read`: the first and the last 64 KiB are read once, everything between in ranges of
 * 16 KiB, and in longer ones while a reader goes on from about where the last range ended.
 */
export function cachedWindow(window: ByteWindow): ByteWindow {
  const { size } = window;
  const tailAt = Math.max(EDGE, size - EDGE);
  let head: Buffer | undefined;
  let tail: Buffer | undefined;
  let range: Buffer = Buffer.alloc(0);
  let rangeAt = -1;
  let rangeLength = FIRST_RANGE;

  const between = (offset: number, length: number): Buffer => {
    if (rangeAt >= 0 && offset >= rangeAt && offset + length <= rangeAt + range.length) {
      return range.subarray(offset - rangeAt, offset - rangeAt + length);
    }
    const goesOn = rangeAt >= 0 && offset >= rangeAt && offset <= rangeAt + range.length + FIRST_RANGE;
    rangeLength = goesOn ? Math.min(LONGEST_RANGE, rangeLength * 2) : FIRST_RANGE;
    range = window.read(offset, Math.max(length, rangeLength));
    rangeAt = offset;
    return range.subarray(0, length);
  };

  return {
    size,
    read(offset, length) {
      const most = Math.min(length, size - offset);
      if (offset < 0 || most <= 0) return Buffer.alloc(0);
      if (offset + most <= EDGE) {
        head ??= window.read(0, EDGE);
        return head.subarray(offset, offset + most);
      }
      if (offset >= tailAt) {
        tail ??= window.read(tailAt, size - tailAt);
        return tail.subarray(offset - tailAt, offset - tailAt + most);
      }
      return between(offset, most);
    },
  };
}
