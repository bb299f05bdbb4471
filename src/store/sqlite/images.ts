import type { Database } from 'better-sqlite3';
import type { StoredImage } from '../../model/views.ts';
import { toJson } from '../canonical.ts';
import { IMAGE_COLUMNS, type ImageRow, imageFromRow } from '../rows/image-row.ts';
import { upsert } from './sql.ts';

/** Writes an image and the address that it came from. Returns the rows changed. */
export function imageWriter(database: Database): (image: StoredImage, url: string) => number {
  const put = upsert<ImageRow>(database, 'images', {
    key: ['digest'],
    compare: ['path', 'format', 'width', 'height', 'bytes', 'blurhash', 'thumbnails'],
  });
  const putUrl = upsert<{ url: string; digest: string }>(database, 'image_urls', { key: ['url'], compare: ['digest'] });
  return (image, url) => {
    const { changes } = put.run({ ...image, thumbnails: toJson(image.thumbnails) });
    return changes + putUrl.run({ url, digest: image.digest }).changes;
  };
}

/** Finds the image that came from an address. */
export function imageFinder(database: Database): (url: string) => StoredImage | undefined {
  const find = database.prepare<[string], ImageRow>(
    `SELECT ${IMAGE_COLUMNS}
     FROM image_urls u JOIN images m ON m.digest = u.digest WHERE u.url = ?`,
  );
  return (url) => {
    const row = find.get(url);
    return row === undefined ? undefined : imageFromRow(row);
  };
}
