import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Provided, reason } from './service.ts';

const START_MS = 30_000;
const STOP_MS = 10_000;

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A user that a server may run as: PostgreSQL refuses root. Empty where this process is not root. */
export async function unprivileged(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all([id('-u', name), id('-g', name)]).catch(() => undefined);
    if (ids !== undefined) return { uid: ids[0], gid: ids[1] };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody"');
}

async function id(option: string, name: string): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [option, name]);
  return Number(stdout);
}

/** A folder that goes when the server stops. */
export async function serverFolder(name: string, owner: Owner | undefined): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `revenge-${name}-`));
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  return folder;
}

/** A port on which nobody listens now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port on the loopback interface');
  return address.port;
}

/** How to start a server and to know that it is up. */
export interface ServerStart {
  readonly command: string;
  readonly args: readonly string[];
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly owner: Owner | undefined;
  /** Resolves when the server answers; tried until it does. */
  readonly answers: () => Promise<void>;
}

/** Starts a server and waits until it answers; `stop` ends it and removes its folder. It never outlives this process. */
export async function startServer(start: ServerStart): Promise<Provided<void>> {
  const child = spawn(start.command, start.args, {
    cwd: start.folder,
    env: { ...process.env, ...start.env },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...start.owner,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  let failed: Error | undefined;
  child.once('error', (error) => {
    failed = error;
  });
  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);
  const stop = async () => {
    process.off('exit', killNow);
    await end(child);
    await rm(start.folder, { recursive: true, force: true });
  };
  try {
    await untilAnswers(start, () => failed ?? exited(child, said));
  } catch (error) {
    await stop();
    throw error;
  }
  return { value: undefined, stop };
}

async function untilAnswers(start: ServerStart, failure: () => Error | undefined): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const error = failure();
    if (error !== undefined) throw error;
    const answer = await start.answers().then(
      () => undefined,
      (thrown: unknown) => ({ thrown }),
    );
    if (answer === undefined) return;
    if (Date.now() > deadline) throw new Error(`${start.command} did not answer: ${reason(answer.thrown)}`);
    await delay(50);
  }
}

function exited(child: ChildProcess, said: string): Error | undefined {
  return child.exitCode === null && child.signalCode === null
    ? undefined
    : new Error(`${child.spawnfile} ended: ${said}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}
