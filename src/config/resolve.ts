import { dirname, join } from 'node:path';
import { compact } from '../model/compact.ts';
import { nearest } from '../model/nearest.ts';
import type { KeyPath } from './document.ts';
import { variableName } from './environment.ts';
import { dotted } from './key-path.ts';
import { keyedSources } from './keyed-sources.ts';
import { absolutePath, dataHome } from './paths.ts';
import type { Problem } from './problems.ts';
import { ARR_SERVICES, type ArrSettings, type Config, type Settings, type StoreOptions } from './schema.ts';
import { type SecretContext, secret } from './secret.ts';

export interface ResolveContext extends SecretContext {
  /** Sources that are switched off, by dotted key. */
  readonly off: ReadonlySet<string>;
}

export interface ResolvedConfig {
  readonly config: Config;
  readonly problems: readonly Problem[];
}

/** Settings → configuration: absolute paths, secrets from their files, and what no schema can check by itself. */
export async function resolveSettings(settings: Settings, context: ResolveContext): Promise<ResolvedConfig> {
  const problems: Problem[] = [...libraryProblems(settings), ...chargeProblems(settings)];
  const path = (key: KeyPath, value: string): string => absolutePath(value, context.folderOf(key), context.env);
  const { radarr, sonarr, lidarr, whisparr, tmdb, musicbrainz, coverartarchive } = settings.sources;
  const store = storePath(settings.store.url, context);
  const instances = (service: (typeof ARR_SERVICES)[number], list: readonly Arr[] | undefined) =>
    list === undefined
      ? undefined
      : Promise.all(
          list.map((one, index) => arrInstance(one, ['sources', service, index], settings, context, problems)),
        );
  const config: Config = {
    libraries: settings.libraries.map(({ name, path: root, kind, marker, symlinks, ignore, nfo }, index) => ({
      name,
      path: path(['libraries', index, 'path'], root),
      kind,
      symlinks,
      ignore: [...settings.ignore, ...ignore],
      nfo,
      ...compact({ marker }),
    })),
    store,
    storeOptions: await storeOptions(settings.store, context, problems),
    artwork: {
      ...settings.artwork,
      folder:
        settings.artwork.folder === undefined
          ? join(besideStore(store, context), 'artwork')
          : path(['artwork', 'folder'], settings.artwork.folder),
    },
    languages: settings.languages,
    country: settings.country,
    sources: {
      local: settings.sources.local,
      nfo: settings.sources.nfo,
      tags: settings.sources.tags,
      plexmatch: settings.sources.plexmatch,
      ...compact({
        radarr: await instances('radarr', radarr),
        sonarr: await instances('sonarr', sonarr),
        lidarr: await instances('lidarr', lidarr),
        whisparr: await instances('whisparr', whisparr),
        tmdb: tmdb === undefined ? undefined : await tmdbSettings(tmdb, context, problems),
        musicbrainz: context.off.has('sources.musicbrainz') ? undefined : compact(musicbrainz),
        coverartarchive: context.off.has('sources.coverartarchive') ? undefined : compact(coverartarchive),
        ...(await keyedSources(settings.sources, context, problems)),
      }),
    },
    cache: {
      ...compact({
        redis: await secret(settings.cache.redis, settings.cache.redisFile, ['cache', 'redis'], context, problems),
      }),
      enabled: settings.cache.enabled,
      prefix: settings.cache.prefix,
      memory: settings.cache.memory,
      file:
        settings.cache.file === undefined
          ? join(besideStore(store, context), 'cache.sqlite')
          : path(['cache', 'file'], settings.cache.file),
      size: settings.cache.size,
    },
    network: {
      ...compact({
        proxy: settings.network.proxy,
        caFile:
          settings.network.caFile === undefined ? undefined : path(['network', 'caFile'], settings.network.caFile),
      }),
      proxies: settings.network.proxies,
      pauseBudget: settings.network.pauseBudget,
    },
    scan: compact(settings.scan),
    matching: settings.matching,
  };
  return { config, problems: [...problems, ...duplicateRoots(config), ...mixedRoots(config)] };
}

function storePath(store: string | undefined, context: ResolveContext): string {
  if (store === undefined) return join(dataHome(context.env), 'revenge', 'library.sqlite');
  return isDatabaseUrl(store) ? store : absolutePath(store, context.folderOf(['store', 'url']), context.env);
}

async function storeOptions(
  { password, passwordFile, tls, offline, poolSize, statementTimeout, connectTimeout, fallback }: Settings['store'],
  context: ResolveContext,
  problems: Problem[],
): Promise<StoreOptions> {
  const path = (key: string[], value: string | undefined): string | undefined =>
    value === undefined ? undefined : absolutePath(value, context.folderOf(['store', ...key]), context.env);
  return {
    offline: path(['offline'], offline) ?? join(dataHome(context.env), 'revenge', 'offline.sqlite'),
    fallback,
    poolSize,
    statementTimeout,
    connectTimeout,
    ...compact({ password: await secret(password, passwordFile, ['store', 'password'], context, problems) }),
    ...(tls === undefined
      ? {}
      : {
          tls: {
            mode: tls.mode,
            ...compact({
              ca: path(['tls', 'ca'], tls.ca),
              cert: path(['tls', 'cert'], tls.cert),
              key: path(['tls', 'key'], tls.key),
            }),
          },
        }),
  };
}

