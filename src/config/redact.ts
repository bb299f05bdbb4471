import { credentialsOf, HIDDEN, isAddress, isSecretName, redactAddress } from '../model/credentials.ts';
import { leaves } from './key-path.ts';
import type { Config } from './schema.ts';

/**
 * The configuration without its secrets, fit to be printed. Names decide which settings are secret, and every setting that
 * is an address loses its credentials, so that a new setting of either kind needs no line here.
 */
export function redactConfig(config: Config): Config {
  const shown: Config = JSON.parse(JSON.stringify(config, hide));
  return shown;
}

/** Every secret of the configuration, so that none can reach a recording, the store or the output. */
export function secretsOf(config: Config): readonly string[] {
  const found = leaves(config).flatMap(({ path, value }) =>
    typeof value !== 'string' ? [] : isSecretName(String(path.at(-1))) ? [value] : credentialsOf(value),
  );
  return [...new Set(found)];
}

function hide(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (isSecretName(name)) return value === '' ? value : HIDDEN;
  return isAddress(value) ? redactAddress(value) : value;
}
