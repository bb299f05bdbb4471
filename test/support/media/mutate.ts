/** Random numbers that are the same for the same seed (mulberry32): whole, from 0 to below `most`. */
export function randomNumbers(seed: number): (most: number) => number {
  let state = seed >>> 0;
  return (most) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) % most;
  };
}

const EXTREMES = [0, 1, 0x7f, 0x80, 0xff] as const;

/** A copy with one to eight changes: bytes, lengths of extreme values, parts cut out, doubled or moved, the end cut off. */
export function mutated(bytes: Buffer, random: (most: number) => number): Buffer {
  let out = Buffer.from(bytes);
  for (let change = random(8) + 1; change > 0 && out.length > 1; change--) {
    const at = random(out.length);
    const length = Math.min(out.length - at, random(64) + 1);
    const part = out.subarray(at, at + length);
    switch (random(7)) {
      case 0:
        out[at] = random(256);
        break;
      case 1:
        out[at] = (out[at] ?? 0) ^ (1 << random(8));
        break;
      case 2:
        out.fill(EXTREMES[random(EXTREMES.length)] ?? 0, at, at + Math.min(length, random(8) + 1));
        break;
      case 3:
        out = Buffer.concat([out.subarray(0, at), out.subarray(at + length)]);
        break;
      case 4:
        out = Buffer.concat([out.subarray(0, at), part, out.subarray(at)]);
        break;
      case 5:
        part.copy(out, random(out.length));
        break;
      default:
        out = random(4) === 0 ? out.subarray(0, at) : out;
    }
  }
  return out;
}
