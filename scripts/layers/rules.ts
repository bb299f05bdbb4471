/** What one folder of `src/` may import besides itself: other folders, or single files where a folder shows no more. */
export type FolderRules = ReadonlyMap<string, readonly string[]>;

/** Below the rest: what every folder from `naming` upwards may use. */
const BASE = ['model', 'util'];

/**
 * The layers of `src/`, the lowest first. A folder imports only from lines above its own, so there can be no circle of
 * folders. Types count like values.
 */
export const FOLDERS: FolderRules = new Map([
  ['util', []],
  ['settings', []],
  ['model', ['util']],
  ['process', ['util']],
  ['naming', BASE],
  ['media', BASE],
  ['library', [...BASE, 'naming', 'media/kinds.ts', 'media/reader/end-process.ts', 'media/reader/progress.ts']],
  ['cache', BASE],
  ['http', [...BASE, 'cache/key.ts', 'cache/port.ts']],
  ['store', [...BASE, 'process']],
  ['providers', [...BASE, 'settings', 'media', 'cache/port.ts', 'http/port.ts']],
  ['config', [...BASE, 'settings', 'providers/descriptor.ts', 'providers/list.ts', 'providers/sources-config.ts']],
  ['identify', [...BASE, 'providers/port.ts']],
  ['reconcile', [...BASE, 'providers/descriptor.ts', 'providers/list.ts']],
  ['enrich', [...BASE, 'process', 'store/port.ts', 'http/port.ts', 'http/private-address.ts']],
  [
    'tagging',
    [...BASE, 'media', 'naming/season-folder.ts', 'library/group/disc-folders.ts', 'library/group/artwork-names.ts'],
  ],
  [
    'scan',
    [
      ...BASE,
      'library',
      'media',
      'identify',
      'reconcile',
      'enrich',
      'store/port.ts',
      'http/port.ts',
      'providers/list.ts',
      'providers/port.ts',
      'providers/settings.ts',
    ],
  ],
  ['check', [...BASE, 'store/port.ts', 'store/query', 'tagging']],
  ['report', [...BASE, 'store/port.ts', 'store/query']],
  ['ui', BASE],
  [
    'cli',
    [
      ...BASE,
      'cache',
      'check',
      'config',
      'enrich/image-store.ts',
      'http',
      'identify',
      'library',
      'media',
      'naming',
      'providers',
      'reconcile',
      'report',
      'scan',
      'store',
      'tagging',
      'ui',
    ],
  ],
]);

/** Where each package may be imported. A package that is not listed may be imported nowhere. */
export const PACKAGES: ReadonlyMap<string, readonly string[]> = new Map([
  ['better-sqlite3', ['cache', 'store/sqlite']],
  ['blurhash', ['enrich']],
  ['commander', ['cli']],
  ['cosmiconfig', ['config']],
  ['got', ['http']],
  ['http-proxy-agent', ['http']],
  ['https-proxy-agent', ['http']],
  ['ignore', ['library']],
  ['ink', ['ui/ink']],
  ['ioredis', ['cache/redis']],
  ['kysely', ['store/postgres', 'store/sqlite']],
  ['listr2', ['ui']],
  ['lru-cache', ['cache']],
  ['mediainfo.js', ['media/containers']],
  ['p-limit', ['enrich']],
  ['pg', ['store/postgres']],
  ['react', ['ui/ink']],
  ['sharp', ['enrich']],
  ['socks-proxy-agent', ['http']],
  ['yaml', ['check', 'config']],
  ['zod', ['']],
  // Only http/ opens sockets.
  ['node:dgram', ['http']],
  ['node:dns', ['http']],
  ['node:http', ['http']],
  ['node:http2', ['http']],
  ['node:https', ['http']],
  ['node:net', ['http']],
  ['node:tls', ['http']],
]);

/** Folders without I/O: of Node itself they may import `node:crypto` alone. */
export const PURE_FOLDERS: readonly string[] = ['settings', 'model', 'naming', 'identify', 'reconcile'];
