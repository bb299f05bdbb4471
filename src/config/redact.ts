import { leaves } from './key-path.ts';
import type { Config } from './schema.ts';

/** What stands in place of a secret. */
const HIDDEN = '(hidden)';

/** Options whose value nobody may see, whichever source has them. */
const SECRETS: ReadonlySet<unknown> = new Set(['apiKey', 'accessToken', 'clientKey', 'pin']);

/** The configuration without its secrets, fit to be printed. */
export function redactConfig(config: Config): Config {
  const { cache, network } = config;
  const sources: Config['sources'] = JSON.parse(JSON.stringify(config.sources, hide));
  return {
    ...config,
    storeOptions: {
      ...config.storeOptions,
      ...(config.storeOptions.password === undefined ? {} : { password: HIDDEN }),
    },
    store: withoutPassword(config.store),
    cache: { ...cache, ...(cache.redis === undefined ? {} : { redis: withoutPassword(cache.redis) }) },
    network: {
      ...network,
      ...(network.proxy === undefined ? {} : { proxy: withoutPassword(network.proxy) }),
      proxies: Object.fromEntries(
        Object.entries(network.proxies).map(([source, proxy]) => [source, withoutPassword(proxy)]),
      ),
    },
    sources,
  };
}

/** Every secret of the configuration, so that none can reach a recording. */
export function secretsOf({ sources, cache, network }: Config): string[] {
  const keys = leaves(sources).flatMap(({ path, value }) =>
    SECRETS.has(path.at(-1)) && typeof value === 'string' ? [value] : [],
  );
  const addresses = [cache.redis, network.proxy, ...Object.values(network.proxies)];
  return [...keys, ...addresses.flatMap((address) => passwordOf(address) ?? [])];
}

function passwordOf(address: string | undefined): string | undefined {
  return /^[a-z][a-z0-9+]*:\/\/[^:@/]*:([^@]+)@/i.exec(address ?? '')?.[1];
}

function hide(name: string, value: unknown): unknown {
  return SECRETS.has(name) ? HIDDEN : value;
}

/** An address without the password in it, and without passwords among the members of its query. */
function withoutPassword(url: string): string {
  return url
    .replace(/^([a-z][a-z0-9+]*:\/\/[^:@/]*):[^@]*@/i, `$1:${HIDDEN}@`)
    .replace(/([?&][^=&]*password=)[^&]*/gi, `$1${HIDDEN}`);
}
