import type { ArrConfig } from './arr/config.ts';
import { plainPath } from './arr/path-map.ts';
import type { SourceSettings } from './port.ts';
import { digestOf } from './shared/digest.ts';
import type { SourcesConfig } from './sources-config.ts';

/** The name of a source, which tells several instances apart. */
export function sourceName({ id, instance = id }: { readonly id: string; readonly instance?: string }): string {
  return instance === id ? id : `${id}:${instance}`;
}

/**
 * The settings of each source that decide what it can answer, and its key, as digests by the source's name. Addresses of
 * catalogues are left out: a mirror gives the same answers.
 */
export function sourceSettings(config: SourcesConfig): ReadonlyMap<string, SourceSettings> {
  const settings = new Map<string, SourceSettings>();
  const add = (name: string, key: readonly (string | undefined)[], deciding?: unknown): void => {
    const digest = deciding === undefined ? {} : { digest: short(deciding) };
    settings.set(name, { ...digest, ...localeOf(config, name), key: short(key) });
  };
  for (const id of ['radarr', 'sonarr', 'lidarr', 'whisparr'] as const) {
    for (const instance of config[id] ?? []) {
      const name = sourceName({ id, ...(instance.name === undefined ? {} : { instance: instance.name }) });
      add(name, [instance.apiKey], decidingOf(instance));
    }
  }
  for (const { name, apiKey } of config.stashbox ?? []) add(sourceName({ id: 'stashbox', instance: name }), [apiKey]);
  const { tmdb, tvdb, omdb, fanarttv, lastfm, acoustid, musicbrainz } = config;
  if (musicbrainz !== undefined) settings.set('musicbrainz', localeOf(config, 'musicbrainz'));
  if (tmdb !== undefined) {
    add('tmdb', [tmdb.apiKey, tmdb.accessToken], tmdb.collections === true ? ['collections'] : undefined);
  }
  if (tvdb !== undefined) add('tvdb', [tvdb.apiKey, tvdb.pin], [tvdb.seasonType, tvdb.movies]);
  if (omdb !== undefined) add('omdb', [omdb.apiKey]);
  if (fanarttv !== undefined) add('fanarttv', [fanarttv.apiKey, fanarttv.clientKey]);
  if (lastfm !== undefined) add('lastfm', [lastfm.apiKey], [lastfm.tracks, lastfm.similar]);
  if (acoustid !== undefined) add('acoustid', [acoustid.apiKey]);
  return settings;
}

/** What of the languages and the country a source chooses by. */
function localeOf({ languages, country }: SourcesConfig, name: string): Pick<SourceSettings, 'locale'> {
  switch (name) {
    case 'tmdb':
    case 'tvdb':
      return { locale: short([languages, country]) };
    case 'lastfm':
      return { locale: short([languages]) };
    case 'musicbrainz':
      return { locale: short([country]) };
    default:
      return {};
  }
}

function decidingOf({ url, pathMap, libraries = [], credits }: ArrConfig): unknown {
  const maps = pathMap.map(({ from, to }) => [plainPath(from), plainPath(to)]);
  return [url.replace(/\/+$/, ''), maps, [...libraries].sort(), credits === true];
}

/** Eight hex digits: enough to see a change, and no way back to a key. */
function short(value: unknown): string {
  return digestOf(value).slice(0, 8);
}
