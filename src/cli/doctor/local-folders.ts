import type { FileTree } from '../../library/file-tree.ts';
import type { FsPath, Library } from '../../model/files.ts';
import type { LocalFolder } from '../../providers/port.ts';

/** Deep enough for `genre/A–Z/title`. */
const DEPTH = 3;
/** Enough to see a pattern. */
const MOST_FOLDERS = 50_000;

/** The folders of a library down to a few levels. What cannot be read is left out; a root that cannot has none. */
export async function localFolders(
  { root }: Library,
  tree: FileTree,
  signal: AbortSignal,
): Promise<readonly LocalFolder[]> {
  const found: LocalFolder[] = [];
  let level: readonly FsPath[] = [''];
  for (let depth = 0; depth < DEPTH; depth++) {
    const next: FsPath[] = [];
    for (const folder of level) {
      signal.throwIfAborted();
      const entries = await tree.readdir(folder === '' ? root : `${root}/${folder}`).catch(() => []);
      for (const { name, kind } of entries) {
        if (kind !== 'directory' && kind !== 'symlink') continue;
        const relativePath = folder === '' ? name : `${folder}/${name}`;
        found.push({ root, relativePath });
        next.push(relativePath);
        if (found.length >= MOST_FOLDERS) return found;
      }
    }
    level = next;
  }
  return found;
}
