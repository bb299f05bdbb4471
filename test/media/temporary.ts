import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** A signal that never fires. */
export const signal = new AbortController().signal;

/** A folder for the tests of one file, gone afterwards. */
export function temporaryFolder() {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'revenge-media-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  return {
    path: (name: string): string => join(folder, name),
    async put(name: string, bytes: Uint8Array | string): Promise<string> {
      const path = join(folder, name);
      await writeFile(path, bytes);
      return path;
    },
  };
}

/** Bytes that are the same in every run and look like nothing. */
export function noise(length: number): Buffer {
  const out = Buffer.alloc(length);
  let state = 0x9e3779b9;
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out[index] = state >>> 24;
  }
  return out;
}
