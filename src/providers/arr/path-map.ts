import { posix } from 'node:path';
import type { FsPath } from '../../model/files.ts';
import { pathKey } from '../../model/paths.ts';

const WINDOWS = /^(?:[A-Za-z]:[\\/]|\\\\)/;

/** A path in one form: `/` between parts, no empty ones, none at the end. Backslashes are separators in Windows paths only. */
export function plainPath(path: string): string {
  const separated = WINDOWS.test(path) ? path.replaceAll('\\', '/') : path;
  const normal = posix.normalize(separated);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

/**
 * Turns paths as an Arr service sees them into paths here. Containers and other machines see other paths, so prefixes are
 * mapped; the longest that fits wins, and it fits whole path parts only. What no prefix fits stays as it is.
 */
export function pathMapper(
  mappings: readonly { readonly from: string; readonly to: string }[],
): (remote: string) => FsPath {
  const prefixes = mappings
    .map(({ from, to }) => ({ from: plainPath(from), key: pathKey(plainPath(from)), to }))
    .sort((a, b) => b.from.length - a.from.length);

  return (remote) => {
    const path = plainPath(remote);
    for (const { key, to } of prefixes) {
      const rest = restAfter(path, key);
      if (rest !== undefined) return plainPath(`${to}/${rest}`);
    }
    return path;
  };
}

/** What follows a prefix, compared part by part, because folding may change the length of a name. */
function restAfter(path: string, prefixKey: string): string | undefined {
  if (prefixKey === '/') return path.startsWith('/') ? path.slice(1) : undefined;
  const parts = path.split('/');
  const length = prefixKey.split('/').length;
  return pathKey(parts.slice(0, length).join('/')) === prefixKey ? parts.slice(length).join('/') : undefined;
}
