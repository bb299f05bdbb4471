import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort, serverFolder, startServer } from '../setup/private-server.ts';
import { redisProgram } from '../setup/redis-program.ts';
import { selfSigned } from '../support/certificates.ts';
import { privateRedis } from '../support/redis-server.ts';
import { ownPrefix, redisUrl } from '../support/services.ts';
import { asked, cache, down, kept, question, service, temporaryDirectory } from './tools.ts';

describe('the Redis tier', () => {
  it('gives one machine what another one asked for', async () => {
    const shared = { redis: redisUrl(), prefix: ownPrefix() };
    const [a, b] = [await cache(shared), await cache(shared)];
    const large = service(() => JSON.stringify({ text: 'again and '.repeat(5000) }));
    await asked(a.answers, question('x'), large.load);
    expect(await asked(b.answers, question('x'), down)).toMatch(/^redis:\{"text":"again and again/);
    const [count] = (await b.redis?.count()) ?? [];
    expect(count).toMatchObject({ provider: 'tmdb', kind: 'work', entries: 1 });
    expect(count?.bytes).toBeLessThan(2000);
    expect(await b.redis?.keys('tmdb:work')).toEqual([question('x').key]);
    expect(await a.local.count()).toEqual([]);
    expect([...a.troubles, ...b.troubles]).toEqual([]);
  });

  it('notices that another machine has renewed what grew old in its own memory', async () => {
    let now = Date.now();
    const shared = { redis: redisUrl(), prefix: ownPrefix() };
    const [a, b] = [await cache(shared, () => now), await cache(shared, () => now)];
    await asked(a.answers, question('x', 'search'), service(() => 'old').load);
    await asked(b.answers, question('x', 'search'), down);
    now += 2 * 86_400_000;
    expect(await asked(a.answers, question('x', 'search'), service(() => 'new').load)).toBe('network:new');
    expect(await asked(b.answers, question('x', 'search'), down)).toBe('redis:new');
  });

  it('keeps pictures, and what is too large, on the machine', async () => {
    const shared = { redis: redisUrl(), prefix: ownPrefix(), memoryBytes: 1, fileBytes: 100_000_000 };
    const [a, b] = [await cache(shared), await cache(shared)];
    const noise = Buffer.alloc(6_000_000);
    for (let index = 0; index < noise.length; index += 4) noise.writeUInt32LE((index * 2_654_435_761) >>> 0, index);
    await asked(a.answers, question('p', 'picture'), service(() => 'pixels').load);
    await a.answers.ask(
      question('l', 'list'),
      async () => ({
        kind: 'answer',
        answer: kept('', { body: noise, contentType: 'image/raw' }),
        cacheControl: undefined,
        keep: true,
      }),
      new AbortController().signal,
    );
    expect(await a.redis?.keys('')).toEqual([]);
    expect(await asked(a.answers, question('p', 'picture'), down)).toBe('local:pixels');
    expect(await asked(a.answers, question('l', 'list'), down)).toMatch(/^local:/);
    expect(await asked(b.answers, question('p', 'picture'), down)).toBe('HTTP_NETWORK');
  });

  it('tells the memory of other processes what is forgotten', async () => {
    const shared = { redis: redisUrl(), prefix: ownPrefix() };
    const [a, b] = [await cache(shared), await cache(shared)];
    const { load } = service(() => 'a');
    await asked(a.answers, question('x'), load);
    expect(await asked(b.answers, question('x'), down)).toBe('redis:a');
    expect(await asked(b.answers, question('x'), down)).toBe('memory:a');
    // The subscription is made beside the first question.
    await expect
      .poll(async () => {
        await a.answers.drop([question('x').key]);
        return asked(b.answers, question('x'), down);
      })
      .toBe('HTTP_NETWORK');
  });

  it('looks a hundred keys up with one command', async () => {
    const server = await privateRedis();
    const shared = { redis: server.url, prefix: ownPrefix() };
    const [a, b] = [await cache(shared), await cache(shared)];
    const names = Array.from({ length: 100 }, (_, index) => String(index));
    await Promise.all(names.map((name) => asked(a.answers, question(name), service(() => name).load)));
    await server.admin.config('RESETSTAT');
    const all = await Promise.all(names.map((name) => asked(b.answers, question(name), down)));
    expect(all).toEqual(names.map((name) => `redis:${name}`));
    const stats = await server.admin.info('commandstats');
    expect(/cmdstat_mget:calls=(\d+)/.exec(stats)?.[1]).toBe('1');
    expect(stats).not.toMatch(/cmdstat_get:/);
  });

  it('drops what is poisoned and asks again', async () => {
    const shared = { redis: redisUrl(), prefix: ownPrefix() };
    const client = new Redis(redisUrl());
    onTestFinished(() => client.disconnect());
    await client.set(shared.prefix + question('x').key, 'poison');
    const a = await cache(shared);
    expect(await asked(a.answers, question('x'), service(() => 'a').load)).toBe('network:a');
    const b = await cache(shared);
    expect(await asked(b.answers, question('x'), down)).toBe('redis:a');
  });
});

/** Asks for two things with a cache on this Redis; how that ended, and what was said about Redis. */
async function tried(redis: string, extra: Parameters<typeof cache>[0] = {}) {
  const { answers, troubles } = await cache({ redis, ...extra });
  const { load } = service(() => 'a');
  const told = [await asked(answers, question('x'), load), await asked(answers, question('x'), load)];
  for (const name of ['y', 'z']) await asked(answers, question(name), load);
  return { told, said: troubles.map(({ code, message }) => `${code} ${message.replace(/^.*used: /, '')}`) };
}

const WELL = ['network:a', 'memory:a'];

describe('a Redis in trouble never ends or changes anything', () => {
  it('nothing listens', async () => {
    expect(await tried('redis://127.0.0.1:1')).toEqual({ told: WELL, said: ['CACHE_REDIS nothing listens there'] });
  });

  it('its name is not known', async () => {
    const { told, said } = await tried('redis://no-such-host.invalid');
    expect([told, said]).toEqual([WELL, ['CACHE_REDIS its name is not known']]);
  });

  it('it refuses the password, and the message does not repeat it', async () => {
    const { url } = await privateRedis(['--requirepass', 'correct-horse'], { password: 'correct-horse' });
    const wrong = await tried(url.replace('//', '//:wrong-horse@'));
    expect([wrong.told, wrong.said]).toEqual([WELL, ['CACHE_REDIS it refuses the user or the password']]);
    expect((await tried(url)).said).toEqual(['CACHE_REDIS it refuses the user or the password']);
    expect((await tried(url.replace('//', '//:correct-horse@'))).said).toEqual([]);
  });

  it('an ACL user with the rights that docs/cache.md names is enough, and one with less is told', async () => {
    const { url, admin } = await privateRedis();
    const rights = [
      '+get',
      '+mget',
      '+set',
      '+unlink',
      '+scan',
      '+strlen',
      '+pexpire',
      '+eval',
      '+time',
      '+hmget',
      '+hset',
    ];
    const more = ['+publish', '+subscribe', '+unsubscribe', '+ping', '+info', '+hello', '+client', '+select'];
    await admin.acl('SETUSER', 'revenge', 'on', '>a-password', '~revenge:*', '&revenge:*', '-@all', ...rights, ...more);
    await admin.acl('SETUSER', 'nobody', 'on', '>a-password', '~other:*', '-@all', '+hello', '+info', '+ping');
    const as = (user: string) => tried(url.replace('//', `//${user}:a-password@`), { prefix: 'revenge:' });
    expect(await as('revenge')).toEqual({ told: WELL, said: [] });
    expect(await as('nobody')).toEqual({ told: WELL, said: ['CACHE_REDIS it refuses the user or the password'] });
  });

  it('it is a read-only replica', async () => {
    // Otherwise it waits five seconds for further replicas to come.
    const first = await privateRedis(['--repl-diskless-sync-delay', '0']);
    const replica = await privateRedis(['--replicaof', `127.0.0.1 ${first.port}`]);
    await expect.poll(() => replica.admin.info('replication')).toContain('master_link_status:up');
    expect(await tried(replica.url)).toEqual({ told: WELL, said: ['CACHE_REDIS it is a read-only replica'] });
  });

  it('it is full', async () => {
    const { url, admin } = await privateRedis(['--maxmemory-policy', 'noeviction']);
    await admin.config('SET', 'maxmemory', '1');
    const { answers, troubles, local } = await cache({ redis: url });
    const { load } = service(() => 'a');
    for (const name of ['x', 'y', 'z']) expect(await asked(answers, question(name), load)).toBe('network:a');
    expect(troubles.map(({ message }) => message.replace(/^.*used: /, ''))).toEqual(['it is full (maxmemory)']);
    expect(await local.count()).toMatchObject([{ entries: 3 }]);
  });

  it('it throws entries out to make room', async () => {
    const { url, admin } = await privateRedis(['--maxmemory-policy', 'allkeys-lru']);
    const used = Number(/used_memory:(\d+)/.exec(await admin.info('memory'))?.[1]);
    await admin.config('SET', 'maxmemory', String(used + 300_000));
    const { answers, troubles } = await cache({ redis: url, memoryBytes: 1 });
    const noise = () => Array.from({ length: 8000 }, () => Math.random().toString(36)[5] ?? '').join('');
    for (let index = 0; index < 150; index++) await asked(answers, question(String(index)), service(noise).load);
    expect(await asked(answers, question('0'), service(() => 'again').load)).toBe('network:again');
    expect(await asked(answers, question('149'), down)).toMatch(/^redis:/);
    expect(troubles).toEqual([]);
  });

  it('it goes away in the middle and comes back: one warning, the local tier meanwhile, then Redis again', async () => {
    const server = await privateRedis();
    const { answers, troubles, local, redis } = await cache({ redis: server.url });
    const { load } = service(() => 'a');
    await asked(answers, question('before'), load);
    await server.stop();
    for (const name of ['u', 'v', 'w']) expect(await asked(answers, question(name), load)).toBe('network:a');
    expect(await local.count()).toMatchObject([{ entries: 3 }]);
    expect(troubles.map(({ code }) => code)).toEqual(['CACHE_REDIS']);
    await server.start();
    let turn = 0;
    await expect
      .poll(
        async () => {
          await asked(answers, question(`after${turn++}`), load);
          return (await redis?.keys(''))?.length;
        },
        { interval: 200 },
      )
      .toBeGreaterThan(0);
    expect(troubles.map(({ code }) => code)).toEqual(['CACHE_REDIS', 'CACHE_REDIS_BACK']);
  });

  it('it hangs', async () => {
    const server = await privateRedis();
    const { answers, troubles } = await cache({ redis: server.url });
    await asked(answers, question('w'), service(() => 'a').load);
    await server.admin.client('PAUSE', 4000, 'ALL');
    expect(await asked(answers, question('x'), service(() => 'a').load)).toBe('network:a');
    expect(troubles.map(({ message }) => message.replace(/^.*used: /, ''))).toEqual(['it does not answer in time']);
  });

  it('it speaks RESP2 only', async () => {
    const { url } = await privateRedis(['--rename-command', 'HELLO', '']);
    const shared = { prefix: ownPrefix() };
    expect(await tried(url, shared)).toEqual({ told: WELL, said: [] });
    const next = await cache({ redis: url, ...shared });
    expect(await asked(next.answers, question('x'), down)).toBe('redis:a');
  });

  it('it is no Redis at all', async () => {
    const web = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void web.close());
    await new Promise((resolve) => web.once('listening', resolve));
    const address = web.address();
    const { told, said } = await tried(`redis://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    expect([told, said.length]).toEqual([WELL, 1]);
  });
});

describe('other ways to reach Redis', () => {
  it("TLS, with an authority of one's own, and not without it", async () => {
    const { cert, certFile, keyFile } = selfSigned(await temporaryDirectory(), ['127.0.0.1']);
    const files = ['--tls-cert-file', certFile, '--tls-key-file', keyFile, '--tls-ca-cert-file', certFile];
    const port = await freePort();
    await privateRedis(['--tls-port', String(port), '--tls-auth-clients', 'no', ...files]);
    const url = `rediss://127.0.0.1:${port}`;
    expect(await tried(url, { ca: [cert] })).toEqual({ told: WELL, said: [] });
    expect((await tried(url)).said).toEqual(['CACHE_REDIS its certificate is not accepted']);
  });

  it('Sentinel', async () => {
    const first = await privateRedis();
    const port = await freePort();
    const folder = await serverFolder('sentinel', undefined);
    const file = join(folder, 'sentinel.conf');
    await writeFile(file, `port ${port}\nbind 127.0.0.1\nsentinel monitor mymaster 127.0.0.1 ${first.port} 1\n`);
    const sentinel = await startServer({
      ...(await redisProgram()),
      args: [file, '--sentinel'],
      folder,
      owner: undefined,
      async answers() {
        const client = new Redis(port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => null });
        client.on('error', () => undefined);
        await client.connect().finally(() => client.disconnect());
      },
    });
    onTestFinished(() => sentinel.stop());
    const prefix = ownPrefix();
    expect(await tried(`redis+sentinel://127.0.0.1:${port}/mymaster`, { prefix })).toEqual({ told: WELL, said: [] });
    expect((await first.admin.keys(`${prefix}v1:*`)).length).toBe(3);
  });

  it('Cluster', async () => {
    const node = await privateRedis(['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1']);
    await node.admin.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await expect.poll(() => node.admin.call('CLUSTER', 'INFO')).toContain('cluster_state:ok');
    const shared = { redis: node.url.replace('redis:', 'redis+cluster:'), prefix: ownPrefix() };
    expect(await tried(shared.redis, shared)).toEqual({ told: WELL, said: [] });
    const next = await cache(shared);
    const all = await Promise.all(['x', 'y', 'z'].map((name) => asked(next.answers, question(name), down)));
    expect(all).toEqual(['redis:a', 'redis:a', 'redis:a']);
    expect((await next.redis?.keys(''))?.length).toBe(3);
    await next.answers.drop([question('x').key, question('y').key]);
    expect((await next.redis?.keys(''))?.length).toBe(1);
  });
});
