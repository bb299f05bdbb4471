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

/**
 * Effort of the WebP encoder, 0 to 6. Measured on a poster of 1000 × 1500: effort 0 takes 0.4 of the time of sharp's default
 * (4), and its files are 2 to 9 % larger (`npm run bench:pictures`).
 */
const WEBP_EFFORT = 0;

/** How many times as high as wide a thumbnail may be. Beyond, a strip of 64 million pixels would be held in memory decoded. */
const MAX_HEIGHTS = 8;

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
 * Decodes a picture from a source that is not trusted, once, and makes its blurhash and thumbnails from the decoded pixels.
 * The decoder reads the whole picture, so that a truncated one is found out.
 * @throws RevengeError `IMAGE_INVALID` for anything that is no sound picture within the limits, `READ_LIMIT` where decoding
 * took too long.
 */
export async function processImage(bytes: Uint8Array, limits: ImageLimits): Promise<ProcessedImage> {
  const sharp = await loadSharp();
  const { maxPixels, timeout } = limits;
  try {
    const picture = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', autoOrient: true }).timeout({
      seconds: timeout,
    });
    const { format, autoOrient } = await picture.metadata();
    const extension = EXTENSIONS.get(format ?? '');
    if (extension === undefined) throw new Error(`${format ?? 'an unknown format'} is not taken`);
    const { width, height } = autoOrient;
    const widths = fittingWidths(limits.thumbnailWidths, width);
    // The decoder of JPEG and WebP scales down while it decodes, so the largest thumbnail costs the least to decode.
    const bound = Math.max(BLURHASH_BOUND, ...widths);
    const base = await picture
      .resize(bound, bound * MAX_HEIGHTS, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const decoded = (): Pipeline => sharp(base.data, { raw: base.info }).timeout({ seconds: timeout });
    const thumbnails = await Promise.all(widths.map((wanted) => thumbnail(decoded(), wanted, limits.thumbnailFormat)));
    return { format: extension, width, height, blurhash: await blurhashFrom(decoded()), thumbnails };
  } catch (thrown) {
    throw pictureError(thrown, timeout);
  }
}

/**
 * The error of a picture that was not decoded. A deadline says nothing about the picture, so it is tried again by the next run.
 * `timeout`: seconds.
 */
export function pictureError(thrown: unknown, timeout: number): RevengeError {
  const message = thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown);
  if (message.startsWith('timeout:')) {
    return new RevengeError('READ_LIMIT', `decoding the picture took longer than ${timeout} s`, {
      cause: thrown,
      hint: 'The machine may be busy; the next run tries the picture again.',
    });
  }
  return new RevengeError('IMAGE_INVALID', `not a usable picture: ${message}`, { cause: thrown });
}

async function thumbnail(picture: Pipeline, width: number, format: ImageLimits['thumbnailFormat']): Promise<Thumbnail> {
  const { data, info } = await picture
    .resize({ width, withoutEnlargement: true })
    .toFormat(format, { quality: 80, ...(format === 'webp' ? { effort: WEBP_EFFORT } : {}) })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, bytes: data };
}

async function blurhashFrom(picture: Pipeline): Promise<string> {
  const { data, info } = await picture
    .resize(BLURHASH_BOUND, BLURHASH_BOUND, { fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return blurhashOf(data, info.width, info.height);
}

/** The widths to make, ascending, each once; one as wide as the picture stands for all that are wider. */
function fittingWidths(wanted: readonly number[], width: number): number[] {
  return [...new Set(wanted.map((each) => Math.min(each, width)))].sort((one, other) => one - other);
}
