import type { EmbeddedPicture } from '../reading.ts';
import { u32be } from './numbers.ts';
import type { Span } from './span.ts';

/** The fields before the bytes of a picture, as far as anybody fills them. */
export const PICTURE_HEAD = 1024;

export interface FlacPicture {
  readonly picture: EmbeddedPicture;
  /** Bytes of the block as its own fields tell. */
  readonly blockLength: number;
}

/** Reads the fields of a FLAC picture block (type, MIME type, description, size); its bytes are only counted. */
export function readFlacPicture(block: Span): FlacPicture | undefined {
  const head = block.read(0, PICTURE_HEAD);
  const mimeLength = u32be(head, 4);
  const descriptionAt = 8 + mimeLength;
  if (head.length < 32 || descriptionAt + 4 > head.length) return undefined;
  const lengthAt = descriptionAt + 4 + u32be(head, descriptionAt) + 16;
  const field = lengthAt + 4 <= head.length ? head.subarray(lengthAt, lengthAt + 4) : block.read(lengthAt, 4);
  const length = u32be(field, 0);
  if (field.length < 4 || length === 0) return undefined;
  const mime = head.toString('latin1', 8, descriptionAt).toLowerCase();
  const picture = { type: u32be(head, 0), ...(mime === '' ? {} : { mime }), length };
  return { picture, blockLength: lengthAt + 4 + length };
}
