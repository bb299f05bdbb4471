import type { Database } from 'better-sqlite3';
import type { StoredImage } from '../../model/views.ts';
import { fromJson, toJson } from '../canonical.ts';
import { upsert } from './sql.ts';

/** The columns of an image. */
export interface ImageRow {
  readonly digest: string;
  readonly path: string;
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly blurhash: string;
  readonly thumbnails: string;
}

export function imageFromRow(row: ImageRow): StoredImage {
  const { digest, path, format, width, height, bytes, blurhash } = row;
  const thumbnails = fromJson<StoredImage['thumbnails']>(row.thumbnails);
  return { digest, path, format, width, height, bytes, blurhash, thumbnails };
}

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
    `SELECT i.digest, i.path, i.format, i.width, i.height, i.bytes, i.blurhash, i.thumbnails
     FROM image_urls u JOIN images i ON i.digest = u.digest WHERE u.url = ?`,
  );
  return (url) => {
    const row = find.get(url);
    return row === undefined ? undefined : imageFromRow(row);
  };
}
