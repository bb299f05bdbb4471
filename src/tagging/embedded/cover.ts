import { be } from './bytes.ts';

/** A picture to put into a file as its front cover. */
export interface Cover {
  readonly mime: 'image/jpeg' | 'image/png';
  readonly bytes: Buffer;
  /** Pixels; 0 where not known. */
  readonly width: number;
  readonly height: number;
}

/** ID3's number of the front cover, which all formats took over. */
export const FRONT_COVER = 3;
const BITS_A_PIXEL = 24;

/** Body of a FLAC picture block (RFC 9639, 8.8), which Ogg files keep in base64. */
export function flacPictureBytes({ mime, bytes, width, height }: Cover): Buffer {
  const numbers = [width, height, BITS_A_PIXEL, 0, bytes.length].map((number) => be(number, 4));
  const description = be(0, 4);
  return Buffer.concat([be(FRONT_COVER, 4), be(mime.length, 4), Buffer.from(mime), description, ...numbers, bytes]);
}
