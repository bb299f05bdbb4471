import { be, bitWriter, float64, join, le } from './bytes.ts';

/** Heads of sound files that tell their length; the sound behind them is left out. */
export const musepack7 = (frames: number, last: number): Buffer =>
  join('MP+\x07', le(frames, 4), le(1 << 16, 4), le(0, 8), le(0x80000000 + last * 2 ** 20, 4), Buffer.alloc(40));

export function musepack8(samples: number, silent: number): Buffer {
  const head = join(be(0, 4), be(8, 1), varint(samples), varint(silent), be((1 << 13) | (1 << 4), 2));
  return join('MPCK', 'RG', be(3, 1), 'SH', be(head.length + 3, 1), head, 'SE', be(3, 1));
}

function varint(value: number): Buffer {
  return value < 128
    ? be(value, 1)
    : join(Buffer.from([...varint(Math.floor(value / 128))].map((byte) => byte | 128)), be(value % 128, 1));
}

export const trueAudio = (samples: number): Buffer =>
  join('TTA1', le(1, 2), le(2, 2), le(24, 2), le(48000, 4), le(samples, 4), le(0, 4), Buffer.alloc(40));

export function tak(samples: number): Buffer {
  const bits = bitWriter('lsb')
    .put(2, 6)
    .put(0, 4)
    .put(0, 4)
    .put(samples, 35)
    .put(0, 3)
    .put(44100 - 6000, 18)
    .put(16, 5)
    .put(1, 4);
  const info = join(bits.bytes(), Buffer.alloc(3));
  return join(
    'tBaK',
    be(4, 1),
    le(2, 3),
    be(0, 2),
    be(1, 1),
    le(info.length, 3),
    info,
    be(0, 1),
    le(0, 3),
    Buffer.alloc(40),
  );
}

export const optimFrog = (samples: number): Buffer =>
  join('OFR ', le(15, 4), le(samples * 2, 4), le(0, 2), be(2, 1), be(1, 1), le(44100, 4), le(0, 3), Buffer.alloc(40));

/** CAF with 16 bit PCM, mono, 8 kHz. */
export function caf(samples: number, info: readonly (readonly [string, string])[]): Buffer {
  const chunk = (id: string, body: Buffer): Buffer => join(id, be(0, 4), be(body.length, 4), body);
  const description = join(float64(8000), 'lpcm', be(0, 4), be(2, 4), be(1, 4), be(1, 4), be(16, 4));
  const texts = info.map(([key, value]) => join(Buffer.from(key), '\0', Buffer.from(value), '\0'));
  return join(
    'caff',
    be(1, 2),
    be(0, 2),
    chunk('desc', description),
    chunk('info', join(be(info.length, 4), texts)),
    chunk('data', join(be(0, 4), Buffer.alloc(samples * 2))),
  );
}

/** ADTS frames of AAC LC, stereo, 44.1 kHz. */
export function adts(frames: number): Buffer {
  const length = 100;
  const head = Buffer.from([0xff, 0xf1, 0x50, 0x80, length >> 3, ((length & 7) << 5) | 0x1f, 0xfc]);
  return join(Array.from({ length: frames }, () => join(head, Buffer.alloc(length - head.length))));
}

/** MPEG audio frames of one bit rate without a header that tells their number. */
export function mpegFrames(header: readonly number[], length: number, frames: number): Buffer {
  return join(Array.from({ length: frames }, () => join(Buffer.from(header), Buffer.alloc(length - 4))));
}

/** An APE tag with header and footer, of text items. */
export function apeTag(items: readonly (readonly [string, string])[]): Buffer {
  const body = join(
    items.map(([key, value]) => {
      const bytes = Buffer.from(value);
      return join(le(bytes.length, 4), le(0, 4), key, '\0', bytes);
    }),
  );
  const edge = (flags: number): Buffer =>
    join('APETAGEX', le(2000, 4), le(body.length + 32, 4), le(items.length, 4), le(flags, 4), le(0, 8));
  return join(edge(0xa0000000), body, edge(0x80000000));
}
