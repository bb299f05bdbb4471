/** Reads bits, most significant first. Behind the end it gives zeros; `ended` tells. */
export interface BitReader {
  readonly ended: boolean;
  /** Up to 32 bits as an unsigned number. */
  bits(count: number): number;
  flag(): boolean;
  skip(count: number): void;
  /** Unsigned Exponential-Golomb code. */
  ue(): number;
  /** Signed Exponential-Golomb code. */
  se(): number;
}

export function bitReader(bytes: Buffer, start = 0): BitReader {
  let at = start * 8;
  const total = bytes.length * 8;
  const bit = (): number => {
    const value = at < total ? ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1 : 0;
    at++;
    return value;
  };
  const reader: BitReader = {
    get ended() {
      return at > total;
    },
    bits(count) {
      let value = 0;
      for (let index = 0; index < count; index++) value = value * 2 + bit();
      return value;
    },
    flag: () => bit() === 1,
    skip(count) {
      at += count;
    },
    ue() {
      let zeros = 0;
      while (zeros < 32 && at < total && bit() === 0) zeros++;
      return zeros === 0 ? 0 : 2 ** zeros - 1 + reader.bits(zeros);
    },
    se() {
      const code = reader.ue();
      return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
    },
  };
  return reader;
}

/** A NAL unit without the bytes 3 that keep start codes out of it. */
export function unescapeNal(unit: Buffer): Buffer {
  if (!unit.includes('\0\0\x03', 0, 'latin1')) return unit;
  const out = Buffer.allocUnsafe(unit.length);
  let length = 0;
  let zeros = 0;
  for (const byte of unit) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    out[length++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return out.subarray(0, length);
}
