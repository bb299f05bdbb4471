import { posix } from 'node:path';
import type { FsPath } from '../../model/files.ts';
import { groupBy } from '../../model/group-by.ts';
import { pathKey } from '../../model/paths.ts';

const WINDOWS = /^(?:[A-Za-z]:[\\/]|\\\\)/;
/** Forms of Windows paths that are not looked at any further by Windows: `\\\\?\\D:\\Movies`, `\\\\?\\UNC\\server\\share`. */
const VERBATIM = /^(?:\\\\[?.]\\|\/\/\?\/)(UNC[\\/])?/i;

/**
 * A path in one form: `/` between parts, no empty ones, none at the end, no spaces around it. Backslashes are separators in
 * Windows paths only, and prefixes that mean nothing to us are left out.
 */
export function plainPath(path: string): string {
  const bare = path.trim().replace(VERBATIM, (_, share: string | undefined) => (share === undefined ? '' : '\\\\'));
  const separated = WINDOWS.test(bare) ? bare.replaceAll('\\', '/') : bare;
  const normal = posix.normalize(separated);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

/**
 * Turns paths as an Arr service sees them into paths here. Containers and other machines see other paths, so prefixes are
 * mapped; the longest that fits wins, and it fits whole path parts only. Where several entries have one prefix (a library
 * on several disks), a path may be at each of their places. What no prefix fits stays as it is.
 */
export function pathMapper(
  mappings: readonly { readonly from: string; readonly to: string }[],
): (remote: string) => readonly FsPath[] {
  const prefixes = groupBy(
    mappings.map(({ from, to }) => ({ key: pathKey(plainPath(from)), to: to.trim() })),
    ({ key }) => key,
  );
  const sorted = [...prefixes].sort(([a], [b]) => b.length - a.length);

  return (remote) => {
    const path = plainPath(remote);
    for (const [key, entries] of sorted) {
      const rest = restAfter(path, key);
      if (rest !== undefined) return [...new Set(entries.map(({ to }) => plainPath(`${to}/${rest}`)))];
    }
    return [path];
  };
}

/** What follows a prefix, compared part by part, because folding may change the length of a name. */
function restAfter(path: string, prefixKey: string): string | undefined {
  if (prefixKey === '/') return path.startsWith('/') ? path.slice(1) : undefined;
  const parts = path.split('/');
  const length = prefixKey.split('/').length;
  return pathKey(parts.slice(0, length).join('/')) === prefixKey ? parts.slice(length).join('/') : undefined;
}
