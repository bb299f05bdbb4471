import type { KeyPath } from '../settings/fields.ts';

/** A configuration file as read, with the places of its keys. */
export interface ConfigDocument {
  readonly file: string;
  readonly data: unknown;
  /** Line and column, from 1, of the key (in a list: of the entry) at a path; `undefined` where that is not known. */
  place(path: KeyPath): { readonly line: number; readonly column: number } | undefined;
}
