import { be, join, seedBytes } from './bytes.ts';

/**
 * MP3 silence, 44.1 kHz, mono, 32 kbit/s. The Xing header tells the whole length; only the first frames are there,
 * because silence of this format cannot be smaller than 4 KB a second.
 */
export function mp3(seconds: number, seed: string | number): Buffer {
  const frames = Math.max(1, Math.round((seconds * 44100) / 1152));
  const present = Math.min(frames, 8);
  const tag = frame(seedBytes(seed), 21);
  join('Xing', be(1, 4), be(frames, 4)).copy(tag, 4 + 17);
  return join(tag, ...Array.from({ length: present }, () => frame(seedBytes(seed), 4 + 17)));
}

/** One frame without main data; what is left of it is ancillary and holds the seed. */
function frame(seed: Buffer, seedAt: number): Buffer {
  const out = Buffer.alloc(104);
  Buffer.from([0xff, 0xfb, 0x10, 0xc0]).copy(out);
  seed.copy(out, seedAt === 21 ? 40 : seedAt);
  return out;
}
