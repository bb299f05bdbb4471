import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../cli/run-cli.ts';
import { DEMO_ARGS as REPLAY, type ScanWorld, scan, scanWorld } from '../support/scan-world.ts';

const DEMO_ARGS = [...REPLAY, '--no-artwork'];
let world: ScanWorld;

beforeEach(async () => {
  world = await scanWorld(undefined, []);
});

afterEach(async () => {
  await world.remove();
});

/** What is stored, without what differs between any two runs: ids and times. */
async function contents(store: string): Promise<unknown> {
  const { out } = await runCli(['list', '--json', ...REPLAY, '--store', store]);
  return JSON.parse(out.replace(/"(id|item|at|fetchedAt)": "[^"]*"/g, '"$1": ""'));
}

function integrity(store: string): unknown {
  const database = new Database(store, { readonly: true });
  try {
    return [database.pragma('integrity_check', { simple: true }), database.pragma('foreign_key_check')];
  } finally {
    database.close();
  }
}

describe('an interrupted scan', () => {
  it('stops at once with exit code 130 and a summary, and the next run carries on', async () => {
    const undisturbed = join(world.folder, 'undisturbed.sqlite');
    await scan([...DEMO_ARGS, '--store', undisturbed]);
    for (const delay of [0, 5, 30, 80, 200]) {
      const store = join(world.folder, `after-${delay}.sqlite`);
      const controller = new AbortController();
      const timer = sleep(delay).then(() => controller.abort());
      const cut = await scan([...DEMO_ARGS, '--store', store], controller.signal);
      await timer;
      expect(cut.summary.interrupted).toBe(cut.code === 130);
      const rest = await scan([...DEMO_ARGS, '--store', store]);
      expect(rest.code).toBe(0);
      expect(await contents(store)).toEqual(await contents(undisturbed));
      expect((await scan([...DEMO_ARGS, '--store', store])).summary.rows.changed).toBe(0);
    }
  });

  it('leaves a store that opens clean when it is killed at any moment', async () => {
    const undisturbed = join(world.folder, 'undisturbed.sqlite');
    await scan([...DEMO_ARGS, '--store', undisturbed]);
    for (const delay of [200, 300, 400, 500, 700]) {
      const store = join(world.folder, `killed-${delay}.sqlite`);
      const args = [resolve('bin/revenge.js'), 'scan', ...DEMO_ARGS, '--store', store, '--quiet'];
      const child = spawn(process.execPath, args, { stdio: 'ignore' });
      const ended = once(child, 'exit');
      await sleep(delay);
      child.kill('SIGKILL');
      await ended;
      expect((await scan([...DEMO_ARGS, '--store', store])).code).toBe(0);
      expect(integrity(store)).toEqual(['ok', []]);
      expect(await contents(store)).toEqual(await contents(undisturbed));
    }
  });

  it('keeps a second run out while it lasts', async () => {
    const store = join(world.folder, 'locked.sqlite');
    await scan([...DEMO_ARGS, '--store', store]);
    const { lockStore } = await import('../../src/store/sqlite/lock.ts');
    const lock = lockStore(store);
    try {
      const { code, err } = await runCli(['scan', ...DEMO_ARGS, '--store', store, '--plain']);
      expect(code).toBe(75);
      expect(err).toContain('LOCKED');
    } finally {
      lock.release();
    }
  });
});
