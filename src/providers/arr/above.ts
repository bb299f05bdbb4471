import { posix } from 'node:path';
import type { MediaGroup } from '../../model/files.ts';
import type { PathIndex } from './path-index.ts';

/**
 * The works in whose folders a group's files lie, each file in the nearest such folder up to the library's root. More
 * than one is a contradiction.
 */
export function worksAbove<T>(byFolder: PathIndex<T>, group: MediaGroup): readonly T[] {
  const found = new Set<T>();
  const tried = new Set<string>();
  const folders = group.files
    .filter((file) => file.role === 'main')
    .map((file) => posix.dirname(file.relativePath))
    .concat(group.key === group.folder ? [group.folder || '.'] : []);
  for (const start of folders) {
    for (let folder = start; !tried.has(folder); folder = posix.dirname(folder)) {
      tried.add(folder);
      const work = byFolder.at(`${group.library.root}/${folder}`);
      if (work !== undefined) {
        found.add(work);
        break;
      }
    }
  }
  return [...found];
}
