import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { proxyFor } from '../../src/http/proxy.ts';
import { selfSigned } from '../support/certificates.ts';
import { json, status } from '../support/http-server.ts';
import { anything, errorOf, filesIn, gateway, idle, okOf, server, temporaryDirectory } from './tools.ts';

/** A proxy that sends everything to one port, and what it was asked for. */
async function proxyTo(port: number, password?: string) {
  const asked: string[] = [];
  const allowed = (header: string | undefined) =>
    password === undefined || header === `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;
  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (!allowed(request.headers['proxy-authorization'])) {
      response.writeHead(407).end();
      return;
    }
    const { pathname, search } = new URL(request.url ?? '');
    const onward = httpRequest({ port, path: pathname + search, method: request.method ?? 'GET' }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  proxy.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) end.on('error', () => undefined);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    proxy.close();
    proxy.closeAllConnections();
  });
  return { url: `127.0.0.1:${portOf(proxy.address())}`, asked };
}

async function tlsService(names: readonly string[]) {
  const certificate = selfSigned(await temporaryDirectory(), names);
  const service = createTlsServer(certificate, (_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end('{"a":1}');
  }).listen(0, '127.0.0.1');
  await once(service, 'listening');
  onTestFinished(() => {
    service.close();
    service.closeAllConnections();
  });
  return { port: portOf(service.address()), ca: certificate.cert };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

describe('which proxy', () => {
  const env = {
    http_proxy: 'http://p:1',
    HTTPS_PROXY: 's:2',
    NO_PROXY: 'plain.test, .dom.test,10.0.0.0/8 [fd00::1]:80,x:8080',
  };
  const via = (url: string, settings = {}) => proxyFor('tmdb', new URL(url), { byProvider: {}, env, ...settings });

  it.each([
    ['http://a.test/', 'http://p:1'],
    ['https://a.test/', 'http://s:2'],
    ['https://plain.test/', undefined],
    ['https://not-plain.test/', 'http://s:2'],
    ['https://a.dom.test/', undefined],
    ['http://10.1.2.3/', undefined],
    ['http://11.1.2.3/', 'http://p:1'],
    ['http://[fd00::1]/', undefined],
    ['http://x:8080/', undefined],
    ['http://x/', 'http://p:1'],
    ['http://localhost:7878/', undefined],
    ['http://127.0.0.1/', undefined],
    ['http://[::1]/', undefined],
  ])('for %s is %s', (url, expected) => {
    expect(via(url)).toBe(expected);
  });

  it("is the provider's own before all others", () => {
    expect(via('https://a.test/', { byProvider: { tmdb: 'http://own:3' } })).toBe('http://own:3');
    expect(via('https://a.test/', { byProvider: { tmdb: 'direct' } })).toBeUndefined();
    expect(via('https://a.test/', { env: { ALL_PROXY: 'http://all:4' } })).toBe('http://all:4');
    expect(via('https://a.test/', { env: { https_proxy: 'http://p', no_proxy: '*' } })).toBeUndefined();
  });
});

describe('a proxy', () => {
  it('is told the whole address of http, and connects for https', async () => {
    const plain = await server({ '/m': json({ a: 1 }) });
    const first = await proxyTo(Number(new URL(plain.origin).port));
    const http = gateway({ proxies: { byProvider: {}, env: { http_proxy: `http://${first.url}` } } });
    okOf(await http.json({ provider: 'tmdb', url: 'http://service.test/m' }, anything, idle));
    expect(first.asked).toEqual(['GET http://service.test/m']);

    const secure = await tlsService(['service.test']);
    const second = await proxyTo(secure.port);
    const env = { https_proxy: `http://${second.url}` };
    const https = gateway({ proxies: { byProvider: {}, env }, ca: [secure.ca] });
    okOf(await https.json({ provider: 'tmdb', url: 'https://service.test/m' }, anything, idle));
    okOf(await https.json({ provider: 'tmdb', url: 'https://service.test/n' }, anything, idle));
    // One tunnel, kept open.
    expect(second.asked).toEqual(['CONNECT service.test:443']);
  });

  it('that refuses the password is an error that does not repeat it', async () => {
    const { url } = await proxyTo(1, 'right-password');
    const http = gateway({
      proxies: { byProvider: { tmdb: `http://me:wrong-password@${url}` }, env: {} },
      secrets: ['wrong-password'],
      tmdb: { retries: 0 },
    });
    const error = errorOf(await http.json({ provider: 'tmdb', url: 'http://service.test/m' }, anything, idle));
    expect(error.message).toContain('407');
    expect(JSON.stringify([error.message, error.hint, error.context])).not.toContain('wrong-password');
  });

  it('that is down is a failure like any other', async () => {
    const http = gateway({
      proxies: { byProvider: { tmdb: 'http://127.0.0.1:1' }, env: {} },
      tmdb: { retries: 0 },
    });
    const error = errorOf(await http.json({ provider: 'tmdb', url: 'http://service.test/m' }, anything, idle));
    expect([error.code, error.message]).toEqual(['HTTP_NETWORK', expect.stringContaining('refused')]);
  });
});

