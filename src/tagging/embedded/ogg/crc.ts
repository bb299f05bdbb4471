const POLYNOMIAL = 0x04c11db7;

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit++) value = (value & 0x80000000) === 0 ? value << 1 : (value << 1) ^ POLYNOMIAL;
  return value >>> 0;
});

/** Checksum of an Ogg page (RFC 3533, 6), whose own field counts as zero. */
export function oggChecksum(page: Buffer): number {
  let value = 0;
  for (const byte of page) value = ((value << 8) ^ (TABLE[((value >>> 24) ^ byte) & 255] ?? 0)) >>> 0;
  return value;
}
