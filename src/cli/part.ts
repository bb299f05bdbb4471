import { join, parse } from 'node:path';
import type { Config } from '../config/schema.ts';
import type { LibraryKind } from '../model/kinds.ts';

/**
 * The part of a configuration that a command works on: the libraries of one kind, or all. Adult libraries are a part of
 * their own, never among "all": their database, their pictures and the answers
 * about them lie apart, so that nothing of them is met, counted or
 * shown unless `--kind adult` is said.
 */
export function partOf(config: Config, kind: LibraryKind | undefined): Config {
  const libraries = config.libraries.filter((library) =>
    kind === undefined ? library.kind !== 'adult' : library.kind === kind,
  );
  if (kind !== 'adult') return { ...config, libraries };
  const artwork = { ...config.artwork, folder: join(config.artwork.folder, 'qar') };
  const { redis: _, ...cache } = config.cache;
  const own = { ...cache, file: beside(cache.file) };
  return { ...config, libraries, artwork, cache: own, store: adultStore(config.store) };
}

/** `library.sqlite` → `library.qar.sqlite` beside it. The address of a database names the schema `qar`. */
function adultStore(store: string): string {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(store)) {
    const url = new URL(store);
    url.searchParams.set('schema', 'qar');
    return url.href;
  }
  return beside(store);
}

function beside(path: string): string {
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}.qar${ext}`);
}
