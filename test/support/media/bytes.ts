import { createHash } from 'node:crypto';

export type Piece = Uint8Array | string | readonly Piece[];

/** Pieces one after another; strings as Latin-1, one byte a character. */
export function join(...pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map((piece) => (Array.isArray(piece) ? join(...piece) : single(piece))));
}

function single(piece: Piece): Uint8Array {
  if (typeof piece === 'string') return Buffer.from(piece, 'latin1');
  return piece instanceof Uint8Array ? piece : join(...piece);
}

/** Big-endian unsigned integer of so many bytes. */
export function be(value: number, bytes: number): Buffer {
  const out = Buffer.alloc(bytes);
  for (let index = bytes - 1, rest = value; index >= 0; index--, rest = Math.floor(rest / 256)) out[index] = rest % 256;
  return out;
}

/** Little-endian unsigned integer of so many bytes. */
export function le(value: number, bytes: number): Buffer {
  return be(value, bytes).reverse();
}

export function float64(value: number): Buffer {
  const out = Buffer.alloc(8);
  out.writeDoubleBE(value);
  return out;
}

/** 16 bytes that are the same for the same seed. */
export function seedBytes(seed: string | number): Buffer {
  return createHash('md5').update(`revenge ${seed}`).digest();
}

/** Collects bits, most significant first, or least significant first as Vorbis packs them. */
export function bitWriter(order: 'msb' | 'lsb' = 'msb') {
  const bits: number[] = [];
  const writer = {
    /** Value in so many bits. */
    put(value: number, count: number) {
      for (let index = 0; index < count; index++) {
        const shift = order === 'msb' ? count - 1 - index : index;
        bits.push(Math.floor(value / 2 ** shift) % 2);
      }
      return writer;
    },
    /** Exponential-Golomb code, as in H.264. */
    golomb(value: number) {
      const length = Math.floor(Math.log2(value + 1));
      return writer.put(0, length).put(value + 1, length + 1);
    },
    /** The bytes; the last one filled with zeros. */
    bytes(): Buffer {
      const out = Buffer.alloc(Math.ceil(bits.length / 8));
      for (const [index, bit] of bits.entries()) {
        const at = index >> 3;
        const shift = order === 'msb' ? 7 - (index & 7) : index & 7;
        out[at] = (out[at] ?? 0) | (bit << shift);
      }
      return out;
    },
  };
  return writer;
}
