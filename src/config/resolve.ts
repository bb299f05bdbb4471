import { dirname, join } from 'node:path';
import type { KeyPath } from '../settings/fields.ts';
import { toEffective } from './effective.ts';
import { sourceProblems, withInstanceNames } from './instances.ts';
import { isRecord, valueAt, withValue } from './key-path.ts';
import { libraryProblems } from './library-problems.ts';
import { absolutePath, dataHome } from './paths.ts';
import type { Problem } from './problems.ts';
import { type Config, type Declarations, parseGeneral, parseSources } from './schema.ts';
import type { SecretContext } from './secret.ts';

export type ResolvedConfig =
  | { readonly config: Config }
  /** At least one. */
  | { readonly problems: readonly Problem[] };

const STORE_URL: KeyPath = ['store', 'url'];

/** Settings → configuration: absolute paths, secrets from their files, and what no schema can check by itself. */
export async function resolveSettings(
  settings: unknown,
  declarations: Declarations,
  context: SecretContext,
): Promise<ResolvedConfig> {
  const { providers, effective } = declarations;
  const unread: Problem[] = [];
  const location = storePath(valueAt(settings, STORE_URL), context);
  const placed = withValue(settings, STORE_URL, location);
  const computed = computedPaths(location, context);
  const data = await toEffective(effective, placed, [], { ...context, computed }, unread);
  const { sources: written, ...rest } = isRecord(data) ? data : {};
  const { ignore, store, ...general } = parseGeneral(rest);
  const sources = withInstanceNames(isRecord(written) ? written : {}, providers);
  const problems = [
    ...libraryProblems(general.libraries),
    ...sourceProblems(sources, general.libraries, providers),
    ...unread,
  ];
  if (problems.length > 0) return { problems };
  const { url, ...storeOptions } = store;
  const { libraries, artwork, languages, country, ...further } = general;
  const config = {
    libraries: libraries.map((library) => ({ ...library, ignore: [...ignore, ...library.ignore] })),
    store: url,
    storeOptions,
    artwork,
    languages,
    country,
    sources: parseSources(sources, declarations),
    ...further,
  };
  return { config };
}

function storePath(store: unknown, context: SecretContext): string {
  if (typeof store !== 'string') return join(dataHome(context.env), 'revenge', 'library.sqlite');
  return isDatabaseUrl(store) ? store : absolutePath(store, context.folderOf(STORE_URL), context.env);
}

/** Where things lie unless the configuration says otherwise: beside the store, by dotted key. */
function computedPaths(store: string, { env }: SecretContext): ReadonlyMap<string, string> {
  const data = join(dataHome(env), 'revenge');
  const beside = isDatabaseUrl(store) ? data : dirname(store);
  return new Map([
    ['store.offline', join(data, 'offline.sqlite')],
    ['artwork.folder', join(beside, 'artwork')],
    ['cache.file', join(beside, 'cache.sqlite')],
  ]);
}

function isDatabaseUrl(store: string): boolean {
  return /^[a-z][a-z0-9+]*:\/\//i.test(store);
}
