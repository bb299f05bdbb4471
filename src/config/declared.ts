import { z } from 'zod';
import { ARTWORK_KINDS } from '../model/files.ts';
import { HOSTS } from '../model/hosts.ts';
import { LIBRARY_KINDS } from '../model/kinds.ts';
import { isUsablePattern } from '../model/patterns.ts';
import { PORTRAITS, WANTED_ARTWORK } from '../model/wanted-artwork.ts';
import { setting } from '../settings/setting.ts';
import { text } from '../settings/types.ts';

const pattern = text.refine(
  isUsablePattern,
  'must be a pattern of at most 512 characters with at most three * between two slashes',
);
const proxy = text.refine(
  (value) => value === 'direct' || isProxyUrl(value),
  'must be an http://, https:// or socks5:// URL, or direct',
);
const megabytes = z.number().int().min(1).max(1_000_000);
const fraction = z.number().min(0).max(1);

const library = z.strictObject({
  name: setting(text, { doc: 'How messages and sources call the library.' }),
  path: setting(text, { doc: 'The folder to scan.', path: true }),
  kind: setting(z.enum(LIBRARY_KINDS).default('auto'), {
    doc: 'What the library holds. `auto` decides folder by folder. An `adult` library is scanned, listed and shown with `--kind adult` only; its store, artwork and cache are kept apart.',
  }),
  marker: setting(text.refine(isBelow, 'must be a path below that of the library, without ..').optional(), {
    doc: 'A file or folder below `path` that exists whenever the disk is mounted. Without it, the library counts as not mounted. An empty file `.revenge-root` in the folder does the same. See docs/store.md.',
    example: '.this-is-the-media-disk',
  }),
  symlinks: setting(z.enum(['follow', 'files', 'none']).default('follow'), {
    doc: 'Which symbolic links to follow: `follow` (links to files and folders), `files`, or `none`. See docs/walking.md.',
  }),
  ignore: setting(z.array(pattern).default([]), {
    doc: 'What to leave out of this library, as in a `.gitignore` file in its folder.',
    example: ['/incoming/', '*.part'],
  }),
  tagging: z.strictObject({
    nfo: setting(z.enum(['off', 'write', 'merge']).default('off'), {
      doc: 'Whether `revenge tag` writes NFO files here: `off`, `write` (only files that revenge made), or `merge` (also adds what the files of others lack). See docs/tagging.md.',
    }),
    artwork: setting(z.enum(['off', 'write']).default('off'), {
      doc: 'Whether `revenge tag` writes pictures here: `off`, or `write` (never in place of pictures that revenge did not write).',
    }),
    embedded: setting(z.enum(['off', 'read', 'write', 'merge']).default('read'), {
      doc: 'What to do with the tags in audio files here: `off` (neither read nor write them), `read`, `write` (`revenge tag` also replaces the values of others), or `merge` (`revenge tag` adds what a tag lacks).',
    }),
    id3: setting(z.enum(['2.3', '2.4']).default('2.4'), {
      doc: 'Version of ID3 tags that `revenge tag` writes. `2.3` is for players that read nothing newer; it has no lists.',
    }),
    hosts: setting(
      z
        .array(z.enum(HOSTS))
        .min(1, 'must name at least one host')
        .default([...HOSTS]),
      { doc: 'Programs that `revenge tag` chooses the names of pictures for: `kodi`, `jellyfin`, `plex`.' },
    ),
  }),
});