describe('certificates', () => {
  it("of an authority of one's own are believed when it is named, wrong names never", async () => {
    const { port, ca } = await tlsService(['127.0.0.1']);
    const url = `https://127.0.0.1:${port}/m`;
    const asked = (options: Parameters<typeof gateway>[0], at = url) =>
      gateway(options).json({ provider: 'tmdb', url: at }, anything, idle);
    okOf(await asked({ ca: [ca] }));
    expect(errorOf(await asked({})).message).toMatch(/certificate/);
    expect(errorOf(await asked({ ca: [ca] }, url.replace('127.0.0.1', 'localhost'))).code).toBe('HTTP_NETWORK');
  });
});

describe('--replay with --record-missing', () => {
  it('asks only for what has no recording, and records it', async () => {
    const { origin, requests } = await server({ '/a': json({ a: 1 }), '/b': json({ b: 1 }), '/none': status(404) });
    const dir = await temporaryDirectory();
    const ask = (http: ReturnType<typeof gateway>, path: string) =>
      http.json({ provider: 'tmdb', url: origin + path }, anything, idle);
    okOf(await ask(gateway({ mode: { kind: 'record', dir } }), '/a'));
    const strict = gateway({ mode: { kind: 'replay', dir } });
    expect(errorOf(await ask(strict, '/b')).code).toBe('REPLAY_MISSING');
    const filling = gateway({ mode: { kind: 'replay', dir, recordMissing: true } });
    for (const path of ['/a', '/b', '/none']) expect((await ask(filling, path)).status).not.toBe('unavailable');
    expect(requests.map(({ path }) => path)).toEqual(['/a', '/b', '/none']);
    expect(filling.health()).toMatchObject([{ requests: 2, replayed: 1 }]);
    okOf(await ask(gateway({ mode: { kind: 'replay', dir } }), '/b'));
    expect((await filesIn(dir)).size).toBe(3);
  });

  it('tells which recordings nothing asked for, and never overwrites one that is broken', async () => {
    const { origin, requests } = await server({ '*': json({ a: 1 }) });
    const dir = await temporaryDirectory();
    const recording = gateway({ mode: { kind: 'record', dir } });
    for (const path of ['/a', '/b'])
      okOf(await recording.json({ provider: 'tmdb', url: origin + path }, anything, idle));
    const [first = '', second = ''] = [...(await filesIn(dir)).keys()];
    const url = JSON.parse(await readFile(join(dir, first), 'utf8')).request.url;
    await writeFile(join(dir, first), '{ broken');
    const http = gateway({ mode: { kind: 'replay', dir, recordMissing: true } });
    expect(errorOf(await http.json({ provider: 'tmdb', url }, anything, idle)).code).toBe('REPLAY_INVALID');
    expect(http.unusedCassettes()).toEqual([second]);
    expect(requests.length).toBe(2);
  });
});
