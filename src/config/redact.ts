import { ARR_SERVICES, type ArrSettings, type Config } from './schema.ts';

/** What stands in place of a secret. */
const HIDDEN = '(hidden)';

/** The configuration without its secrets, fit to be printed. */
export function redactConfig(config: Config): Config {
  const { tmdb } = config.sources;
  const arrs = ARR_SERVICES.flatMap((service) => {
    const instances = config.sources[service];
    return instances === undefined ? [] : [[service, instances.map(redactArr)] as const];
  });
  return {
    ...config,
    storeOptions: {
      ...config.storeOptions,
      ...(config.storeOptions.password === undefined ? {} : { password: HIDDEN }),
    },
    store: withoutPassword(config.store),
    cache: {
      ...config.cache,
      ...(config.cache.redis === undefined ? {} : { redis: withoutPassword(config.cache.redis) }),
    },
    network: {
      ...config.network,
      ...(config.network.proxy === undefined ? {} : { proxy: withoutPassword(config.network.proxy) }),
      proxies: Object.fromEntries(
        Object.entries(config.network.proxies).map(([source, proxy]) => [source, withoutPassword(proxy)]),
      ),
    },
    sources: {
      ...config.sources,
      ...Object.fromEntries(arrs),
      ...(tmdb === undefined
        ? {}
        : {
            tmdb: {
              ...tmdb,
              ...(tmdb.apiKey === undefined ? {} : { apiKey: HIDDEN }),
              ...(tmdb.accessToken === undefined ? {} : { accessToken: HIDDEN }),
            },
          }),
    },
  };
}

/** An address without the password in it, and without passwords among the members of its query. */
function withoutPassword(url: string): string {
  return url
    .replace(/^([a-z][a-z0-9+]*:\/\/[^:@/]*):[^@]*@/i, `$1:${HIDDEN}@`)
    .replace(/([?&][^=&]*password=)[^&]*/gi, `$1${HIDDEN}`);
}

function redactArr(settings: ArrSettings): ArrSettings {
  return { ...settings, apiKey: HIDDEN };
}