/** Where what belongs to a store lies, unless the configuration says otherwise. */
function besideStore(store: string, context: ResolveContext): string {
  return isDatabaseUrl(store) ? join(dataHome(context.env), 'revenge') : dirname(store);
}

function isDatabaseUrl(store: string): boolean {
  return /^[a-z][a-z0-9+]*:\/\//i.test(store);
}

type Arr = NonNullable<Settings['sources']['sonarr']>[number] & { readonly credits?: boolean };

async function arrInstance(
  { name, url, apiKey, apiKeyFile, pathMap, libraries, credits, rate, concurrency }: Arr,
  path: KeyPath,
  settings: Settings,
  context: ResolveContext,
  problems: Problem[],
): Promise<ArrSettings> {
  const key = await secret(apiKey, apiKeyFile, [...path, 'apiKey'], context, problems);
  if (key === undefined) {
    const hint = `Give it, or the file that holds it as apiKeyFile, or set ${variableName([...path, 'apiKey'])}.`;
    problems.push({ path: [...path, 'apiKey'], message: `${dotted(path)}.apiKey is missing`, hint });
  }
  const names = settings.libraries.map((library) => library.name);
  for (const [index, library] of (libraries ?? []).entries()) {
    if (names.includes(library)) continue;
    const near = nearest(library, names);
    const hint = near === undefined ? `Libraries: ${names.join(', ') || 'none'}.` : `Did you mean "${near}"?`;
    const at = [...path, 'libraries', index];
    problems.push({ path: at, message: `${dotted(at)} names no library: "${library}"`, hint });
  }
  const mapped = pathMap.map(({ from, to }, index) => ({
    from: from.trim(),
    to: absolutePath(to.trim(), context.folderOf([...path, 'pathMap', index, 'to']), context.env),
  }));
  return {
    ...compact({ name: name ?? nameByPlace(path), libraries, credits, rate, concurrency }),
    url,
    apiKey: key ?? '',
    pathMap: mapped,
  };
}

/** Instances count their entries alike; the first may go by its service's name, any other one needs a name of its own. */
function nameByPlace(path: KeyPath): string | undefined {
  const [, service, index] = path;
  return typeof index === 'number' && index > 0 ? `${service}-${index + 1}` : undefined;
}

async function tmdbSettings(
  {
    url,
    imageUrl,
    apiKey,
    apiKeyFile,
    accessToken,
    accessTokenFile,
    collections,
    rate,
    concurrency,
  }: NonNullable<Settings['sources']['tmdb']>,
  context: ResolveContext,
  problems: Problem[],
): Promise<NonNullable<Config['sources']['tmdb']>> {
  const path = ['sources', 'tmdb'];
  const key = await secret(apiKey, apiKeyFile, [...path, 'apiKey'], context, problems);
  const token = await secret(accessToken, accessTokenFile, [...path, 'accessToken'], context, problems);
  if (key === undefined && token === undefined) {
    const hint = `Give one, or its file as apiKeyFile or accessTokenFile, or set ${variableName([...path, 'apiKey'])}.`;
    problems.push({ path, message: 'sources.tmdb has neither apiKey nor accessToken', hint });
  }
  return { url, collections, ...compact({ imageUrl, apiKey: key, accessToken: token, rate, concurrency }) };
}

function libraryProblems({ libraries }: Settings): Problem[] {
  return libraries.flatMap(({ name }, index) => {
    const first = libraries.findIndex((library) => library.name === name);
    if (first === index) return [];
    return [
      { path: ['libraries', index, 'name'], message: `libraries[${index}].name is that of another library: "${name}"` },
    ];
  });
}

/** Adult libraries are for Whisparr, and nothing else is. */
function chargeProblems({ libraries, sources }: Settings): Problem[] {
  return ARR_SERVICES.flatMap((service) =>
    (sources[service] ?? []).flatMap(({ libraries: named = [] }, index) =>
      named.flatMap((name, place) => {
        const kind = libraries.find((library) => library.name === name)?.kind;
        if (kind === undefined || (kind === 'adult') === (service === 'whisparr')) return [];
        const path = ['sources', service, index, 'libraries', place];
        const hint = 'Libraries of kind adult are for whisparr alone, and whisparr is for them alone.';
        return [{ path, message: `${dotted(path)} names a library of kind ${kind}: "${name}"`, hint }];
      }),
    ),
  );
}

/** What lies in an adult library must not be met in another one, whose store is open to all. */
function mixedRoots({ libraries }: Config): Problem[] {
  return libraries.flatMap((adult, index) => {
    const other = libraries.findIndex(({ kind, path }) => kind !== 'adult' && nested(path, adult.path));
    if (adult.kind !== 'adult' || other < 0) return [];
    const message = `libraries[${index}] (adult) and libraries[${other}] lie in one another: ${adult.path}`;
    return [{ path: ['libraries', index, 'path'], message, hint: 'Keep an adult library in a folder of its own.' }];
  });
}

function nested(one: string, other: string): boolean {
  return one !== other && (isWithin(one, other) || isWithin(other, one));
}

function isWithin(path: string, root: string): boolean {
  return path.startsWith(root.endsWith('/') ? root : `${root}/`);
}

function duplicateRoots({ libraries }: Config): Problem[] {
  return libraries.flatMap(({ path }, index) => {
    const first = libraries.findIndex((library) => library.path === path);
    if (first === index) return [];
    const message = `libraries[${index}].path is that of libraries[${first}] too: ${path}`;
    return [{ path: ['libraries', index, 'path'], message }];
  });
}
