import { execFile } from 'node:child_process';
import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort, serverFolder, startServer, unprivileged } from '../setup/private-server.ts';

/** A connection pooler in transaction mode before the PostgreSQL server of the tests. */
export interface Pooler {
  /** As the URL that was given, but through the pooler. */
  through(url: string): string;
  stop(): Promise<void>;
}

/** Whether Debian's package `pgbouncer` is installed. */
export async function hasPgbouncer(): Promise<boolean> {
  return promisify(execFile)('pgbouncer', ['--version']).then(
    () => true,
    () => false,
  );
}

/** Starts pgbouncer with few server connections, so that clients have to share them. */
export async function startPgbouncer(server: string): Promise<Pooler> {
  const { hostname, port: serverPort, username, password } = new URL(server);
  const login = `user=${decodeURIComponent(username)}${password === '' ? '' : ` password=${decodeURIComponent(password)}`}`;
  const owner = await unprivileged();
  const folder = await serverFolder('pgbouncer', owner);
  const port = await freePort();
  const config = join(folder, 'pgbouncer.ini');
  await writeFile(
    config,
    `[databases]
* = host=${hostname} port=${serverPort === '' ? 5432 : serverPort} ${login}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
server_check_query = select 1
`,
  );
  if (owner !== undefined) await chown(config, owner.uid, owner.gid);
  const through = (url: string): string => {
    const changed = new URL(url);
    changed.hostname = '127.0.0.1';
    changed.port = String(port);
    return changed.href;
  };
  const answers = async (): Promise<void> => {
    const client = new Client({ connectionString: through(server), connectionTimeoutMillis: 5000 });
    try {
      await client.connect();
      await client.query('SELECT 1');
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const started = await startServer({ command: 'pgbouncer', args: [config], folder, owner, answers });
  return { through, stop: started.stop };
}
