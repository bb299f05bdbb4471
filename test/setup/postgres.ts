import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { binaries } from './postgres-binaries.ts';
import { freePort, serverFolder, startServer, unprivileged } from './private-server.ts';
import { type Provided, reason, serviceMissing } from './service.ts';

const GIVEN = 'REVENGE_TEST_POSTGRES_URL';

/** A PostgreSQL database of this run alone: its URL. The database, or the whole private server, goes at the end. */
export async function providePostgres(database: string): Promise<Provided<string>> {
  const given = process.env[GIVEN];
  const tried: string[] = [];
  if (given !== undefined && given !== '') return createDatabase(given, database);
  for (const user of new Set(['postgres', 'root', userInfo().username])) {
    const url = `postgresql://${encodeURIComponent(user)}@127.0.0.1:5432/postgres`;
    try {
      return await createDatabase(url, database);
    } catch (error) {
      tried.push(`127.0.0.1:5432 as ${user}: ${reason(error)}`);
    }
  }
  try {
    return await startPrivate(database);
  } catch (error) {
    tried.push(`a private server: ${reason(error)}`);
  }
  throw serviceMissing('PostgreSQL', GIVEN, 'postgresql://user:password@host:5432/postgres', 'postgresql', tried);
}

async function createDatabase(server: string, database: string): Promise<Provided<string>> {
  await execute(server, `CREATE DATABASE "${database}"`);
  // Nobody misses what a power cut takes of it.
  await execute(server, `ALTER DATABASE "${database}" SET synchronous_commit = off`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  return {
    value: url.href,
    stop: () => execute(server, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`),
  };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function startPrivate(database: string): Promise<Provided<string>> {
  const owner = await unprivileged();
  const folder = await serverFolder('postgres', owner);
  const port = await freePort();
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  let bin: string;
  try {
    bin = await binaries(folder, owner);
    await promisify(execFile)(join(bin, 'initdb'), init, { cwd: folder, ...owner });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'shared_buffers=32MB'];
  const server = await startServer({
    command: join(bin, 'postgres'),
    args: ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    folder,
    owner,
    answers: () => execute(url, 'SELECT 1'),
  });
  const created = await createDatabase(url, database);
  return { value: created.value, stop: server.stop };
}
