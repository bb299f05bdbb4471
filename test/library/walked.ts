import type { FileTree } from '../../src/library/file-tree.ts';
import { type WalkedUnit, type WalkOptions, walkLibrary } from '../../src/library/walk.ts';
import type { Library } from '../../src/model/files.ts';
import type { LibraryKind } from '../../src/model/kinds.ts';

export function libraryAt(root: string, kind: LibraryKind = 'movies'): Library {
  return { name: 'Library', root, kind };
}

/** All units of a walk, in their order. */
export async function walkAll(
  tree: FileTree,
  options: Partial<WalkOptions> & { readonly root?: string } = {},
): Promise<WalkedUnit[]> {
  const { root = '/lib', ...rest } = options;
  const units: WalkedUnit[] = [];
  const walk = walkLibrary(libraryAt(root), tree, { signal: new AbortController().signal, ...rest });
  for await (const unit of walk) units.push(unit);
  return units;
}

export function filesOf(units: readonly WalkedUnit[]): string[] {
  return units.flatMap(({ files }) => files.map(({ relativePath }) => relativePath));
}

/** Skipped paths with their rules, as `path: rule`. */
export function skippedOf(units: readonly WalkedUnit[]): string[] {
  return units.flatMap(({ skipped }) => skipped.map(({ relativePath, rule }) => `${relativePath}: ${rule}`));
}

export function failuresOf(units: readonly WalkedUnit[]): string[] {
  return units.flatMap(({ failures }) => failures.map(({ relativePath, code }) => `${relativePath}: ${code}`));
}
