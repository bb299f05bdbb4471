import { dirname } from 'node:path';
import type { ProviderList } from '../providers/list.ts';
import type { KeyPath } from '../settings/fields.ts';
import type { ConfigDocument } from './document.ts';
import { readEnvironment } from './environment.ts';
import { findConfig } from './find-config.ts';
import { dotted, isRecord, leaves, valueAt, withValue } from './key-path.ts';
import type { Places } from './places.ts';
import { invalidConfig, type Problem, schemaProblems } from './problems.ts';
import { resolveSettings } from './resolve.ts';
import { type Config, declarationsFor, ONCE } from './schema.ts';

export interface LoadOptions extends Places {
  /** Values of the command line; a relative store path is relative to the working directory. */
  readonly flags?: { readonly store?: string | undefined };
  /** @default `PROVIDERS` */
  readonly providers?: ProviderList | undefined;
}

export interface LoadedConfig {
  readonly config: Config;
  /** Absolute path of the file that was used. */
  readonly file?: string;
  /** By dotted key: `default`, `<file>:<line>`, `env <NAME>` or `flag`. */
  readonly origins: Readonly<Record<string, string>>;
}

const STORE_URL: KeyPath = ['store', 'url'];

/**
 * The effective configuration: defaults, under the file, under the environment, under the command line.
 *
 * @throws RevengeError `CONFIG_NOT_FOUND`, `CONFIG_UNREADABLE`, `CONFIG_SYNTAX`, `CONFIG_INVALID`; each names file, line,
 * column and key as far as they are known.
 */
export async function loadConfig(options: LoadOptions): Promise<LoadedConfig> {
  const { cwd, env, flags, providers } = options;
  const declarations = declarationsFor(providers);
  const document = await findConfig(options);
  const file = document?.file;
  const written = withoutNulls(document?.data ?? {});
  const variables = readEnvironment(env, providers);
  const off = switchedOff(written, declarations.providers);
  let data = withStoreObject(without(written, off));
  for (const { path, value, rival } of variables) data = withValue(withoutRival(data, rival), path, value);
  if (flags?.store !== undefined) data = withValue(data, STORE_URL, flags.store);
  const fromEnvironment = new Set(variables.map(({ name }) => name));
  const fail = (problems: readonly Problem[]) => invalidConfig(problems, document, fromEnvironment);

  const parsed = declarations.written.safeParse(data, { ...ONCE, reportInput: true });
  if (!parsed.success) throw fail(schemaProblems(parsed.error, declarations.written));
  const folderOf = (path: KeyPath): string => {
    const isFlag = dotted(path) === 'store.url' && flags?.store !== undefined;
    const isVariable = variables.some((variable) => dotted(variable.path) === dotted(path));
    return file === undefined || isFlag || isVariable ? cwd : dirname(file);
  };
  const resolved = await resolveSettings(without(parsed.data, off), declarations, { env, folderOf });
  if ('problems' in resolved) throw fail(resolved.problems);
  const { config } = resolved;
  const origins = originsOf(config, written, { document, variables, flags });
  return { config, origins, ...(file === undefined ? {} : { file }) };
}

/** `store: <location>` is short for `store: { url: <location> }`. */
function withStoreObject(data: unknown): unknown {
  const store = valueAt(data, ['store']);
  return store === undefined || typeof store === 'object' ? data : withValue(data, ['store'], { url: store });
}

/** The sources that are asked unless the file says `false`, where it does. */
function switchedOff(written: unknown, providers: ProviderList): readonly KeyPath[] {
  return providers.flatMap(({ id, presence }) => {
    const path = ['sources', id];
    return presence === 'unless-off' && valueAt(written, path) === false ? [path] : [];
  });
}

function without(data: unknown, paths: readonly KeyPath[]): unknown {
  return paths.reduce((rest, path) => withValue(rest, path, undefined), data);
}

/** An empty key (`sources:`) says nothing. */
function withoutNulls(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutNulls);
  if (!isRecord(data)) return data;
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => (value === null ? [] : [[key, withoutNulls(value)]])),
  );
}

/** A secret set by the environment replaces the file's, whichever of `apiKey` and `apiKeyFile` either names. */
function withoutRival(data: unknown, rival: KeyPath | undefined): unknown {
  return rival === undefined || valueAt(data, rival) === undefined ? data : withValue(data, rival, undefined);
}

/** Where a value of the configuration is written. */
function placeOf(path: KeyPath): KeyPath {
  if (dotted(path) === 'store') return STORE_URL;
  return path[0] === 'storeOptions' ? ['store', ...path.slice(1)] : path;
}

function originsOf(
  config: Config,
  written: unknown,
  from: {
    readonly document: ConfigDocument | undefined;
    readonly variables: readonly { readonly name: string; readonly path: KeyPath }[];
    readonly flags: LoadOptions['flags'];
  },
): Record<string, string> {
  const origins = new Map<string, string>();
  const names = new Map(from.variables.map(({ name, path }) => [dotted(path), name]));
  for (const { path } of leaves(config)) {
    const key = dotted(path);
    const place = placeOf(path);
    const set = dotted(place);
    const name = names.get(set) ?? names.get(`${set}File`);
    const filed = [place, [...place.slice(0, -1), `${place.at(-1)}File`], ...(key === 'store' ? [path] : [])].find(
      (way) => valueAt(written, way) !== undefined,
    );
    if (key === 'store' && from.flags?.store !== undefined) origins.set(key, 'flag');
    else if (name !== undefined) origins.set(key, `env ${name}`);
    else if (filed === undefined || from.document === undefined) origins.set(key, 'default');
    else {
      const at = from.document.place(filed);
      origins.set(key, at === undefined ? from.document.file : `${from.document.file}:${at.line}`);
    }
  }
  return Object.fromEntries(origins);
}
