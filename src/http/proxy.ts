import { BlockList, isIP, isIPv4 } from 'node:net';
import { ownValue } from '../model/word-table.ts';

/** Proxies by configuration and environment. */
export interface ProxySettings {
  /** By provider: an address, or `direct` for none. Outranks the environment. */
  readonly byProvider: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The proxy for an address of a provider; undefined where there is none. As curl and Go read the environment: lower case
 * first, `ALL_PROXY` last, `NO_PROXY` with names, domains, addresses, networks and ports; this machine never by proxy
 * unless the configuration says so.
 */
export function proxyFor(provider: string, url: URL, settings: ProxySettings): string | undefined {
  const own = ownValue(settings.byProvider, provider);
  if (own !== undefined) return own === 'direct' ? undefined : own;
  const { env } = settings;
  const scheme = url.protocol.slice(0, -1);
  const proxy = variable(env, `${scheme}_proxy`) ?? variable(env, 'all_proxy');
  if (proxy === undefined || isThisMachine(url) || isExempt(url, variable(env, 'no_proxy') ?? '')) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

function variable(env: ProxySettings['env'], name: string): string | undefined {
  const value = (ownValue(env, name) ?? ownValue(env, name.toUpperCase()))?.trim();
  return value === '' ? undefined : value;
}

function isThisMachine(url: URL): boolean {
  const host = bare(url.hostname);
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
  );
}

function isExempt(url: URL, list: string): boolean {
  const host = bare(url.hostname);
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '*') return true;
      if (entry === '') return false;
      const [, network, bits] = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(entry) ?? [];
      if (network !== undefined && bits !== undefined) return isIn(host, network, Number(bits));
      const withPort = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(entry);
      if (withPort !== null && withPort[2] !== port) return false;
      const name = bare(withPort?.[1] ?? entry).replace(/^\*?\./, '');
      return host === name || host.endsWith(`.${name}`);
    });
}

function isIn(host: string, network: string, bits: number): boolean {
  if (isIP(host) === 0 || isIP(host) !== isIP(network)) return false;
  const family = isIPv4(host) ? 'ipv4' : 'ipv6';
  if (bits > (family === 'ipv4' ? 32 : 128)) return false;
  const block = new BlockList();
  block.addSubnet(network, bits, family);
  return block.check(host, family);
}

function bare(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}
