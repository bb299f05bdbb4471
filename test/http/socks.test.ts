import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { declarationsFor } from '../../src/config/schema.ts';
import { json } from '../support/http-server.ts';
import { anything, errorOf, gateway, idle, server } from './tools.ts';

interface Socks {
  readonly url: string;
  /** `host:port` of every connection that was wanted. */
  readonly wanted: string[];
}

/** A SOCKS5 server (RFC 1928) on this machine that connects to one port whatever is wanted, with a password where one is given. */
async function socks(port: number, password?: string): Promise<Socks> {
  const wanted: string[] = [];
  const open = new Set<Socket>();
  const serve = async (socket: Socket): Promise<void> => {
    const read = async (length: number): Promise<Buffer> => {
      for (;;) {
        const bytes: Buffer | null = socket.read(length);
        if (bytes !== null) return bytes;
        await once(socket, 'readable');
      }
    };
    const [, methods = 0] = await read(2);
    await read(methods);
    socket.write(Buffer.from([5, password === undefined ? 0 : 2]));
    if (password !== undefined) {
      const [, userLength = 0] = await read(2);
      await read(userLength);
      const [length = 0] = await read(1);
      const isRight = (await read(length)).toString() === password;
      socket.write(Buffer.from([1, isRight ? 0 : 1]));
      if (!isRight) return void socket.end();
    }
    const [, , , kind] = await read(4);
    const host =
      kind === 3 ? (await read((await read(1))[0] ?? 0)).toString() : (await read(kind === 4 ? 16 : 4)).join('.');
    wanted.push(`${host}:${(await read(2)).readUInt16BE()}`);
    const target = connect(port, '127.0.0.1', () => {
      socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
      socket.pipe(target).pipe(socket);
    });
    target.on('error', () => socket.destroy());
    open.add(target);
  };
  const listening = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    serve(socket).catch(() => socket.destroy());
  });
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    listening.close();
  });
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `127.0.0.1:${address.port}`, wanted };
}

it('a request goes through a SOCKS5 proxy, which looks the name up with socks5h', async () => {
  const web = await server(json({ fine: true }));
  const proxy = await socks(Number(new URL(web.origin).port));
  const http = gateway({ proxies: { byProvider: { tmdb: `socks5h://${proxy.url}` }, env: {} } });
  const answer = await http.json({ provider: 'tmdb', url: 'http://far-away.test/3/movie' }, anything, idle);
  expect(answer.status).toBe('ok');
  expect(proxy.wanted).toEqual(['far-away.test:80']);
});

it('ALL_PROXY names one, with its password', async () => {
  const web = await server(json({ fine: true }));
  const proxy = await socks(Number(new URL(web.origin).port), 'pass-0123');
  const ask = async (password: string) => {
    const env = { ALL_PROXY: `socks5://me:${password}@${proxy.url}` };
    const http = gateway({ proxies: { byProvider: {}, env }, tmdb: { retries: 0 } });
    return http.json({ provider: 'tmdb', url: 'http://192.0.2.7/3/movie' }, anything, idle);
  };
  expect((await ask('pass-0123')).status).toBe('ok');
  expect(proxy.wanted).toEqual(['192.0.2.7:80']);
  const error = errorOf(await ask('bad-pass-0123'));
  expect(error.code).toBe('HTTP_NETWORK');
  expect(error.message).not.toContain('bad-pass');
});

it.each(['socks5://nas:1080', 'socks5h://u:p@nas:1080', 'socks4://nas', 'http://nas:3128', 'direct'])(
  'the configuration takes %s',
  (proxy) => {
    expect(declarationsFor().written.safeParse({ network: { proxy } }).success).toBe(true);
    expect(declarationsFor().written.safeParse({ network: { proxies: { tmdb: proxy } } }).success).toBe(true);
  },
);

it('the configuration takes no other address for a proxy', () => {
  expect(declarationsFor().written.safeParse({ network: { proxy: 'ftp://nas' } }).success).toBe(false);
});
