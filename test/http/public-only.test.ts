import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isPrivateAddress } from '../../src/http/private-address.ts';
import { json } from '../support/http-server.ts';
import { anything, errorOf, gateway, idle, okOf, server } from './tools.ts';

/** A name of this machine that is not private by itself, but leads to it. */
const NAME = hostname();
const found = await lookup(NAME, { all: true }).catch(() => []);
const leadsHome =
  found.some(({ address }) => address.startsWith('127.')) && found.every((one) => isPrivateAddress(one.address));

describe('an address that a file names', () => {
  const ask = (http: ReturnType<typeof gateway>, url: string, publicOnly: boolean) =>
    http.json({ provider: 'tmdb', url, publicOnly }, anything, idle);

  it.each(['http://127.0.0.1', 'http://2130706433', 'http://0x7f.1', 'http://[::ffff:127.0.0.1]', 'http://localhost'])(
    'is not asked at %s',
    async (origin) => {
      const { origin: own, requests } = await server({ '*': json({ a: 1 }) });
      const error = errorOf(await ask(gateway(), `${origin}:${new URL(own).port}/a`, true));
      expect(error.message).toContain('the address is a private one');
      expect(error.context.isPrivate).toBe(true);
      expect(requests).toEqual([]);
    },
  );

  it.skipIf(!leadsHome)(
    'is not asked by a name that resolves to a private address, nor over a connection that is kept open to it',
    async () => {
      const { origin, requests } = await server({ '*': json({ a: 1 }) });
      const url = `http://${NAME}:${new URL(origin).port}/a`;
      const http = gateway();
      okOf(await ask(http, url, false));
      expect(errorOf(await ask(http, url, true)).context.isPrivate).toBe(true);
      expect(requests).toHaveLength(1);
    },
  );

  it('is not asked through a proxy by a name of the local network, or one that resolves to a private address here', async () => {
    const { origin, requests } = await server({ '*': json({ a: 1 }) });
    const http = gateway({ proxies: { byProvider: { tmdb: origin }, env: {} } });
    for (const name of ['nas', 'nas.lan', 'localhost.localdomain', ...(leadsHome ? [NAME] : [])]) {
      expect(errorOf(await ask(http, `http://${name}/a`, true)).context.isPrivate).toBe(true);
    }
    expect(requests).toEqual([]);
    okOf(await ask(http, 'http://nas/a', false));
  });
});
