import { be, bitWriter, join, seedBytes } from './bytes.ts';

/** The longest block the format allows, so that silence takes few bytes. */
const BLOCK = 65535;
const CRC8 = crcTable(0x07, 8);
const CRC16 = crcTable(0x8005, 16);

/** Silence, 16 bit: one constant value a channel and block. About 700 bytes a minute. */
export function flac(seconds: number, sampleRate: number, channels: number, seed: string | number): Buffer {
  const samples = Math.round(seconds * sampleRate);
  const info = bitWriter()
    .put(BLOCK, 16)
    .put(BLOCK, 16)
    .put(0, 48)
    .put(sampleRate, 20)
    .put(channels - 1, 3)
    .put(15, 5)
    .put(samples, 36)
    .put(0, 128)
    .bytes();
  const frames: Buffer[] = [];
  for (let start = 0; start < samples; start += BLOCK) {
    frames.push(frame(start / BLOCK, Math.min(BLOCK, samples - start), channels));
  }
  const comment = join(Buffer.from([7, 0, 0, 0]), 'revenge', Buffer.alloc(4));
  return join('fLaC', block(0, info), block(2, join('rvng', seedBytes(seed))), block(0x84, comment), ...frames);
}

function block(type: number, body: Buffer): Buffer {
  return join(be(type, 1), be(body.length, 3), body);
}

function frame(number: number, samples: number, channels: number): Buffer {
  const head = bitWriter()
    .put(0xfff8, 16)
    .put(7, 4) // block size follows in 16 bits
    .put(0, 4) // sample rate as in the stream's header
    .put(channels - 1, 4)
    .put(4, 3) // 16 bit
    .put(0, 1)
    .bytes();
  const counted = join(head, utf8Number(number), be(samples - 1, 2));
  const body = join(counted, be(crc(CRC8, 8, counted), 1), Buffer.alloc(3 * channels));
  return join(body, be(crc(CRC16, 16, body), 2));
}

function utf8Number(value: number): Buffer {
  if (value < 0x80) return be(value, 1);
  if (value < 0x800) return Buffer.from([0xc0 | (value >> 6), 0x80 | (value & 63)]);
  return Buffer.from([0xe0 | (value >> 12), 0x80 | ((value >> 6) & 63), 0x80 | (value & 63)]);
}

function crcTable(polynomial: number, width: number): readonly number[] {
  const top = 1 << (width - 1);
  return Array.from({ length: 256 }, (_, byte) => {
    let value = byte << (width - 8);
    for (let bit = 0; bit < 8; bit++) value = value & top ? (value << 1) ^ polynomial : value << 1;
    return value & ((1 << width) - 1);
  });
}

function crc(table: readonly number[], width: number, bytes: Uint8Array): number {
  const mask = (1 << width) - 1;
  return bytes.reduce((value, byte) => ((value << 8) ^ (table[((value >> (width - 8)) ^ byte) & 255] ?? 0)) & mask, 0);
}
