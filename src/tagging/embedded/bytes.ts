/** Unsigned integer of so many bytes, most significant first. */
export function be(value: number, bytes: number): Buffer {
  const out = Buffer.alloc(bytes);
  for (let index = bytes - 1, rest = value; index >= 0; index--, rest = Math.floor(rest / 256)) out[index] = rest % 256;
  return out;
}

/** Unsigned integer of so many bytes, least significant first. */
export function le(value: number, bytes: number): Buffer {
  return be(value, bytes).reverse();
}
