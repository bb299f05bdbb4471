import { join, parse } from 'node:path';
import type { Config } from '../../config/schema.ts';
import type { LibraryKind } from '../../model/kinds.ts';
import { isPostgres } from '../../store/open.ts';

/** Of commands that work on a store as a whole: on which one. */
export interface PartOptions {
  /** What is for adult libraries, instead of all else. */
  readonly kind?: 'adult';
}

/**
 * The part of a configuration that a command works on: the libraries of one kind, or all. Adult libraries are a part of
 * their own, never among "all": their database, the file for runs without its server, their pictures and the answers about
 * them lie apart, so that nothing of them is met, counted or shown unless `--kind adult` is said.
 */
export function partOf(config: Config, kind: LibraryKind | undefined): Config {
  const libraries = config.libraries.filter((library) =>
    kind === undefined ? library.kind !== 'adult' : library.kind === kind,
  );
  if (kind !== 'adult') return { ...config, libraries };
  const artwork = { ...config.artwork, folder: join(config.artwork.folder, 'qar') };
  const { redis: _, ...cache } = config.cache;
  const own = { ...cache, file: beside(cache.file) };
  const storeOptions = { ...config.storeOptions, offline: beside(config.storeOptions.offline) };
  return { ...config, libraries, artwork, cache: own, store: adultStore(config.store), storeOptions };
}

/**
 * `library.sqlite` → `library.qar.sqlite` beside it. The address of a database names the schema `qar`, or `media_qar`
 * where it names `media`: several stores in one database have several.
 */
function adultStore(store: string): string {
  if (!isPostgres(store)) return beside(store);
  // What cannot be read is refused, with a reason, by who opens it.
  if (!URL.canParse(store)) return store;
  const url = new URL(store);
  const schema = url.searchParams.get('schema') ?? 'public';
  url.searchParams.set('schema', schema === 'public' ? 'qar' : `${schema}_qar`);
  return url.href;
}

function beside(path: string): string {
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}.qar${ext}`);
}
