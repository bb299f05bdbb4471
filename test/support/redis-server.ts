import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import { freePort, serverFolder, startServer } from '../setup/private-server.ts';
import { redisProgram } from '../setup/redis-program.ts';

/** How the test itself gets in. */
export interface AdminAccess {
  readonly username?: string;
  readonly password?: string;
  readonly tls?: { readonly ca: string };
}

/** A Redis of one test alone, to be treated badly. */
export interface PrivateRedis {
  readonly port: number;
  readonly url: string;
  /** A client of the test's own, with all rights. */
  readonly admin: Redis;
  stop(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
}

/** Starts a server on a free port of the loopback interface; it ends with the test. */
export async function privateRedis(args: readonly string[] = [], admin: AdminAccess = {}): Promise<PrivateRedis> {
  const port = await freePort();
  let running: { stop(): Promise<void> } | undefined;
  const start = async (): Promise<void> => {
    const folder = await serverFolder('redis', undefined);
    const base = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
    running = await startServer({
      ...(await redisProgram()),
      args: [...base, ...args],
      folder,
      owner: undefined,
      answers: () => answers(port, admin),
    });
  };
  const stop = async (): Promise<void> => {
    await running?.stop();
    running = undefined;
  };
  await start();
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 50, ...admin });
  client.on('error', () => undefined);
  onTestFinished(async () => {
    client.disconnect();
    await stop();
  });
  return { port, url: `redis://127.0.0.1:${port}`, admin: client, stop, start };
}

async function answers(port: number, options: AdminAccess): Promise<void> {
  const client = new Redis(port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => null, ...options });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.disconnect();
  }
}
