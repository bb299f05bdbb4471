import { ownValue } from '../model/word-table.ts';
import type { KeyPath } from '../settings/fields.ts';

/** A path as a person writes it: `sources.radarr[0].url`. */
export function dotted(path: KeyPath): string {
  let out = '';
  for (const part of path) out += typeof part === 'number' ? `[${part}]` : out === '' ? part : `.${part}`;
  return out;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of plain data. */
export function valueAt(data: unknown, path: KeyPath): unknown {
  let value = data;
  for (const part of path) {
    if (typeof part === 'number') value = Array.isArray(value) ? value.at(part) : undefined;
    else value = isRecord(value) ? ownValue(value, part) : undefined;
  }
  return value;
}

/** A copy of plain data with another value at a path; what is missing on the way is made. */
export function withValue(data: unknown, path: KeyPath, value: unknown): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return value;
  if (typeof part === 'number') {
    const list: unknown[] = Array.isArray(data) ? [...data] : [];
    list[part] = withValue(list[part], rest, value);
    return list;
  }
  const record = isRecord(data) ? data : {};
  const { [part]: old, ...others } = record;
  const inner = withValue(old, rest, value);
  return inner === undefined ? others : { ...record, [part]: inner };
}

/** Every single value of plain data with its path; a list of plain values counts as one. */
export function leaves(data: unknown, path: KeyPath = []): { readonly path: KeyPath; readonly value: unknown }[] {
  if (isRecord(data)) return Object.entries(data).flatMap(([key, value]) => leaves(value, [...path, key]));
  if (Array.isArray(data) && data.some(isRecord)) {
    return data.flatMap((value: unknown, index) => leaves(value, [...path, index]));
  }
  return [{ path, value: data }];
}
