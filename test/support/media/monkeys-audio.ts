import { join, le, seedBytes } from './bytes.ts';

const BLOCKS_A_FRAME = 73728;

/** Monkey's Audio (3.99) silence, 44.1 kHz stereo: each frame says that it is silent and holds nothing else. */
export function ape(seconds: number, seed: string | number): Buffer {
  const samples = Math.round(seconds * 44100);
  const frames = Math.max(1, Math.ceil(samples / BLOCKS_A_FRAME));
  const frame = join(le(0x80000000, 4), le(3, 4), Buffer.alloc(8));
  const start = 52 + 24 + 4 * frames;
  return join(
    'MAC ',
    le(3990, 2),
    le(0, 2),
    ...[52, 24, 4 * frames, 0, frame.length * frames, 0, 0].map((value) => le(value, 4)),
    seedBytes(seed),
    le(1000, 2),
    le(32, 2), // no WAV header kept
    ...[BLOCKS_A_FRAME, samples - (frames - 1) * BLOCKS_A_FRAME, frames].map((value) => le(value, 4)),
    le(16, 2),
    le(2, 2),
    le(44100, 4),
    ...Array.from({ length: frames }, (_, index) => le(start + index * frame.length, 4)),
    ...Array.from({ length: frames }, () => frame),
  );
}
