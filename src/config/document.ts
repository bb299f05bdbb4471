import { pathToFileURL } from 'node:url';
import type { Document, LineCounter } from 'yaml';
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
  const text = await readText(file);
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw syntaxError(file, `${file}:${line}:${col}: ${error.message}`, error);
  }
  const root: KeyPath = file.endsWith('package.json') ? ['revenge'] : [];
  return { file, data: toData(file, document, root), place: (path) => placeOf(document, lines, [...root, ...path]) };
}

function toData(file: string, document: Document, root: KeyPath): unknown {
  try {
    const data: unknown = document.toJS({ maxAliasCount: 100 });
    const [member] = root;
    if (member === undefined) return data;
    return typeof data === 'object' && data !== null && 'revenge' in data ? data.revenge : undefined;
  } catch (error) {
    throw syntaxError(file, `${file}: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

function placeOf(document: Document, lines: LineCounter, path: KeyPath): ReturnType<ConfigDocument['place']> {
  const offset = offsetOf(path.length === 0 ? document.contents : nodeOf(document, path));
  if (offset === undefined) return undefined;
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** The key of a mapping, the entry of a list. */
function nodeOf(document: Document, path: KeyPath): unknown {
  const last = path.at(-1);
  if (typeof last === 'number') return document.getIn(path, true);
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (typeof parent !== 'object' || parent === null || !('items' in parent) || !Array.isArray(parent.items))
    return undefined;
  const keys = parent.items.map((pair: unknown) =>
    typeof pair === 'object' && pair !== null && 'key' in pair ? pair.key : undefined,
  );
  return keys.find((key) => typeof key === 'object' && key !== null && 'value' in key && String(key.value) === last);
}

function offsetOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : undefined;
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

function syntaxError(file: string, message: string, cause: unknown): RevengeError {
  return new RevengeError('CONFIG_SYNTAX', message, {
    hint: 'Is the indentation right, and are strings with ":" or "#" in quotes?',
    context: { file },
    cause,
  });
}
