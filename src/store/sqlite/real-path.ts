import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const MOST_LINKS = 40;

/**
 * The path of a store without symbolic links, so that one store has one name whatever it is reached by. The file itself
 * need not be there yet; where its folder is not, the path stays as it is.
 */
export function realStorePath(path: string): string {
  let file = resolve(path);
  for (let links = 0; links < MOST_LINKS; links++) {
    const folder = realFolder(dirname(file));
    if (folder === undefined) return file;
    file = join(folder, basename(file));
    const target = targetOf(file);
    if (target === undefined) return file;
    file = resolve(folder, target);
  }
  return file;
}

function realFolder(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch {
    return undefined;
  }
}

function targetOf(file: string): string | undefined {
  try {
    return lstatSync(file).isSymbolicLink() ? readlinkSync(file) : undefined;
  } catch {
    return undefined;
  }
}
