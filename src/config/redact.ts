import { HIDDEN, isAddress, isSecretName, redactAddress, type SecretSetting, secretsIn } from '../model/credentials.ts';
import type { ProviderList } from '../providers/list.ts';
import { leaves } from './key-path.ts';
import { type Config, declarationsFor } from './schema.ts';

/**
 * Whether a setting of this name is secret: because it is declared so, or because every setting of such a name is. Two
 * rules, so that a setting whose declaration forgets that it is secret is still hidden.
 */
export function secretNames(providers?: ProviderList): (name: string) => boolean {
  const declared = new Set(
    declarationsFor(providers).fields.flatMap(({ path, notes, isFile }) =>
      notes.secret === 'value' && !isFile ? [String(path.at(-1))] : [],
    ),
  );
  return (name) => declared.has(name) || isSecretName(name);
}

/** The configuration without its secrets, fit to be printed. Addresses lose their credentials. */
export function redactConfig(config: Config, providers?: ProviderList): Config {
  const isSecret = secretNames(providers);
  const hide = (name: string, value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    if (isSecret(name)) return value === '' ? value : HIDDEN;
    return isAddress(value) ? redactAddress(value) : value;
  };
  const shown: Config = JSON.parse(JSON.stringify(config, hide));
  return shown;
}

/** Every secret of the configuration, so that none can reach a recording, the store or the output. */
export function secretsOf(config: Config, providers?: ProviderList): readonly string[] {
  return [...new Set(settingsWithSecrets(config, providers).flatMap(secretsIn))];
}

/** The settings that are secret, and the addresses that hold credentials. */
export function settingsWithSecrets(config: Config, providers?: ProviderList): readonly SecretSetting[] {
  const isSecret = secretNames(providers);
  return leaves(config).flatMap(({ path, value }) => {
    if (typeof value !== 'string') return [];
    const setting = { value, isAddress: !isSecret(String(path.at(-1))) };
    return secretsIn(setting).length === 0 ? [] : [setting];
  });
}
