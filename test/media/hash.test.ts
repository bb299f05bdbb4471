import { describe, expect, it } from 'vitest';
import { memoryWindow } from '../../src/media/formats/window.ts';
import { contentHash } from '../../src/media/hash.ts';
import { readHash, readMedia } from '../../src/media/read-media.ts';
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
  const sizes = [1, 7, 8, 9, 65_535, 65_536, 65_537, 100_000, 131_072, 131_073, 1_000_003];

  it.each(sizes)('of %i bytes', async (size) => {
    const bytes = noise(size);
    const hash = contentHash(memoryWindow(bytes));
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(hash).toBe(plain(bytes));
    const path = await folder.put(`${size}.bin`, bytes);
    expect(await readHash({ path, size }, { signal })).toEqual({ status: 'ok', hash });
    expect(await readMedia({ path, size }, { signal })).toMatchObject({ hash });
  });

  it('is that of OpenSubtitles for a file of known words', () => {
    // 128 KiB in which every 64-bit word is 1: the size and 2 × 8192 ones.
    const words = Buffer.alloc(131_072);
    for (let at = 0; at < words.length; at += 8) words[at] = 1;
    expect(contentHash(memoryWindow(words))).toBe((131_072 + 2 * 8192).toString(16).padStart(16, '0'));
  });

  it('is none of a file that is empty or has another size than the walk saw', async () => {
    const path = await folder.put('some.bin', noise(100));
    const none = { status: 'ok', hash: undefined };
    expect(await readHash({ path: await folder.put('empty.bin', ''), size: 0 }, { signal })).toEqual(none);
    expect(await readHash({ path, size: 99 }, { signal })).toEqual(none);
  });

  it('is an error of a file that cannot be read, never none', async () => {
    const gone = await readHash({ path: folder.path('gone.bin'), size: 10 }, { signal });
    expect(gone).toMatchObject({ status: 'failed', error: { code: 'FILE_UNREADABLE' } });
    const path = await folder.put('late.bin', noise(100));
    const aborted = await readHash({ path, size: 100 }, { signal: AbortSignal.abort() });
    expect(aborted).toMatchObject({ status: 'failed', error: { code: 'INTERRUPTED' } });
  });
});
