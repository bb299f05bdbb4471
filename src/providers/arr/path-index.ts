import type { FsPath } from '../../model/files.ts';
import { pathKey } from '../../model/paths.ts';
import { plainPath } from './path-map.ts';

/** What lies at a path: found by its folded key, so that NFC and NFD, upper and lower case are one. */
export interface PathIndex<T> {
  add(path: FsPath, value: T): void;
  /** Where several share a key, the one with this very spelling; `undefined` where that does not settle it. */
  at(path: FsPath): T | undefined;
}

export function pathIndex<T>(): PathIndex<T> {
  const byKey = new Map<string, { readonly path: string; readonly value: T }[]>();
  return {
    add(path, value) {
      const plain = plainPath(path);
      const key = pathKey(plain);
      const there = byKey.get(key);
      if (there === undefined) byKey.set(key, [{ path: plain, value }]);
      else there.push({ path: plain, value });
    },
    at(path) {
      const plain = plainPath(path);
      const there = byKey.get(pathKey(plain)) ?? [];
      const exact = there.length > 1 ? there.filter((entry) => entry.path === plain) : there;
      return exact.length === 1 ? exact[0]?.value : undefined;
    },
  };
}
