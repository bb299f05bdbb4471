import type { ProviderLimits } from './port.ts';

type Source = Pick<ProviderLimits, 'provider' | 'setting'>;

/** The configuration key of a source, in backquotes; undefined where requests are counted under a name that is no source. */
export function settingOf({ provider, setting = `sources.${provider}` }: Source, member?: 'url'): string | undefined {
  if (provider === 'pictures') return undefined;
  return `\`${setting}${member === undefined ? '' : `.${member}`}\``;
}

/** A hint that names the key of a provider's address; without the key, for what has none, the other one. */
export function addressHint(source: Source, withKey: (key: string) => string, otherwise: string): string {
  const key = settingOf(source, 'url');
  return key === undefined ? otherwise : withKey(key);
}
