import { accessSync, constants, readFileSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorCode } from '../util/error-code.ts';
import { configHome, type Environment } from './paths.ts';
import { MAX_BYTES, unreadable } from './read-text.ts';

const DATA = ['.yaml', '.yml', '.json'] as const;
const CODE = ['.ts', '.mts', '.cts', '.mjs', '.cjs', '.js'] as const;

/** Names in the working directory, in this order: the names that cosmiconfig tries for a program called `revenge`, and YAML. */
export const PROJECT_PLACES: readonly string[] = [
  ...['revenge.config', '.config/revenge.config'].flatMap((name) => [...DATA, ...CODE].map((end) => name + end)),
  ...['.revengerc', '.config/revengerc'].flatMap((name) => ['', ...DATA, ...CODE].map((end) => name + end)),
  'package.json',
];

/** Names in the user's own folder, `$XDG_CONFIG_HOME/revenge`. */
export const OWN_PLACES: readonly string[] = ['config', ...[...DATA, ...CODE].map((end) => `config${end}`)];

/** What the configuration is looked for by. */
export interface Places {
  readonly explicitPath?: string | undefined;
  readonly cwd: string;
  readonly env: Environment;
}

/** The file that `findConfig` reads: the one that is named, else the first that is there. */
export function configFile({ explicitPath, cwd, env }: Places): string | undefined {
  const named = explicitPath ?? env.REVENGE_CONFIG;
  if (named !== undefined && named !== '') return resolve(cwd, named);
  const present = [
    ...presentPlaces(cwd, PROJECT_PLACES).map((place) => join(cwd, place)),
    ...presentPlaces(join(configHome(env), 'revenge'), OWN_PLACES).map((place) =>
      join(configHome(env), 'revenge', place),
    ),
  ];
  const manifest = join(cwd, 'package.json');
  return present.find((file) => file !== manifest || isConfigManifest(readFileSync(file, 'utf8')));
}

/** Whether a `package.json` holds a configuration. One that is broken is npm's concern. */
export function isConfigManifest(text: string): boolean {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null && Object.hasOwn(data, 'revenge');
  } catch {
    return false;
  }
}

/** Whether a file is data alone. A configuration in code may say something else each time. */
export function isDataFile(file: string): boolean {
  return !CODE.some((end) => file.endsWith(end));
}

/**
 * The places at which there is a file. cosmiconfig opens every place in turn, and passes over a file that it may not
 * read; asking here first costs 2 µs a place, and such a file is an error.
 *
 * @throws RevengeError `CONFIG_UNREADABLE`
 */
export function presentPlaces(folder: string, places: readonly string[]): readonly string[] {
  return places.filter((place) => {
    const file = join(folder, place);
    const stats = statOf(file);
    if (stats === undefined || stats.isDirectory()) return false;
    if (place !== 'package.json') checkReadable(file, stats);
    return true;
  });
}

/** What a path leads to; `undefined` where there is nothing, or the way to it is closed. */
export function statOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** @throws RevengeError `CONFIG_UNREADABLE` */
export function checkReadable(file: string, stats: Stats): void {
  if (!stats.isFile()) throw unreadable(file, 'it is no regular file');
  if (stats.size > MAX_BYTES) throw unreadable(file, 'it is longer than 1 MiB');
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw unreadable(file, errorCode(error) ?? String(error), error);
  }
}
