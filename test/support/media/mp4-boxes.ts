import { be, join, type Piece } from './bytes.ts';
import { box, full } from './mp4.ts';

export const FTYP = box('ftyp', 'isom', be(512, 4), 'isom');

export function zeros(count: number): Buffer {
  return Buffer.alloc(count);
}

/** A movie header of this many seconds in milliseconds. */
export function movieHeader(seconds: number): Buffer {
  return full('mvhd', 0, 0, zeros(8), be(1000, 4), be(Math.round(seconds * 1000), 4), zeros(80));
}

export interface TrackWish {
  readonly id?: number;
  readonly handler: string;
  readonly entry: Piece;
  /** Packed; `0x55c4` is `und`. */
  readonly language?: number;
  readonly enabled?: boolean;
  readonly scale?: number;
  /** In units of the scale. */
  readonly duration?: number;
  /** Boxes of the track, of its media, and of its sample table. */
  readonly more?: readonly Piece[];
  readonly media?: readonly Piece[];
  readonly tables?: readonly Piece[];
}

export function track(wish: TrackWish): Buffer {
  const { id = 1, handler, language = 0x55c4, scale = 1000, duration = 60_000 } = wish;
  const header = full('tkhd', 0, wish.enabled === false ? 0 : 1, zeros(8), be(id, 4), zeros(68));
  const time = full('mdhd', 0, 0, zeros(8), be(scale, 4), be(duration, 4), be(language, 2), zeros(2));
  const table = box('stbl', full('stsd', 0, 0, be(1, 4), wish.entry), ...(wish.tables ?? []));
  const media = box('mdia', time, full('hdlr', 0, 0, zeros(4), handler, zeros(13)), ...(wish.media ?? []), [
    box('minf', table),
  ]);
  return box('trak', header, ...(wish.more ?? []), media);
}

export function visualEntry(type: string, width: number, height: number, ...boxes: readonly Piece[]): Buffer {
  return box(type, zeros(6), be(1, 2), zeros(16), be(width, 2), be(height, 2), zeros(50), ...boxes);
}

export function soundEntry(type: string, channels: number, rate: number, ...boxes: readonly Piece[]): Buffer {
  return box(type, zeros(6), be(1, 2), zeros(8), be(channels, 2), be(16, 2), zeros(4), be(rate * 65536, 4), ...boxes);
}

/** Times of samples: runs of a count and a length. */
export function times(...runs: readonly (readonly [number, number])[]): Buffer {
  return full('stts', 0, 0, be(runs.length, 4), ...runs.flatMap(([count, length]) => [be(count, 4), be(length, 4)]));
}

export function sizes(...list: readonly number[]): Buffer {
  return full('stsz', 0, 0, be(0, 4), be(list.length, 4), ...list.map((size) => be(size, 4)));
}

/** A fragment of one track with these lengths of samples. */
export function fragment(trackId: number, start: number, lengths: readonly number[]): Buffer {
  const run = full('trun', 0, 0x100, be(lengths.length, 4), ...lengths.map((length) => be(length, 4)));
  const parts = [full('tfhd', 0, 0x20000, be(trackId, 4)), full('tfdt', 1, 0, be(start, 8)), run];
  return box('moof', full('mfhd', 0, 0, be(1, 4)), box('traf', ...parts));
}

/** A list of tags as iTunes writes it. */
export function tagList(...items: readonly Piece[]): Buffer {
  const handler = full('hdlr', 0, 0, zeros(4), 'mdir', 'appl', zeros(9));
  return box('udta', full('meta', 0, 0, handler, box('ilst', ...items)));
}

/** The value of a tag; type 1 is UTF-8, 0 is binary. */
export function data(type: number, ...value: readonly Piece[]): Buffer {
  return box('data', be(type, 4), zeros(4), join(...value));
}