const store = z.strictObject({
  url: setting(text, {
    doc: 'Where everything found is kept: the path of a SQLite file, or a PostgreSQL URL (`postgres://user@host:5432/database?sslmode=verify-full&schema=name`). `store: <location>` alone is enough.',
    variable: 'REVENGE_STORE',
    computed: '`$XDG_DATA_HOME/revenge/library.sqlite`',
    example: '~/.local/share/revenge/library.sqlite',
  }),
  password: setting(text.optional(), {
    doc: 'PostgreSQL: the password. What is given neither here nor in the URL comes from `PGHOST`, `PGUSER`, `PGPASSWORD` and so on.',
    secret: 'value',
    example: 'secret',
  }),
  poolSize: setting(z.number().int().min(1).max(100).default(4), { doc: 'PostgreSQL: connections at once.' }),
  statementTimeout: setting(z.number().min(0).max(86_400).default(120), {
    doc: 'PostgreSQL: seconds that one statement may take. 0 means no limit.',
  }),
  connectTimeout: setting(z.number().min(1).max(600).default(5), {
    doc: 'PostgreSQL: seconds that the server has to answer a connection attempt.',
  }),
  tls: z
    .strictObject({
      mode: setting(z.enum(['disable', 'prefer', 'require', 'verify-ca', 'verify-full']).default('verify-full'), {
        doc: 'PostgreSQL: whether to use TLS, and what to check.',
      }),
      ca: setting(text.optional(), {
        doc: 'PostgreSQL: PEM file of the certificate authority.',
        path: true,
        example: '/etc/ssl/db-ca.pem',
      }),
      cert: setting(text.optional(), {
        doc: 'PostgreSQL: PEM file of the client certificate.',
        path: true,
        example: '/etc/ssl/revenge.pem',
      }),
      key: setting(text.optional(), {
        doc: 'PostgreSQL: PEM file of the key of the client certificate.',
        path: true,
        example: '/etc/ssl/revenge.key',
      }),
    })
    .optional(),
  fallback: setting(z.enum(['none', 'sqlite']).default('none'), {
    doc: 'What a run does when it cannot reach the PostgreSQL server: `none` fails, `sqlite` continues in a local file that `revenge sync` uploads later.',
  }),
  offline: setting(text, {
    doc: 'The SQLite file for runs without the PostgreSQL server. `--offline` uses it at once.',
    path: true,
    computed: '`$XDG_DATA_HOME/revenge/offline.sqlite`',
    example: '~/.local/share/revenge/offline.sqlite',
  }),
});

const days = z.number().min(0.25, 'must be 0.25 or more').max(3650);

