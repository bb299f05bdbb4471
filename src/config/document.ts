import { pathToFileURL } from 'node:url';
import { RevengeError } from '../model/errors.ts';
import { readText } from './read-text.ts';

/** Way to a value: member names and list indices. */
export type KeyPath = readonly (string | number)[];

/** A configuration file as read, with the places of its keys. */
export interface ConfigDocument {
  readonly file: string;
  readonly data: unknown;
  /** Line and column, from 1, of the key (in a list: of the entry) at a path; `undefined` where that is not known. */
  place(path: KeyPath): { readonly line: number; readonly column: number } | undefined;
}

/**
 * Reads a configuration file: YAML, JSON (read as YAML, of which it is a part, so that its places are known too), or a
 * module whose default export is the configuration.
 *
 * @throws RevengeError `CONFIG_UNREADABLE`, `CONFIG_SYNTAX` (with line and column).
 */
export async function readDocument(file: string): Promise<ConfigDocument> {
  if (/\.[mc]?[jt]s$/.test(file)) return { file, data: await importModule(file), place: () => undefined };
  // Loaded by way of a file of our own: the bundler turns a dynamic import of the package itself into a bare default.
  const { readYaml } = await import('./yaml-document.ts');
  return readYaml(file, await readText(file));
}

async function importModule(file: string): Promise<unknown> {
  try {
    const module: unknown = await import(pathToFileURL(file).href);
    return typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  } catch (error) {
    const isUnknownType = error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION';
    throw new RevengeError(
      'CONFIG_UNREADABLE',
      `The configuration file ${file} cannot be loaded: ${messageOf(error)}`,
      {
        hint: isUnknownType
          ? 'This Node.js does not run TypeScript (22.18 and later do). Use revenge.config.mjs or revenge.config.yaml.'
          : 'It has to be a module whose default export is the configuration.',
        context: { file },
        cause: error,
      },
    );
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
