import { execFileSync } from 'node:child_process';
import { truncate } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ByteBudgetError, type ByteWindow } from '../../../src/media/formats/window.ts';
import { fileWindow } from '../../../src/media/reader/file-window.ts';
import { FileFault, openFile } from '../../../src/media/reader/open-file.ts';
import { createHeartbeat } from '../../../src/media/reader/progress.ts';
import { noise, temporaryFolder } from '../temporary.ts';

const folder = temporaryFolder();

function opened<T>(path: string, use: (window: ByteWindow) => T, maxBytes = 10_000_000): { value: T; calls: number } {
  const heartbeat = createHeartbeat();
  const file = openFile(path, maxBytes, heartbeat);
  try {
    return { value: use(fileWindow(file)), calls: heartbeat.ticks() };
  } finally {
    file.close();
  }
}

function faultOf(run: () => unknown): unknown {
  try {
    run();
  } catch (thrown) {
    return thrown instanceof FileFault ? thrown.fault : thrown;
  }
  return undefined;
}

describe('fileWindow', () => {
  it('gives the bytes of any range, to the end only', async () => {
    const bytes = noise(300_000);
    const path = await folder.put('ranges', bytes);
    opened(path, (window) => {
      expect(window.size).toBe(300_000);
      const ranges = [
        [0, 10],
        [65_530, 20],
        [65_536, 10],
        [10, 150_000],
        [235_000, 900],
        [299_990, 100],
        [120_000, 8],
      ];
      for (const [offset = 0, length = 0] of ranges) {
        expect(window.read(offset, length).equals(bytes.subarray(offset, offset + length))).toBe(true);
      }
      expect(window.read(300_000, 10)).toHaveLength(0);
      expect(window.read(5, -1)).toHaveLength(0);
      expect(window.read(Number.NaN, 10)).toHaveLength(0);
    });
  });

  it('reads head and tail once, however many pieces of them are wanted', async () => {
    const path = await folder.put('edges', noise(300_000));
    const { calls } = opened(path, (window) => {
      for (let at = 0; at < 60_000; at += 100) window.read(at, 100);
      for (let at = 240_000; at < 299_000; at += 100) window.read(at, 100);
    });
    // Open, fstat and one read each.
    expect(calls).toBe(4);
  });

  it('reads no more than it may', async () => {
    const path = await folder.put('much', noise(500_000));
    expect(() => opened(path, (window) => window.read(0, 400_000), 200_000)).toThrow(ByteBudgetError);
  });

  it('gives no bytes that are not in the file: one that became shorter could not be read', async () => {
    const path = await folder.put('shrinking', noise(200_000));
    const heartbeat = createHeartbeat();
    const file = openFile(path, 1_000_000, heartbeat);
    await truncate(path, 100_000);
    expect(faultOf(() => fileWindow(file).read(90_000, 20_000))).toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('became shorter'),
    });
    file.close();
  });

  it('refuses what is no regular file, without waiting for it', () => {
    execFileSync('mkfifo', [folder.path('pipe')]);
    for (const name of ['pipe', '.', 'gone']) {
      const fault = faultOf(() => openFile(folder.path(name), 1000, createHeartbeat()));
      expect(fault).toMatchObject({ code: 'FILE_UNREADABLE' });
    }
  });
});
