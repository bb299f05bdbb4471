import { Redis } from 'ioredis';
import { freePort, serverFolder, startServer } from './private-server.ts';
import { type Program, redisProgram } from './redis-program.ts';
import { type Provided, reason, serviceMissing } from './service.ts';

const GIVEN = 'REVENGE_TEST_REDIS_URL';

/** A Redis server: its URL. At the end the keys that begin with `run` go, or the whole private server. */
export async function provideRedis(run: string): Promise<Provided<string>> {
  const given = process.env[GIVEN];
  const tried: string[] = [];
  if (given !== undefined && given !== '') return shareServer(given, run);
  try {
    return await shareServer('redis://127.0.0.1:6379', run);
  } catch (error) {
    tried.push(`127.0.0.1:6379: ${reason(error)}`);
  }
  try {
    return await startPrivate(await redisProgram());
  } catch (error) {
    tried.push(`a private server: ${reason(error)}`);
  }
  throw serviceMissing('Redis', GIVEN, 'redis://host:6379', 'redis-server', tried);
}

async function shareServer(url: string, run: string): Promise<Provided<string>> {
  await withClient(url, (client) => client.ping());
  return { value: url, stop: () => withClient(url, (client) => removeKeys(client, `${run}:*`)) };
}

async function startPrivate(program: Program): Promise<Provided<string>> {
  const folder = await serverFolder('redis', undefined);
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const server = await startServer({
    ...program,
    args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
    folder,
    owner: undefined,
    answers: () => withClient(url, (client) => client.ping()).then(() => undefined),
  });
  return { value: url, stop: server.stop };
}

async function withClient<T>(url: string, use: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { lazyConnect: true, connectTimeout: 5000, retryStrategy: () => null });
  // The promise of connect() carries the error; without a listener ioredis prints it as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    client.disconnect();
  }
}

async function removeKeys(client: Redis, pattern: string): Promise<void> {
  for await (const keys of client.scanStream({ match: pattern, count: 1000 })) {
    if (keys.length > 0) await client.unlink(keys);
  }
}
