import { type Chunk, type ChunkForm, chunksOf } from '../../../media/formats/audio/iff/chunks.ts';
import { hasText, u32be, u32le, u64be } from '../../../media/formats/audio/numbers.ts';
import type { ByteWindow } from '../../../media/formats/window.ts';
import { be, le } from '../bytes.ts';
import { ensure } from '../unsafe-tag.ts';

const LARGEST_OF_32_BITS = 2 ** 32 - 1;

/** A chunk and where the next one begins: a byte of padding may lie between. */
export interface PlacedChunk extends Chunk {
  readonly next: number;
}

/**
 * All chunks of a file that is one chunk itself, in their order. They fill it without a gap.
 *
 * @throws UnsafeTag where a size is wrong or unknown, or where anything else than chunks is in the file or behind it.
 */
export function placedChunks(window: ByteWindow, magic: string, form: ChunkForm): readonly PlacedChunk[] {
  const { sizeBytes: bytes, order } = form;
  const head = window.read(0, 8 + bytes);
  ensure(hasText(head, 0, magic), `it does not begin with ${magic}`);
  const size = bytes === 8 ? u64be(head, 4) : order === 'le' ? u32le(head, 4) : u32be(head, 4);
  const end = 4 + bytes + size;
  ensure(end === window.size || end + (end % 2) === window.size, `the size after ${magic} is not that of the file`);
  const chunks = [...chunksOf(window, 8 + bytes, window.size, form)];
  return chunks.map((chunk, index) => {
    const following = chunks[index + 1];
    const next = following === undefined ? window.size : following.at - 4 - bytes;
    const gap = next - chunk.at - chunk.size;
    ensure(gap === 0 || (gap === 1 && chunk.size % 2 === 1), 'there is something else than chunks in it');
    return { ...chunk, next };
  });
}

/**
 * A size as the format writes it.
 *
 * @throws UnsafeTag where it is too large for the format.
 */
export function sizeBytes(size: number, { sizeBytes: bytes, order }: ChunkForm): Buffer {
  ensure(bytes === 8 || size <= LARGEST_OF_32_BITS, 'the file would be longer than 4 GiB');
  return order === 'le' ? le(size, bytes) : be(size, bytes);
}
