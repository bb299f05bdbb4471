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
    store: config.store.replace(/^([a-z][a-z0-9+]*:\/\/[^:@/]*):[^@]*@/i, `$1:${HIDDEN}@`),
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

function redactArr(settings: ArrSettings): ArrSettings {
  return { ...settings, apiKey: HIDDEN };
}
