import type { ByteWindow } from '../../window.ts';
import type { Span } from '../span.ts';

const CHUNK = 64 * 1024;

/** Takes the zero out of each `FF 00` that unsynchronisation put in. */
export function withoutUnsynchronisation(bytes: Buffer): Buffer {
  let from = bytes.indexOf('\xff\x00', 0, 'latin1');
  if (from < 0) return bytes;
  const out = Buffer.alloc(bytes.length);
  let read = 0;
  let written = 0;
  while (from >= 0) {
    written += bytes.copy(out, written, read, from + 1);
    read = from + 2;
    from = bytes.indexOf('\xff\x00', read, 'latin1');
  }
  written += bytes.copy(out, written, read);
  return out.subarray(0, written);
}

/**
 * Body of an unsynchronised ID3v2.2 or 2.3 tag. Its frames tell their sizes without the zeros that were put in, so it is
 * read from its beginning, as far as frames are asked for; earlier bytes are forgotten.
 */
export function unsynchronisedSpan(window: ByteWindow, start: number, end: number): Span {
  let next = start;
  let kept: Buffer = Buffer.alloc(0);
  let keptAt = 0;
  const readOn = (): boolean => {
    if (next >= end) return false;
    const raw = window.read(next, Math.min(CHUNK, end - next));
    // The zero of an FF at the end of a chunk stands in the next one.
    const whole = raw.length > 1 && raw.at(-1) === 0xff && next + raw.length < end ? raw.subarray(0, -1) : raw;
    next += whole.length;
    const plain = withoutUnsynchronisation(whole);
    kept = kept.length === 0 ? plain : Buffer.concat([kept, plain]);
    return raw.length > 0;
  };
  return {
    length: end - start,
    read(at, length) {
      while (keptAt + kept.length < at + length) {
        if (at > keptAt) {
          const gone = Math.min(kept.length, at - keptAt);
          kept = kept.subarray(gone);
          keptAt += gone;
        }
        if (!readOn()) break;
      }
      return kept.subarray(Math.max(0, at - keptAt), Math.max(0, at - keptAt + length));
    },
  };
}