const language = z
  .string()
  .regex(/^[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$/, 'must be a language code like en, pt-BR or zh-Hant');

/** Which kinds of pictures are fetched, by kind of item. */
const wantedArtwork = {
  movie: wanted('movie'),
  series: wanted('series'),
  season: wanted('season'),
  episode: wanted('episode', ' A still costs one request an episode.'),
  artist: wanted('artist'),
  release: wanted('release'),
};

function wanted(item: keyof typeof WANTED_ARTWORK, more = '') {
  const doc = `Kinds of pictures to fetch for each ${item}.${more}`;
  return setting(z.array(z.enum(ARTWORK_KINDS)).default([...WANTED_ARTWORK[item]]), { doc });
}

/**
 * Every setting but those of the sources, as it takes effect. From this and from the providers' own settings derive the
 * schema of the file, the environment variables, config.example.yaml and docs/configuration.md.
 */
export const GENERAL_SETTINGS = {
  libraries: setting(z.array(library).default([]), {
    doc: 'Folders to scan.',
    variable: false,
    example: [
      { name: 'Movies', path: '/mnt/media/Movies', kind: 'movies', ignore: ['/incoming/', '*.part'] },
      { name: 'Series', path: '/mnt/media/Series', kind: 'tv' },
      { name: 'Music', path: '/mnt/media/Music', kind: 'music' },
    ],
  }),
  ignore: setting(z.array(pattern).default([]), {
    doc: "What to leave out of every library, as in a `.gitignore` file in its folder: `['*.tmp', 'Backup/']`.",
  }),
  store,
  artwork: z.strictObject({
    enabled: setting(z.boolean().default(true), {
      doc: 'Whether to download artwork. Identification does not need it.',
    }),
    folder: setting(text, {
      doc: 'Where artwork is kept.',
      path: true,
      computed: 'artwork/ beside the store',
      example: '~/.local/share/revenge/artwork',
    }),
    thumbnails: setting(z.array(z.number().int().min(16).max(4096)).default([200, 500]), {
      doc: 'Widths of the smaller copies, in pixels.',
    }),
    wanted: z.strictObject(wantedArtwork),
    portraits: setting(z.number().int().min(0).max(1000).default(PORTRAITS), {
      doc: 'Of how many of the cast of each movie and series portraits are fetched, each person once. 0 means none.',
    }),
  }),
  languages: setting(z.array(language).min(1, 'must name at least one language').default(['en']), {
    doc: 'Languages of titles and texts (ISO 639-1), the preferred one first. With a region or script where it matters: `pt-BR`, `zh-Hant`.',
  }),
  country: setting(
    z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be a code of two capital letters, like US')
      .default('US'),
    { doc: 'The country whose certifications and release dates are used (ISO 3166-1).' },
  ),
};

/** The settings that stand below those of the sources. */
export const FURTHER_SETTINGS = {
  cache: z.strictObject({
    enabled: setting(z.boolean().default(true), {
      doc: 'Whether answers of the sources are kept, so that the same request is not sent again. See docs/cache.md.',
    }),
    redis: setting(text.optional(), {
      doc: 'Address of a Redis, Valkey or Dragonfly server that several machines share. They then also share the rate limits of the sources. `rediss://` for TLS; `redis+sentinel://a,b/mymaster`; `redis+cluster://a,b`.',
      secret: 'address',
      example: 'redis://user:password@nas:6379/0',
    }),
    prefix: setting(z.string().max(100).default('revenge:'), { doc: 'Prefix of every key in Redis.' }),
    memory: setting(megabytes.default(32), { doc: 'Megabytes of answers to keep in memory.' }),
    file: setting(text, {
      doc: 'SQLite file with the answers of this machine.',
      path: true,
      computed: 'cache.sqlite beside the store',
      example: '~/.local/share/revenge/cache.sqlite',
    }),
    size: setting(megabytes.default(512), { doc: 'Megabytes that the file may take.' }),
  }),
  network: z.strictObject({
    proxy: setting(proxy.optional(), {
      doc: 'Proxy for all sources, instead of `HTTP_PROXY` and `HTTPS_PROXY`: an `http://`, `https://`, `socks5://` or `socks5h://` URL (with `socks5h` the proxy resolves names). `NO_PROXY` applies to it too. See docs/network.md.',
      example: 'http://user:password@proxy.example:3128',
    }),
    proxies: setting(z.record(text, proxy).default({}), {
      doc: 'Proxies by source, such as `{ tmdb: direct }`. `direct` means no proxy.',
      variable: false,
    }),
    caFile: setting(text.optional(), {
      doc: 'PEM file of certificate authorities to trust beside the usual ones, for services with certificates of your own.',
      path: true,
      example: '/etc/ssl/home-ca.pem',
    }),
    pauseBudget: setting(z.number().min(0).max(86_400).default(300), {
      doc: 'Seconds that one run waits for one host in total, when the host asks for pauses (`Retry-After`). After that, the run leaves the works of this host for the next run.',
    }),
  }),
  scan: z.strictObject({
    readers: setting(z.number().int().min(1).max(64).optional(), {
      doc: 'Threads that read media files. Default: one per processor. On a network mount more threads scan faster; try 8 or 16.',
      example: 8,
    }),
  }),
  refresh: z.strictObject({
    airing: setting(days.default(1), {
      doc: 'Days after which `refresh` asks again about series that are still broadcast.',
    }),
    new: setting(days.default(3), { doc: 'Days for works that came out in the last 90 days, or will come out.' }),
    movies: setting(days.default(30), { doc: 'Days for other movies.' }),
    series: setting(days.default(30), { doc: 'Days for other series.' }),
    albums: setting(days.default(60), { doc: 'Days for other albums.' }),
    old: setting(days.default(90), { doc: 'Days for works that ended or came out more than five years ago.' }),
  }),
  matching: z.strictObject({
    threshold: setting(fraction.default(0.15), {
      doc: 'Largest distance of a match, from 0 (identical) to 1 (nothing in common). Candidates farther away are left for you to decide.',
    }),
    margin: setting(fraction.default(0.1), {
      doc: 'Smallest lead over the second candidate. Two candidates closer than this are ambiguous.',
    }),
  }),
};

function isProxyUrl(value: string): boolean {
  return /^(?:https?|socks(?:4a?|5h?)?):\/\//i.test(value) && URL.canParse(value);
}

function isBelow(path: string): boolean {
  return !path.startsWith('/') && !path.split('/').some((part) => part === '..' || part === '.' || part === '');
}
