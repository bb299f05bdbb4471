import { z } from 'zod';
import { LIBRARY_KINDS, type LibraryKind } from '../model/kinds.ts';
import { isUsablePattern } from '../model/patterns.ts';

/** Orders of episodes that TheTVDB keeps; `default` is the one that each series prefers. */
const SEASON_TYPES = ['default', 'official', 'dvd', 'absolute', 'alternate', 'regional'] as const;
type SeasonType = (typeof SEASON_TYPES)[number];

/** `off`: write no NFO files; `write`: only files that revenge made; `merge`: add to the files of others too. */
const NFO_POLICIES = ['off', 'write', 'merge'] as const;
type NfoPolicy = (typeof NFO_POLICIES)[number];

/** The effective configuration: defaults filled in, paths absolute, secrets read from their files. */
export interface Config {
  readonly libraries: readonly {
    readonly name: string;
    readonly path: string;
    readonly kind: LibraryKind;
    /** A file or folder below `path` without which the library counts as not mounted. */
    readonly marker?: string;
    /** Which symbolic links are followed. */
    readonly symlinks: 'follow' | 'files' | 'none';
    /** Patterns of what is left out: those of all libraries, then those of this one. */
    readonly ignore: readonly string[];
    /** Whether `tag` writes NFO files there. */
    readonly nfo: NfoPolicy;
  }[];
  /** Path of a SQLite file, or a database URL. */
  readonly store: string;
  readonly storeOptions: StoreOptions;
  readonly artwork: {
    readonly enabled: boolean;
    readonly folder: string;
    /** Widths in pixels. */
    readonly thumbnails: readonly number[];
  };
  /** ISO 639-1, with script and region where they matter (`pt-BR`, `zh-Hant`), in order of preference. */
  readonly languages: readonly string[];
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** A source that is absent is not asked. */
  readonly sources: {
    readonly radarr?: readonly ArrSettings[];
    readonly sonarr?: readonly ArrSettings[];
    readonly lidarr?: readonly ArrSettings[];
    /** For libraries of kind `adult` alone. */
    readonly whisparr?: readonly ArrSettings[];
    /** For libraries of kind `adult` alone. */
    readonly stashbox?: readonly (KeyedSettings & { readonly name: string })[];
    readonly tmdb?: PaceSettings & {
      readonly url: string;
      readonly imageUrl?: string;
      readonly apiKey?: string;
      readonly accessToken?: string;
      /** Whether the text of a movie's collection is asked for: one request a collection. */
      readonly collections?: boolean;
    };
    readonly musicbrainz?: PaceSettings & { readonly url: string; readonly contact?: string };
    readonly coverartarchive?: PaceSettings & { readonly url: string };
    readonly tvdb?: KeyedSettings & {
      readonly pin?: string;
      /** `default`, `official` (as aired), `dvd`, `absolute`, `alternate`, `regional` */
      readonly seasonType: SeasonType;
      readonly movies: boolean;
    };
    readonly fanarttv?: KeyedSettings & { readonly clientKey?: string };
    readonly omdb?: KeyedSettings & { readonly dailyLimit: number };
    /** `similar`: how many artists that are alike are named. */
    readonly lastfm?: KeyedSettings & { readonly tracks: boolean; readonly similar: number };
    readonly acoustid?: KeyedSettings & { readonly fpcalc: string };
  } & LocalSwitches;
  readonly cache: {
    readonly enabled: boolean;
    /** Address of Redis, Valkey or Dragonfly; may hold a password. */
    readonly redis?: string;
    /** What every key in Redis begins with. */
    readonly prefix: string;
    /** Megabytes of answers in the memory of the process. */
    readonly memory: number;
    /** SQLite file of this machine's answers. */
    readonly file: string;
    /** Megabytes that it may take. */
    readonly size: number;
  };
  readonly network: {
    /** Instead of HTTP_PROXY and HTTPS_PROXY; may hold a password. */
    readonly proxy?: string;
    /** By source: the address of its proxy, or `direct`. */
    readonly proxies: Readonly<Record<string, string>>;
    /** PEM file of certificate authorities that are believed beside the usual ones. */
    readonly caFile?: string;
    /** Seconds that a run waits for one host in all, where it asks to be left alone (`Retry-After`). */
    readonly pauseBudget: number;
  };
  readonly scan: {
    /** Threads that read media files. Default: one a processor. */
    readonly readers?: number;
  };
  /** Largest distance of a match, and its least lead over the runner-up; both 0…1. */
  readonly matching: { readonly threshold: number; readonly margin: number };
}

