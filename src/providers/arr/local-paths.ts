import { realpath } from 'node:fs/promises';
import { posix } from 'node:path';
import type { FsPath } from '../../model/files.ts';
import { pathForIo, pathFromBytes } from '../../model/paths.ts';
import { pathMapper, plainPath } from './path-map.ts';

/** Folders above works that are looked at for links, at most: a service has a few, each with many works. */
const MOST_PARENTS = 200;

/** Where the paths of a service are here. */
export interface LocalPaths {
  /** By the path map, and by both spellings where a folder above is a symbolic link; the first is the one to show. */
  of(remote: string): readonly FsPath[];
  /** Finds out which folders above these are links; until then only the path map counts. */
  prepare(remoteFolders: readonly string[]): Promise<void>;
}

interface Alias {
  readonly from: FsPath;
  readonly to: FsPath;
}

/** `roots`: those of the libraries; a path that leads into one by another spelling is given in theirs as well. */
export function localPaths(
  mappings: readonly { readonly from: string; readonly to: string }[],
  roots: readonly FsPath[],
): LocalPaths {
  const toLocal = pathMapper(mappings);
  let links: readonly Alias[] = [];
  let back: readonly Alias[] = [];
  return {
    of(remote) {
      const mapped = toLocal(remote);
      const real = mapped.flatMap((path) => aliasesOf(path, links));
      const all = [...mapped, ...real];
      return [...new Set([...all, ...all.flatMap((path) => aliasesOf(path, back))])];
    },
    async prepare(remoteFolders) {
      const parents = new Set<FsPath>();
      for (const remote of remoteFolders) {
        for (const path of toLocal(remote)) if (path.startsWith('/')) parents.add(posix.dirname(path));
        if (parents.size >= MOST_PARENTS) break;
      }
      links = await targetsOf([...parents]);
      back = (await targetsOf(roots.map(plainPath))).map(({ from, to }) => ({ from: to, to: from }));
    },
  };
}

function aliasesOf(path: FsPath, aliases: readonly Alias[]): FsPath[] {
  return aliases.flatMap(({ from, to }) => {
    if (path === from) return [to];
    return path.startsWith(`${from}/`) ? [`${to}${path.slice(from.length)}`] : [];
  });
}

/** Those of the folders that are links or lie behind one. A folder that is not here leads nowhere. */
async function targetsOf(folders: readonly FsPath[]): Promise<readonly Alias[]> {
  const found = await Promise.all(
    folders.map(async (from): Promise<Alias[]> => {
      try {
        const to = plainPath(pathFromBytes(await realpath(pathForIo(from), 'buffer')));
        return to === from ? [] : [{ from, to }];
      } catch {
        return [];
      }
    }),
  );
  return found.flat();
}
