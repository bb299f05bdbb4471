import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/media/hash.ts';
import { noise, signal, temporaryFolder } from './temporary.ts';

const folder = temporaryFolder();

/** The definition, word by word. */
function plain(bytes: Buffer): string {
  const length = Math.min(65536, bytes.length);
  const part = (from: number): bigint => {
    const padded = Buffer.alloc(Math.ceil(length / 8) * 8);
    bytes.copy(padded, 0, from, from + length);
    let sum = 0n;
    for (let at = 0; at < padded.length; at += 8) sum += padded.readBigUInt64LE(at);
    return sum;
  };
  const sum = BigInt(bytes.length) + part(0) + part(bytes.length - length);
  return (sum & 0xffffffffffffffffn).toString(16).padStart(16, '0');
}

describe('contentHash', () => {
  it.each([1, 7, 8, 9, 65535, 65536, 65537, 100_000, 131_072, 131_073, 1_000_003])('of %i bytes', async (size) => {
    const bytes = noise(size);
    const path = await folder.put(`${size}.bin`, bytes);
    const hash = await contentHash(path, size, signal);
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(hash).toBe(plain(bytes));
  });

  it('is that of OpenSubtitles for a file of known words', async () => {
    // 128 KiB in which every 64-bit word is 1: the size and 2 × 8192 ones.
    const words = Buffer.alloc(131_072);
    for (let at = 0; at < words.length; at += 8) words[at] = 1;
    expect(await contentHash(await folder.put('ones.bin', words), 131_072, signal)).toBe(
      (131_072 + 2 * 8192).toString(16).padStart(16, '0'),
    );
  });

  it('is none of an empty, changing, unreadable or interrupted file', async () => {
    const path = await folder.put('some.bin', noise(100));
    expect(await contentHash(await folder.put('empty.bin', ''), 0, signal)).toBeUndefined();
    expect(await contentHash(path, 99, signal)).toBeUndefined();
    expect(await contentHash(folder.path('gone.bin'), 10, signal)).toBeUndefined();
    expect(await contentHash(path, 100, AbortSignal.abort())).toBeUndefined();
  });
});