/** How the store is reached, and what stands in for it. Members beside `offline` are of a PostgreSQL store. */
export interface StoreOptions {
  /** SQLite file for runs without the server. */
  readonly offline: string;
  /** What a run does that cannot reach the server. */
  readonly fallback: 'none' | 'sqlite';
  readonly password?: string;
  readonly poolSize: number;
  /** Seconds. */
  readonly statementTimeout: number;
  readonly connectTimeout: number;
  readonly tls?: {
    readonly mode: 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
  };
}

/** How fast a source may be asked; a public service never faster than it wants. */
interface PaceSettings {
  /** Requests a second. */
  readonly rate?: number;
  readonly concurrency?: number;
}

/** A service that is asked with one key. */
export interface KeyedSettings extends PaceSettings {
  readonly url: string;
  readonly apiKey: string;
}

/** Sources that are read with the media, and can be switched off: pictures, NFO files, embedded tags, `.plexmatch`. */
export const LOCAL_SOURCES = ['local', 'nfo', 'tags', 'plexmatch'] as const;

type LocalSwitches = Readonly<Record<(typeof LOCAL_SOURCES)[number], boolean>>;

/** Services of which there may be several instances. */
export const ARR_SERVICES = ['radarr', 'sonarr', 'lidarr', 'whisparr'] as const;

export interface ArrSettings extends PaceSettings {
  readonly name?: string;
  readonly url: string;
  readonly apiKey: string;
  readonly pathMap: readonly { readonly from: string; readonly to: string }[];
  readonly libraries?: readonly string[];
  /** Radarr: whether cast and crew are asked for, one request a movie. */
  readonly credits?: boolean;
}

const text = z.string().min(1, 'must not be empty');
const pattern = text.refine(
  isUsablePattern,
  'must be a pattern of at most 512 characters with at most three * between two slashes',
);
const url = text.refine(isHttpUrl, 'must be an http:// or https:// URL');
const proxy = text.refine(
  (value) => value === 'direct' || isProxyUrl(value),
  'must be an http://, https:// or socks5:// URL, or direct',
);
/** How fast a source may be asked; a public service never faster than it wants. */
const pace = {
  rate: z.number().min(0.001).max(10_000).optional(),
  concurrency: z.number().int().min(1).max(100).optional(),
};
const megabytes = z.number().int().min(1).max(1_000_000);
const fraction = z.number().min(0).max(1);

const arr = z.strictObject({
  name: text.optional(),
  url,
  apiKey: text.optional(),
  apiKeyFile: text.optional(),
  pathMap: z.array(z.strictObject({ from: text, to: text })).default([]),
  libraries: z.array(text).optional(),
  ...pace,
});

/** A service that is asked with one key, which has to be given. */
const keyed = <S extends z.core.$ZodLooseShape>(address: string, more: S) =>
  z
    .strictObject({ url: url.default(address), apiKey: text.optional(), apiKeyFile: text.optional(), ...pace, ...more })
    .optional();

