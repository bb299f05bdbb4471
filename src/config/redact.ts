import type { ArrSettings, Config } from './schema.ts';

/** What stands in place of a secret. */
const HIDDEN = '(hidden)';

/** The configuration without its secrets, fit to be printed. */
export function redactConfig(config: Config): Config {
  const { radarr, sonarr, tmdb } = config.sources;
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
      ...(radarr === undefined ? {} : { radarr: radarr.map(redactArr) }),
      ...(sonarr === undefined ? {} : { sonarr: sonarr.map(redactArr) }),
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
