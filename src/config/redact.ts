import type { ArrSettings, Config } from './schema.ts';

/** What stands in place of a secret. */
const HIDDEN = '(hidden)';

/** The configuration without its secrets, fit to be printed. */
export function redactConfig(config: Config): Config {
  const { radarr, sonarr, tmdb } = config.sources;
  return {
    ...config,
    store: config.store.replace(/^([a-z][a-z0-9+]*:\/\/[^:@/]*):[^@]*@/i, `$1:${HIDDEN}@`),
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

function redactArr(settings: ArrSettings): ArrSettings {
  return { ...settings, apiKey: HIDDEN };
}
