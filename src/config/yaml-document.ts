import { basename } from 'node:path';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { RevengeError } from '../model/errors.ts';
import type { KeyPath } from '../settings/fields.ts';
import type { ConfigDocument } from './document.ts';

/**
 * Reads a configuration in YAML or JSON. Of a `package.json` only the member `revenge` counts.
 *
 * @throws RevengeError `CONFIG_SYNTAX` with line and column.
 */
export function readYaml(file: string, text: string): ConfigDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw syntaxError(file, `${file}:${line}:${col}: ${error.message}`, error);
  }
  const root: KeyPath = basename(file) === 'package.json' ? ['revenge'] : [];
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

function syntaxError(file: string, message: string, cause: unknown): RevengeError {
  return new RevengeError('CONFIG_SYNTAX', message, {
    hint: 'Is the indentation right, and are strings with ":" or "#" in quotes?',
    context: { file },
    cause,
  });
}
