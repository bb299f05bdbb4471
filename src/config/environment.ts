import { ownValue } from '../model/word-table.ts';
import type { KeyPath } from './document.ts';
import { ARR_SERVICES, LOCAL_SOURCES } from './schema.ts';

type Kind = 'text' | 'number' | 'boolean' | 'texts' | 'numbers';

/** Sources of which there is one instance. */
const PACED = ['tmdb', 'musicbrainz', 'coverartarchive', 'tvdb', 'fanarttv', 'omdb', 'lastfm', 'acoustid'] as const;

function paceOf(...source: KeyPath): [KeyPath, Kind][] {
  return [
    [['sources', ...source, 'rate'], 'number'],
    [['sources', ...source, 'concurrency'], 'number'],
  ];
}

/** What can be set by the environment: every single value, of services with several instances the first one's. */
const SETTINGS: readonly (readonly [KeyPath, Kind])[] = [
  [['store', 'url'], 'text'],
  [['store', 'password'], 'text'],
  [['store', 'passwordFile'], 'text'],
  [['store', 'poolSize'], 'number'],
  [['store', 'statementTimeout'], 'number'],
  [['store', 'connectTimeout'], 'number'],
  [['store', 'tls', 'mode'], 'text'],
  [['store', 'tls', 'ca'], 'text'],
  [['store', 'tls', 'cert'], 'text'],
  [['store', 'tls', 'key'], 'text'],
  [['store', 'fallback'], 'text'],
  [['store', 'offline'], 'text'],
  [['artwork', 'enabled'], 'boolean'],
  [['artwork', 'folder'], 'text'],
  [['artwork', 'thumbnails'], 'numbers'],
  [['ignore'], 'texts'],
  [['languages'], 'texts'],
  [['country'], 'text'],
  ...[...ARR_SERVICES, 'stashbox'].flatMap((service): [KeyPath, Kind][] => [
    [['sources', service, 0, 'url'], 'text'],
    [['sources', service, 0, 'apiKey'], 'text'],
    [['sources', service, 0, 'apiKeyFile'], 'text'],
    ...paceOf(service, 0),
  ]),
  ...PACED.flatMap((service) => paceOf(service)),
  [['sources', 'radarr', 0, 'credits'], 'boolean'],
  [['sources', 'tmdb', 'url'], 'text'],
  [['sources', 'tmdb', 'imageUrl'], 'text'],
  [['sources', 'tmdb', 'apiKey'], 'text'],
  [['sources', 'tmdb', 'apiKeyFile'], 'text'],
  [['sources', 'tmdb', 'accessToken'], 'text'],
  [['sources', 'tmdb', 'accessTokenFile'], 'text'],
  [['sources', 'tmdb', 'collections'], 'boolean'],
  [['sources', 'musicbrainz', 'url'], 'text'],
  [['sources', 'musicbrainz', 'contact'], 'text'],
  [['sources', 'coverartarchive', 'url'], 'text'],
  ...(['tvdb', 'fanarttv', 'omdb', 'lastfm', 'acoustid'] as const).flatMap((service): [KeyPath, Kind][] => [
    [['sources', service, 'url'], 'text'],
    [['sources', service, 'apiKey'], 'text'],
    [['sources', service, 'apiKeyFile'], 'text'],
  ]),
  [['sources', 'tvdb', 'pin'], 'text'],
  [['sources', 'tvdb', 'pinFile'], 'text'],
  [['sources', 'tvdb', 'seasonType'], 'text'],
  [['sources', 'tvdb', 'movies'], 'boolean'],
  [['sources', 'fanarttv', 'clientKey'], 'text'],
  [['sources', 'fanarttv', 'clientKeyFile'], 'text'],
  [['sources', 'omdb', 'dailyLimit'], 'number'],
  [['sources', 'lastfm', 'tracks'], 'boolean'],
  [['sources', 'lastfm', 'similar'], 'number'],
  [['sources', 'acoustid', 'fpcalc'], 'text'],
  ...LOCAL_SOURCES.map((source): [KeyPath, Kind] => [['sources', source], 'boolean']),
  [['cache', 'enabled'], 'boolean'],
  [['cache', 'redis'], 'text'],
  [['cache', 'redisFile'], 'text'],
  [['cache', 'prefix'], 'text'],
  [['cache', 'memory'], 'number'],
  [['cache', 'file'], 'text'],
  [['cache', 'size'], 'number'],
  [['network', 'proxy'], 'text'],
  [['network', 'caFile'], 'text'],
  [['network', 'pauseBudget'], 'number'],
  [['scan', 'readers'], 'number'],
  [['matching', 'threshold'], 'number'],
  [['matching', 'margin'], 'number'],
];

/** A value that the environment sets. */
export interface EnvironmentSetting {
  readonly name: string;
  readonly path: KeyPath;
  readonly value: unknown;
}

/**
 * Name of the variable that sets a value: `REVENGE_`, then the key's parts in capitals with underscores, without
 * `sources` and list indices; `store.url` is `REVENGE_STORE`, as the store is written when nothing else is said of it.
 * `sources.tmdb.apiKey` → `REVENGE_TMDB_API_KEY`.
 */
export function variableName(path: KeyPath): string {
  if (path.join('.') === 'store.url') return 'REVENGE_STORE';
  const words = path.filter((part) => typeof part === 'string' && part !== 'sources').map(String);
  return `REVENGE_${words.map((word) => word.replace(/[A-Z]/g, '_$&').toUpperCase()).join('_')}`;
}

/**
 * The values that the environment sets. Lists are written with commas; an empty variable counts as not set. What cannot
 * be read as its kind is given as text, for the schema to refuse.
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): EnvironmentSetting[] {
  return SETTINGS.flatMap(([path, kind]) => {
    const name = variableName(path);
    const text = ownValue(env, name);
    return text === undefined || text.trim() === '' ? [] : [{ name, path, value: read(text.trim(), kind) }];
  });
}

function read(text: string, kind: Kind): unknown {
  switch (kind) {
    case 'text':
      return text;
    case 'number':
      return toNumber(text);
    case 'boolean':
      return toBoolean(text);
    case 'texts':
      return text.split(',').map((part) => part.trim());
    case 'numbers':
      return text.split(',').map((part) => toNumber(part.trim()));
  }
}

function toNumber(text: string): number | string {
  const value = Number(text);
  return text === '' || Number.isNaN(value) ? text : value;
}

function toBoolean(text: string): boolean | string {
  const word = text.toLowerCase();
  if (['1', 'true', 'yes', 'on'].includes(word)) return true;
  return ['0', 'false', 'no', 'off'].includes(word) ? false : text;
}
