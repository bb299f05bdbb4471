import type { FsPath } from '../../model/files.ts';
import { pathKey } from '../../model/paths.ts';
import type { LocalFolder, MapSuggestion } from '../port.ts';
import { plainPath } from './path-map.ts';

/** Below this share of all folders a mapping is chance: two folders called `Extras`. */
const LEAST_SHARE = 0.02;

/**
 * Mappings by which a service's folders are folders here, the one that fits most first; each finds a place for folders
 * that those before it do not. Folders are the same when they are called the same, up to the root of the library at
 * most: `/movies/Alien (1979)` and `/mnt/films/Alien (1979)` → `/movies` is `/mnt/films`.
 */
export function suggestPathMap(remotes: readonly string[], locals: readonly LocalFolder[]): readonly MapSuggestion[] {
  const byName = new Map<string, (readonly string[])[]>();
  const rootOf = new Map<readonly string[], FsPath>();
  for (const { root, relativePath } of locals) {
    const parts = partsOf(relativePath);
    const name = parts.at(-1);
    if (name === undefined) continue;
    rootOf.set(parts, root);
    const key = pathKey(name);
    byName.set(key, [...(byName.get(key) ?? []), parts]);
  }

  const open = new Map(remotes.map((remote) => [remote, pairsOf(remote, byName, rootOf)]));
  const least = Math.max(1, Math.ceil(remotes.length * LEAST_SHARE));
  const suggestions: MapSuggestion[] = [];
  for (;;) {
    const best = mostCommon([...open.values()].flat());
    if (best === undefined || best.count < least) return suggestions;
    const { from, to } = best.pair;
    suggestions.push({ from, to, folders: best.count });
    for (const [remote, pairs] of open) if (pairs.some((pair) => same(pair, best.pair))) open.delete(remote);
  }
}

interface Pair {
  readonly from: string;
  readonly to: FsPath;
}

/** The prefixes that are left when what both paths end in is taken away; of the folders of that name the best fitting ones. */
function pairsOf(
  remote: string,
  byName: ReadonlyMap<string, readonly (readonly string[])[]>,
  rootOf: ReadonlyMap<readonly string[], FsPath>,
): readonly Pair[] {
  const plain = plainPath(remote);
  const parts = plain.split('/');
  const called = byName.get(pathKey(parts.at(-1) ?? '')) ?? [];
  const fits = called.map((local) => ({ local, length: commonEnd(parts, local) }));
  const longest = Math.max(0, ...fits.map(({ length }) => length));
  return fits
    .filter(({ length }) => length === longest)
    .map(({ local, length }) => ({
      from: remoteStyle(parts.slice(0, parts.length - length).join('/') || '/', remote),
      to: [rootOf.get(local) ?? '', ...local.slice(0, local.length - length)].join('/'),
    }));
}

function commonEnd(one: readonly string[], other: readonly string[]): number {
  // The service's own root is left in front: `/movies` is said, not `/`.
  const most = Math.min(other.length, Math.max(1, one.length - 2));
  let length = 0;
  while (length < most) {
    const [a = '', b = ''] = [one.at(-1 - length), other.at(-1 - length)];
    if (pathKey(a) !== pathKey(b)) break;
    length += 1;
  }
  return length;
}

function mostCommon(pairs: readonly Pair[]): { readonly pair: Pair; readonly count: number } | undefined {
  const counts = new Map<string, { readonly pair: Pair; count: number }>();
  for (const pair of pairs) {
    const key = `${pair.from}\n${pair.to}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { pair, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].reduce<{ pair: Pair; count: number } | undefined>(
    (best, each) => (best === undefined || each.count > best.count ? each : best),
    undefined,
  );
}

function same(one: Pair, other: Pair): boolean {
  return one.from === other.from && one.to === other.to;
}

/** Back to backslashes, where the service writes them; a share begins with two. */
function remoteStyle(path: string, remote: string): string {
  const share = remote.startsWith('\\\\');
  return share || /^[A-Za-z]:\\/.test(remote) ? `${share ? '\\' : ''}${path.replaceAll('/', '\\')}` : path;
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}
