import type { FsPath } from '../../model/files.ts';
import { pathKey } from '../../model/paths.ts';
import { plainPath } from './path-map.ts';

/** What lies at a path: found by its folded key, so that NFC and NFD, upper and lower case are one. */
export interface PathIndex<T> {
  /** At one place, which may have several spellings. */
  add(paths: FsPath | readonly FsPath[], value: T): void;
  /** Where several share a key, the one with this very spelling; `undefined` where that does not settle it. */
  at(paths: FsPath | readonly FsPath[]): T | undefined;
}

export function pathIndex<T>(): PathIndex<T> {
  const byKey = new Map<string, { readonly path: string; readonly value: T }[]>();
  return {
    add(paths, value) {
      for (const path of listOf(paths)) {
        const plain = plainPath(path);
        const key = pathKey(plain);
        const there = byKey.get(key);
        if (there === undefined) byKey.set(key, [{ path: plain, value }]);
        else if (!there.some((entry) => entry.path === plain && entry.value === value))
          there.push({ path: plain, value });
      }
    },
    at(paths) {
      const found = new Set<T>();
      for (const path of listOf(paths)) {
        const plain = plainPath(path);
        const there = byKey.get(pathKey(plain)) ?? [];
        const exact = there.length > 1 ? there.filter((entry) => entry.path === plain) : there;
        for (const { value } of exact) found.add(value);
      }
      const [value, ...others] = found;
      return others.length === 0 ? value : undefined;
    },
  };
}

function listOf(paths: FsPath | readonly FsPath[]): readonly FsPath[] {
  return typeof paths === 'string' ? [paths] : paths;
}
