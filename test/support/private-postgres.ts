import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { binaries } from '../setup/postgres-binaries.ts';
import { freePort, serverFolder, unprivileged } from '../setup/private-server.ts';

/** A PostgreSQL server of one test alone, that may be stopped and started again with its data. */
export interface PrivatePostgres {
  readonly url: string;
  start(): Promise<void>;
  /** As when somebody pulls the plug: nothing is finished. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** With a password the server asks for it by SCRAM, and the URL does not hold it; otherwise it lets everybody in. */
export async function privatePostgres({ password }: { readonly password?: string } = {}): Promise<PrivatePostgres> {
  const owner = await unprivileged();
  const folder = await serverFolder('postgres-private', owner);
  const bin = await binaries(folder, owner);
  const data = join(folder, 'data');
  const port = await freePort();
  const run = async (command: string, args: readonly string[]): Promise<void> => {
    await promisify(execFile)(join(bin, command), [...args], { cwd: folder, ...owner });
  };
  const passwordFile = join(folder, 'password');
  if (password !== undefined) await writeFile(passwordFile, `${password}\n`);
  const access = password === undefined ? ['-A', 'trust'] : ['-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  await run('initdb', ['-D', data, '-U', 'postgres', ...access, '-E', 'UTF8', '--locale=C', '--no-sync']);
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=16MB', 'fsync=off'];
  const options = [`-p ${port}`, ...settings.map((setting) => `-c ${setting}`)].join(' ');
  const log = join(folder, 'log');
  const stop = (): Promise<void> => run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start: () => run('pg_ctl', ['-D', data, '-o', options, '-l', log, '-w', 'start']),
    stop,
    remove: async () => {
      await stop().catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