/** The configuration as it is written. A misspelt key is an error, so every object is strict. */
export const settingsSchema = z.strictObject({
  libraries: z
    .array(
      z.strictObject({
        name: text,
        path: text,
        kind: z.enum(LIBRARY_KINDS).default('auto'),
        marker: text.refine(isBelow, 'must be a path below that of the library, without ..').optional(),
        symlinks: z.enum(['follow', 'files', 'none']).default('follow'),
        ignore: z.array(pattern).default([]),
        nfo: z.enum(NFO_POLICIES).default('off'),
      }),
    )
    .default([]),
  ignore: z.array(pattern).default([]),
  store: z.preprocess(
    (value) => (typeof value === 'object' ? value : { url: value }),
    z
      .strictObject({
        url: text.optional(),
        password: text.optional(),
        passwordFile: text.optional(),
        poolSize: z.number().int().min(1).max(100).default(4),
        statementTimeout: z.number().min(0).max(86_400).default(120),
        connectTimeout: z.number().min(1).max(600).default(5),
        tls: z
          .strictObject({
            mode: z.enum(['disable', 'prefer', 'require', 'verify-ca', 'verify-full']).default('verify-full'),
            ca: text.optional(),
            cert: text.optional(),
            key: text.optional(),
          })
          .optional(),
        fallback: z.enum(['none', 'sqlite']).default('none'),
        offline: text.optional(),
      })
      .prefault({}),
  ),
  artwork: z
    .strictObject({
      enabled: z.boolean().default(true),
      folder: text.optional(),
      thumbnails: z.array(z.number().int().min(16).max(4096)).default([200, 500]),
    })
    .prefault({}),
  languages: z
    .array(
      z
        .string()
        .regex(/^[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$/, 'must be a language code like en, pt-BR or zh-Hant'),
    )
    .min(1, 'must name at least one language')
    .default(['en']),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a code of two capital letters, like US')
    .default('US'),
  sources: z
    .strictObject({
      radarr: z.array(arr.extend({ credits: z.boolean().default(false) })).optional(),
      sonarr: z.array(arr).optional(),
      lidarr: z.array(arr).optional(),
      whisparr: z.array(arr).optional(),
      stashbox: z
        .array(
          z.strictObject({
            name: text.default('stashdb'),
            url: url.default('https://stashdb.org/graphql'),
            apiKey: text.optional(),
            apiKeyFile: text.optional(),
            ...pace,
          }),
        )
        .optional(),
      tmdb: z
        .strictObject({
          url: url.default('https://api.themoviedb.org/3'),
          imageUrl: url.optional(),
          apiKey: text.optional(),
          apiKeyFile: text.optional(),
          accessToken: text.optional(),
          accessTokenFile: text.optional(),
          collections: z.boolean().default(false),
          ...pace,
        })
        .optional(),
      musicbrainz: z
        .strictObject({ url: url.default('https://musicbrainz.org/ws/2'), contact: text.optional(), ...pace })
        .prefault({}),
      coverartarchive: z.strictObject({ url: url.default('https://coverartarchive.org'), ...pace }).prefault({}),
      tvdb: keyed('https://api4.thetvdb.com/v4', {
        pin: text.optional(),
        pinFile: text.optional(),
        seasonType: z.enum(SEASON_TYPES).default('default'),
        movies: z.boolean().default(false),
      }),
      fanarttv: keyed('https://webservice.fanart.tv/v3', {
        clientKey: text.optional(),
        clientKeyFile: text.optional(),
      }),
      omdb: keyed('https://www.omdbapi.com', { dailyLimit: z.number().int().min(1).default(1000) }),
      lastfm: keyed('https://ws.audioscrobbler.com/2.0', {
        tracks: z.boolean().default(false),
        similar: z.number().int().min(0).max(100).default(5),
      }),
      acoustid: keyed('https://api.acoustid.org/v2', { fpcalc: text.default('fpcalc') }),
      local: z.boolean().default(true),
      nfo: z.boolean().default(true),
      tags: z.boolean().default(true),
      plexmatch: z.boolean().default(true),
    })
    .prefault({}),
  cache: z
    .strictObject({
      enabled: z.boolean().default(true),
      redis: text.optional(),
      redisFile: text.optional(),
      prefix: z.string().max(100).default('revenge:'),
      memory: megabytes.default(32),
      file: text.optional(),
      size: megabytes.default(512),
    })
    .prefault({}),
  network: z
    .strictObject({
      proxy: proxy.optional(),
      proxies: z.record(text, proxy).default({}),
      caFile: text.optional(),
      pauseBudget: z.number().min(0).max(86_400).default(300),
    })
    .prefault({}),
  scan: z.strictObject({ readers: z.number().int().min(1).max(64).optional() }).prefault({}),
  matching: z.strictObject({ threshold: fraction.default(0.15), margin: fraction.default(0.1) }).prefault({}),
});

/** Settings with their defaults; paths and secrets as they are written. */
export type Settings = z.output<typeof settingsSchema>;

function isProxyUrl(value: string): boolean {
  return /^(?:https?|socks(?:4a?|5h?)?):\/\//i.test(value) && URL.canParse(value);
}

function isHttpUrl(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}

function isBelow(path: string): boolean {
  return !path.startsWith('/') && !path.split('/').some((part) => part === '..' || part === '.' || part === '');
}
