import type { StoredImage } from '../../model/views.ts';
import { fromJson } from '../canonical.ts';

/** An image as its row; `thumbnails` is JSON. */
export interface ImageRow extends Omit<StoredImage, 'thumbnails'> {
  readonly thumbnails: string;
}

/** The columns of an image `m`. */
export const IMAGE_COLUMNS = 'm.digest, m.path, m.format, m.width, m.height, m.bytes, m.blurhash, m.thumbnails';

export function imageFromRow(row: ImageRow): StoredImage {
  const { digest, path, format, width, height, bytes, blurhash } = row;
  return { digest, path, format, width, height, bytes, blurhash, thumbnails: fromJson(row.thumbnails) };
}
