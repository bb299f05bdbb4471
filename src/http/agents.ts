import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { type ProxySettings, proxyFor } from './proxy.ts';
import type { Hop } from './wire.ts';

interface Pair {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

const SOCKS = /^socks/i;

/** Connections that are kept open between requests, direct ones and those through proxies. */
export interface Agents {
  /** Throws where the address of the proxy cannot be used. */
  for(hop: Hop): Promise<{ readonly agent: Pair; readonly proxied: boolean }>;
  destroy(): void;
}

/** `ca`: certificate authorities in PEM, for proxies that are reached over TLS. */
export function createAgents(settings: ProxySettings, ca: readonly string[] | undefined): Agents {
  const options = { keepAlive: true, ...(ca === undefined ? {} : { ca: [...ca] }) };
  const direct: Pair = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  // Kept connections are not looked up again: a request for a public address must not use one to a private address, which
  // another request may have opened under the same name.
  const publicOnly: Pair = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const byProxy = new Map<string, Promise<Pair>>();
  const made: Pair[] = [direct, publicOnly];

  async function makePair(proxy: string): Promise<Pair> {
    if (!SOCKS.test(proxy))
      return { http: new HttpProxyAgent(proxy, options), https: new HttpsProxyAgent(proxy, options) };
    const { SocksProxyAgent } = await import('socks-proxy-agent');
    return { http: new SocksProxyAgent(proxy, options), https: new SocksProxyAgent(proxy, options) };
  }

  function through(proxy: string): Promise<Pair> {
    const known = byProxy.get(proxy);
    if (known !== undefined) return known;
    const pair = makePair(proxy).then((agents) => {
      made.push(agents);
      return agents;
    });
    byProxy.set(proxy, pair);
    return pair;
  }

  return {
    async for(hop) {
      const proxy = proxyFor(hop.provider, hop.url, settings);
      if (proxy !== undefined) return { agent: await through(proxy), proxied: true };
      return { agent: hop.publicOnly ? publicOnly : direct, proxied: false };
    },
    destroy() {
      for (const { http, https } of made) {
        http.destroy();
        https.destroy();
      }
    },
  };
}
