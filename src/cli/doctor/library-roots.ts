import type { FileTree } from '../../library/file-tree.ts';
import { rootState } from '../../library/mount-guard.ts';
import type { FsPath, Library } from '../../model/files.ts';
import type { Store } from '../../store/port.ts';
import type { Finding } from './check.ts';

/** Whether each library root would be scanned; without a store, whether it would the first time. */
export function checkRoots(
  libraries: readonly Library[],
  tree: FileTree,
  store: Pick<Store, 'units' | 'rootSigns'> | undefined,
): Promise<readonly Finding[]> {
  return Promise.all(
    libraries.map(async (library): Promise<Finding> => {
      const { name, root } = library;
      const units = async (): Promise<readonly FsPath[]> => (await store?.units(root)) ?? [];
      const signs = (await store?.rootSigns(root)) ?? { marker: false, mountPoint: false };
      const found = await rootState(library, tree, { units, signs, acceptMissing: false });
      if (found.state === 'unavailable') {
        const { reason, hint } = found;
        return { part: 'library', well: false, text: `${name}: ${root} ${reason}`, hint, exit: 'root' };
      }
      const marked = library.marker !== undefined || found.signs.marker ? ', marked' : '';
      return { part: 'library', well: true, text: `${name}: ${root}${marked}` };
    }),
  );
}
