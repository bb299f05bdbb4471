import { chunk, riff } from './avi.ts';
import { be, join, le, seedBytes } from './bytes.ts';

/** PCM silence of 8 bit, mono: as many bytes as samples. */
export function wav(seconds: number, sampleRate: number, seed: string | number): Buffer {
  const format = chunk('fmt ', le(1, 2), le(1, 2), le(sampleRate, 4), le(sampleRate, 4), le(1, 2), le(8, 2));
  const silence = Buffer.alloc(Math.round(seconds * sampleRate), 0x80);
  return riff('WAVE', format, chunk('JUNK', seedBytes(seed)), chunk('data', silence));
}

/** The same as AIFF. */
export function aiff(seconds: number, sampleRate: number, seed: string | number): Buffer {
  const samples = Math.round(seconds * sampleRate);
  const exponent = Math.floor(Math.log2(sampleRate));
  const rate = join(be(16383 + exponent, 2), be(sampleRate * 2 ** (31 - exponent), 4), be(0, 4));
  const body = join(
    'AIFF',
    part('COMM', join(be(1, 2), be(samples, 4), be(8, 2), rate)),
    part('APPL', join('rvng', seedBytes(seed))),
    part('SSND', join(be(0, 8), Buffer.alloc(samples))),
  );
  return part('FORM', body);
}

function part(type: string, body: Buffer): Buffer {
  return join(type, be(body.length, 4), body, Buffer.alloc(body.length % 2));
}
