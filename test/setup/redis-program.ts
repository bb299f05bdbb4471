import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { unpackedRedis } from './redis-unpacked.ts';
import { reason } from './service.ts';

/** What to start: a file, and variables that it needs. */
export interface Program {
  readonly command: string;
  readonly env?: Readonly<Record<string, string>>;
}

const INSTALLED = ['redis-server', 'valkey-server'];

let found: Promise<Program> | undefined;

/** A server of Redis: one that is installed, else the one that the distribution offers. */
export function redisProgram(): Promise<Program> {
  found ??= find();
  return found;
}

async function find(): Promise<Program> {
  for (const command of INSTALLED) {
    const starts = await promisify(execFile)(command, ['--version']).then(
      () => true,
      () => false,
    );
    if (starts) return { command };
  }
  return unpackedRedis().catch((error: unknown) => {
    throw new Error(`neither ${INSTALLED.join(' nor ')} is on the PATH, and apt-get gave none: ${reason(error)}`);
  });
}
