import type { ByteWindow } from '../../window.ts';
import { u32be, u32le, u64be } from '../numbers.ts';
import { fileSpan, type Span } from '../span.ts';

const MAX_CHUNKS = 2000;

export interface Chunk {
  readonly id: string;
  readonly at: number;
  /** As its header says; the file may be shorter. */
  readonly size: number;
  readonly span: Span;
}

export interface ChunkForm {
  /** Bytes of the size: 4 in RIFF and AIFF, 8 in DSDIFF and CAF. */
  readonly sizeBytes: 4 | 8;
  readonly order: 'le' | 'be';
  /** Chunks of an odd size are followed by a byte of padding. */
  readonly padded: boolean;
  /** A size in place of the one that stands there: RF64 keeps sizes of 64 bits elsewhere. */
  readonly sizeOf?: (id: string, size: number) => number;
}

export const RIFF: ChunkForm = { sizeBytes: 4, order: 'le', padded: true };
export const AIFF: ChunkForm = { sizeBytes: 4, order: 'be', padded: true };
export const DSDIFF: ChunkForm = { sizeBytes: 8, order: 'be', padded: true };
export const CAF: ChunkForm = { sizeBytes: 8, order: 'be', padded: false };

/** The chunks between two places, one by one. Their content is not read. */
export function* chunksOf(window: ByteWindow, start: number, end: number, form: ChunkForm): Generator<Chunk> {
  const head = 4 + form.sizeBytes;
  let at = start;
  for (let count = 0; count < MAX_CHUNKS && at + head <= Math.min(end, window.size); count++) {
    const bytes = window.read(at, head);
    if (!isId(bytes)) return;
    const id = bytes.toString('latin1', 0, 4);
    const stored = form.sizeBytes === 8 ? u64be(bytes, 4) : form.order === 'le' ? u32le(bytes, 4) : u32be(bytes, 4);
    const size = form.sizeOf?.(id, stored) ?? stored;
    const bodyAt = at + head;
    yield { id, at: bodyAt, size, span: fileSpan(window, bodyAt, Math.min(end, bodyAt + size)) };
    const next = bodyAt + size;
    at = form.padded && size % 2 === 1 && !startsUnpadded(window, next) ? next + 1 : next;
  }
}

/** Some writers leave the padding out. */
function startsUnpadded(window: ByteWindow, at: number): boolean {
  const bytes = window.read(at, 4);
  return bytes[0] !== 0 && isId(bytes) && !isId(window.read(at + 1, 4));
}

/** Four printable characters, `(c) ` and `id3 ` included. */
function isId(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.subarray(0, 4).every((byte) => byte >= 0x20 && byte < 0x7f);
}
