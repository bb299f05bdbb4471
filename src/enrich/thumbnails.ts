import type { Sharp as Pipeline } from 'sharp';
import { RevengeError } from '../model/errors.ts';
import { wordTable } from '../model/word-table.ts';
import { BLURHASH_BOUND, blurhashOf } from './blurhash.ts';
import { loadSharp } from './sharp-library.ts';

export interface ImageLimits {
  /** Bytes of the largest picture that is read. */
  readonly maxBytes: number;
  /** Pixels of the largest picture that is decoded; beyond, it is taken for a bomb. */
  readonly maxPixels: number;
  /** Seconds that one picture may take. */
  readonly timeout: number;
  /** Pixels; never scaled up. */
  readonly thumbnailWidths: readonly number[];
  readonly thumbnailFormat: 'webp' | 'jpeg';
}

export const DEFAULT_IMAGE_LIMITS: ImageLimits = {
  maxBytes: 20 * 1024 * 1024,
  maxPixels: 64_000_000,
  timeout: 20,
  thumbnailWidths: [200, 500],
  thumbnailFormat: 'webp',
};

interface Thumbnail {
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}

/** What is made of a picture. */
export interface ProcessedImage {
  /** As decoded, whatever the name says; also the extension: `jpg`, `png`, `webp`, `gif`, `avif`, `tiff`. */
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly blurhash: string;
  readonly thumbnails: readonly Thumbnail[];
}

/** Formats of artwork, with the extension to store them by. SVG is left out: it is a program rather than a picture. */
const EXTENSIONS: ReadonlyMap<string, string> = wordTable({
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  gif: 'gif',
  heif: 'avif',
  tiff: 'tiff',
});

/**
 * Decodes a picture from a source that is not trusted and makes its blurhash and thumbnails. The whole picture is
 * decoded, so that a truncated one is found out.
 * @throws RevengeError `IMAGE_INVALID` for anything that is no sound picture within the limits.
 */
export async function processImage(bytes: Uint8Array, limits: ImageLimits): Promise<ProcessedImage> {
  const sharp = await loadSharp();
  const { maxPixels, timeout, thumbnailFormat } = limits;
  const open = (): Pipeline =>
    sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', autoOrient: true }).timeout({ seconds: timeout });
  try {
    const { format, autoOrient } = await open().metadata();
    const extension = EXTENSIONS.get(format ?? '');
    if (extension === undefined) throw new Error(`${format ?? 'an unknown format'} is not taken`);
    const { width, height } = autoOrient;
    const tiny = await open()
      .resize(BLURHASH_BOUND, BLURHASH_BOUND, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const thumbnails: Thumbnail[] = [];
    for (const wanted of fittingWidths(limits.thumbnailWidths, width)) {
      const { data, info } = await open()
        .resize({ width: wanted, withoutEnlargement: true })
        .toFormat(thumbnailFormat, { quality: 80 })
        .toBuffer({ resolveWithObject: true });
      thumbnails.push({ width: info.width, height: info.height, bytes: data });
    }
    const blurhash = await blurhashOf(tiny.data, tiny.info.width, tiny.info.height);
    return { format: extension, width, height, blurhash, thumbnails };
  } catch (thrown) {
    const message = thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown);
    throw new RevengeError('IMAGE_INVALID', `not a usable picture: ${message}`, { cause: thrown });
  }
}

/** The widths to make, ascending, each once; one as wide as the picture stands for all that are wider. */
function fittingWidths(wanted: readonly number[], width: number): number[] {
  return [...new Set(wanted.map((each) => Math.min(each, width)))].sort((one, other) => one - other);
}
