import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { waitForLock } from '../../src/cli/context/wait-for-lock.ts';
import { lockStore } from '../../src/store/open.ts';
import { hastyClock } from '../support/hasty-clock.ts';
import { runCli } from './run-cli.ts';

let folder: string;
let store: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-lock-wait-'));
  store = join(folder, 'store.sqlite');
  await writeFile(join(folder, 'config.yaml'), 'libraries: [{ name: Films, path: ., kind: movies }]\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const scan = (...argv: readonly string[]) =>
  runCli(['refresh', '--config', join(folder, 'config.yaml'), '--store', store, ...argv]);

it('names the holder, waits as long as it may, and ends with 75', async () => {
  const lock = await lockStore(store);
  try {
    const waited = await scan('--lock-wait', '1m');
    expect(waited.code).toBe(75);
    const holder = `process ${process.pid} on `;
    expect(waited.err).toContain('waiting up to 1m');
    expect(waited.err.split(holder)).toHaveLength(3);
    const quiet = await scan('--lock-wait', '1m', '--quiet');
    expect(quiet.err.split(holder)).toHaveLength(2);
  } finally {
    await lock.release();
  }
});

it('goes on when the other run ends', async () => {
  const other = await lockStore(store);
  let waits = 0;
  const signal = new AbortController().signal;
  const lock = await waitForLock(
    async () => {
      if (waits > 0) await other.release();
      return lockStore(store);
    },
    { forMs: 60_000, clock: hastyClock(), signal, onWait: () => waits++ },
  );
  expect(waits).toBe(1);
  await lock.release();
});

it('refuses what is no time', async () => {
  expect((await scan('--lock-wait', 'soon')).code).toBe(2);
});
