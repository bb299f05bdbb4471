import { basename, join, resolve } from 'node:path';
import { cosmiconfig, type Loader, type PublicExplorer } from 'cosmiconfig';
import { RevengeError } from '../model/errors.ts';
import type { ConfigDocument } from './document.ts';
import { configHome } from './paths.ts';
import {
  checkReadable,
  isConfigManifest,
  OWN_PLACES,
  type Places,
  PROJECT_PLACES,
  presentPlaces,
  statOf,
} from './places.ts';

/**
 * The configuration: the file that is named, else the first in the working directory (`package.json` last, with a member
 * `revenge`), else the user's own in `$XDG_CONFIG_HOME/revenge`. `undefined` where there is none.
 *
 * @throws RevengeError `CONFIG_NOT_FOUND` when the named file is not there, `CONFIG_UNREADABLE`, `CONFIG_SYNTAX`.
 */
export async function findConfig({ explicitPath, cwd, env }: Places): Promise<ConfigDocument | undefined> {
  const named = explicitPath ?? env.REVENGE_CONFIG;
  if (named !== undefined && named !== '') return loadNamed(resolve(cwd, named));
  return (await searchIn(cwd, PROJECT_PLACES)) ?? (await searchIn(join(configHome(env), 'revenge'), OWN_PLACES));
}

async function loadNamed(file: string): Promise<ConfigDocument> {
  const stats = statOf(file);
  if (stats === undefined || stats.isDirectory()) {
    throw new RevengeError('CONFIG_NOT_FOUND', `There is no configuration file ${file}`, {
      hint: 'Correct the path, or leave it out to use the file in the working directory or your own.',
      context: { file },
    });
  }
  checkReadable(file, stats);
  return (await read([], (explorer) => explorer.load(file))) ?? emptyDocument(file);
}

async function searchIn(folder: string, places: readonly string[]): Promise<ConfigDocument | undefined> {
  const present = presentPlaces(folder, places);
  return present.length === 0 ? undefined : read(present, (explorer) => explorer.search(folder));
}

/** Lets cosmiconfig find or load a file, and gives the document that our loader made of it. */
async function read(
  searchPlaces: readonly string[],
  use: (explorer: PublicExplorer) => ReturnType<PublicExplorer['search']>,
): Promise<ConfigDocument | undefined> {
  const documents = new Map<string, ConfigDocument>();
  const explorer = cosmiconfig('revenge', {
    searchPlaces: [...searchPlaces],
    searchStrategy: 'none',
    // One command loads one configuration, once.
    cache: false,
    ignoreEmptySearchPlaces: false,
    loaders: loadersInto(documents),
  });
  const result = await use(explorer);
  // Of a named package.yaml cosmiconfig takes a member alone; it is a configuration like any other.
  const [document] = documents.values();
  return document ?? (result === null ? undefined : emptyDocument(result.filepath));
}

function emptyDocument(file: string): ConfigDocument {
  return { file, data: undefined, place: () => undefined };
}

/** Loaders that keep the places of keys for messages, which cosmiconfig's own do not. */
function loadersInto(documents: Map<string, ConfigDocument>): Record<string, Loader> {
  const code: Loader = async (file) => {
    const { importModule } = await import('./module-document.ts');
    documents.set(file, await importModule(file));
    return {};
  };
  const data: Loader = async (file, text) => {
    const isManifest = basename(file) === 'package.json';
    if (isManifest && !isConfigManifest(text)) return {};
    // Loaded by way of a file of our own: the bundler turns a dynamic import of the package itself into a bare default.
    const { readYaml } = await import('./yaml-document.ts');
    documents.set(file, readYaml(file, text));
    return isManifest ? { revenge: {} } : {};
  };
  const ends = ['.ts', '.mts', '.cts', '.mjs', '.cjs', '.js'].map((end): [string, Loader] => [end, code]);
  return { ...Object.fromEntries(ends), '.json': data, '.yaml': data, '.yml': data, noExt: data, default: data };
}
