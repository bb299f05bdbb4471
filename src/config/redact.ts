import { leaves } from './key-path.ts';
import type { Config } from './schema.ts';

/** What stands in place of a secret. */
const HIDDEN = '(hidden)';

/** Options whose value nobody may see, whichever source has them. */
const SECRETS: ReadonlySet<unknown> = new Set(['apiKey', 'accessToken', 'clientKey', 'pin']);

/** The configuration without its secrets, fit to be printed. */
export function redactConfig(config: Config): Config {
  const store = config.store.replace(/^([a-z][a-z0-9+]*:\/\/[^:@/]*):[^@]*@/i, `$1:${HIDDEN}@`);
  const sources: Config['sources'] = JSON.parse(JSON.stringify(config.sources, hide));
  return { ...config, store, sources };
}

/** Every secret of the sources, so that none can reach a recording. */
export function secretsOf({ sources }: Config): string[] {
  return leaves(sources).flatMap(({ path, value }) =>
    SECRETS.has(path.at(-1)) && typeof value === 'string' ? [value] : [],
  );
}

function hide(name: string, value: unknown): unknown {
  return SECRETS.has(name) ? HIDDEN : value;
}
