import { AIFF, type ChunkForm, DSDIFF, RIFF } from '../../../media/formats/audio/iff/chunks.ts';
import type { ByteWindow } from '../../../media/formats/window.ts';
import type { TagEditor } from '../editor.ts';
import { changedId3 } from '../id3/change-tag.ts';
import type { Splice } from '../splice.ts';
import { ensure } from '../unsafe-tag.ts';
import { type PlacedChunk, placedChunks, sizeBytes } from './placed-chunks.ts';

/** A format whose file is one chunk of chunks. */
interface ChunkedFormat {
  readonly form: ChunkForm;
  /** How the file begins. */
  readonly magic: string;
  /** What Picard calls the chunk with the ID3 tag. */
  readonly tagId: string;
}

/** WAV. RF64 and BW64, with sizes of 64 bits, are refused. */
export const editWav = chunkEditor({ form: RIFF, magic: 'RIFF', tagId: 'id3 ' });
/** AIFF and AIFF-C. */
export const editAiff = chunkEditor({ form: AIFF, magic: 'FORM', tagId: 'ID3 ' });
/** DSDIFF. */
export const editDff = chunkEditor({ form: DSDIFF, magic: 'FRM8', tagId: 'ID3 ' });

/** Changes the ID3 tag in its chunk, or adds one behind all others. Every other chunk keeps its bytes and its place in the row. */
function chunkEditor({ form, magic, tagId }: ChunkedFormat): TagEditor {
  return (window, change, options) => {
    const found = placedChunks(window, magic, form).filter(({ id }) => id.toUpperCase() === 'ID3 ');
    ensure(found.length <= 1, 'there are several ID3 chunks');
    const [chunk] = found;
    const { bytes, oldLength } = changedId3(windowOf(chunk), 0, change, options);
    ensure(chunk === undefined || oldLength > 0, 'there is something else than a tag in the ID3 chunk');
    const splice = chunk === undefined ? added(window, bytes, tagId, form) : replaced(chunk, bytes, oldLength, form);
    const size = window.size + splice.bytes.length - splice.length - form.sizeBytes - 4;
    return [{ at: 4, length: form.sizeBytes, bytes: sizeBytes(size, form) }, splice];
  };
}

/** The content of a chunk, read and written as if it were a whole file. */
function windowOf(chunk: PlacedChunk | undefined): ByteWindow {
  const size = chunk?.span.length ?? 0;
  return { size, read: (at, length) => chunk?.span.read(Math.min(at, size), length) ?? Buffer.alloc(0) };
}

function added(window: ByteWindow, tag: Buffer, id: string, form: ChunkForm): Splice {
  // The chunk before may be odd, without the byte that should follow.
  const before = Buffer.alloc(window.size % 2);
  const bytes = Buffer.concat([before, Buffer.from(id, 'latin1'), sizeBytes(tag.length, form), even(tag)]);
  return { at: window.size, length: 0, bytes };
}

function replaced({ at, size, next, span }: PlacedChunk, tag: Buffer, oldLength: number, form: ChunkForm): Splice {
  const rest = span.read(oldLength, size - oldLength);
  ensure(
    rest.every((byte) => byte === 0),
    'unknown bytes follow the tag in the ID3 chunk',
  );
  if (tag.length === oldLength) return { at, length: oldLength, bytes: tag };
  const bytes = Buffer.concat([sizeBytes(tag.length, form), even(tag)]);
  return { at: at - form.sizeBytes, length: form.sizeBytes + next - at, bytes };
}

function even(bytes: Buffer): Buffer {
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
}
