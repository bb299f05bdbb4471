import type { ProviderId } from '../model/ids.ts';

/** Services that are configured as a list of instances. */
const LISTS: ReadonlySet<string> = new Set(['radarr', 'sonarr', 'lidarr', 'whisparr', 'stashbox']);

/** The configuration key of a provider, in backquotes; undefined where requests are counted under a name that is no source. */
export function settingOf(provider: ProviderId, member?: 'url'): string | undefined {
  if (provider === 'pictures') return undefined;
  const source = `sources.${provider}${LISTS.has(provider) ? '[]' : ''}`;
  return `\`${source}${member === undefined ? '' : `.${member}`}\``;
}

/** A hint that names the key of a provider's address; without the key, for what has none, the other one. */
export function addressHint(provider: ProviderId, withKey: (key: string) => string, otherwise: string): string {
  const key = settingOf(provider, 'url');
  return key === undefined ? otherwise : withKey(key);
}
