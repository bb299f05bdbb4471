import { be, join, le, type Piece } from './bytes.ts';

/** DSF of stereo DSD64, with a tag behind the sound. */
export function dsf(samples: number, tag: Buffer): Buffer {
  const data = Buffer.alloc(Math.ceil(samples / 8 / 4096) * 4096 * 2, 0x69);
  const format = join(
    'fmt ',
    le(52, 8),
    ...[1, 0, 2, 2, 2822400, 1].map((value) => le(value, 4)),
    le(samples, 8),
    le(4096, 4),
    le(0, 4),
  );
  const body = join(format, 'data', le(12 + data.length, 8), data);
  const tagAt = 28 + body.length;
  return join('DSD ', le(28, 8), le(tagAt + tag.length, 8), le(tag.length === 0 ? 0 : tagAt, 8), body, tag);
}

/** DSDIFF of stereo DSD64, with title and artist, and chunks behind the sound. */
export function dff(samples: number, title: string, artist: string, ...behind: readonly Piece[]): Buffer {
  const text = (value: string): Buffer => join(be(value.length, 4), value);
  const properties = join(
    'SND ',
    chunk('FS  ', be(2822400, 4)),
    chunk('CHNL', be(2, 2), 'SLFTSRGT'),
    chunk('CMPR', 'DSD \x0enot compressed\0'),
  );
  const info = join(chunk('DIAR', text(artist)), chunk('DITI', text(title)));
  const body = join(
    'DSD ',
    chunk('FVER', be(0x01050000, 4)),
    chunk('PROP', properties),
    chunk('DSD ', Buffer.alloc(samples / 4)),
    chunk('DIIN', info),
    ...behind,
  );
  return chunk('FRM8', body);
}

function chunk(id: string, ...body: readonly Piece[]): Buffer {
  const content = join(...body);
  return join(id, be(content.length, 8), content, Buffer.alloc(content.length % 2));
}
