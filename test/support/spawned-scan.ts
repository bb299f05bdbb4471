import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { RevengeEvent, RunSummary } from '../../src/model/events.ts';

export interface SpawnedScan {
  readonly code: number | null;
  readonly events: readonly RevengeEvent[];
  readonly summary: RunSummary;
  /** Files below the watched folder that reader threads opened, one entry an open. */
  readonly opened: readonly string[];
}

export interface SpawnOptions {
  /** Opens of files below it are noted. */
  readonly watch: string;
  /** errno code with which every open below `watch` fails. */
  readonly fault?: string;
  /** Told of the process when it runs. */
  readonly disturb?: (child: ChildProcess) => Promise<void>;
}

const PRELOAD = pathToFileURL(resolve('test/support/threads/watched-opens.ts')).href;

/** Runs `revenge scan --json` as a process of its own, in which reader threads can be watched and disturbed. */
export async function spawnScan(config: string, { watch, fault, disturb }: SpawnOptions): Promise<SpawnedScan> {
  const log = join(dirname(config), 'opens.log');
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import=${PRELOAD}`,
    REVENGE_TEST_WATCH: watch,
    REVENGE_TEST_OPENS: log,
    ...(fault === undefined ? {} : { REVENGE_TEST_FAULT: fault }),
  };
  const args = [resolve('bin/revenge.js'), 'scan', '--json', '--no-artwork', '--config', config];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), disturb?.(child)]);
  await ended;
  const events: RevengeEvent[] = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const last = events.at(-1);
  if (last?.type !== 'summary') throw new Error(`the last event is no summary: ${out.slice(-500)}${err}`);
  const opened = existsSync(log) ? (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '') : [];
  await rm(log, { force: true });
  return { code: child.exitCode, events, summary: last.summary, opened };
}
