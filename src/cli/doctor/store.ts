import { existsSync } from 'node:fs';
import type { Config } from '../../config/schema.ts';
import { diskFileTree } from '../../library/file-tree.ts';
import { isAddress, redactAddress } from '../../model/credentials.ts';
import { toRevengeError } from '../../model/errors.ts';
import { openStore } from '../../store/open.ts';
import { postgresSettings } from '../context/run-store.ts';
import { librariesOf } from '../scan-targets.ts';
import type { Finding } from './check.ts';
import { failedFinding } from './failed-finding.ts';
import { checkRoots } from './library-roots.ts';

/** The store, and the library roots as the store knows them. */
export async function checkStore(config: Config): Promise<readonly Finding[]> {
  const tree = diskFileTree();
  const libraries = librariesOf(config);
  const without = async (store: Finding) => [store, ...(await checkRoots(libraries, tree, undefined))];
  const { store: location } = config;
  if (!isAddress(location) && !existsSync(location)) {
    return without({ part: 'store', well: true, text: `${location} is not there yet; the first scan makes it` });
  }
  try {
    const opened = await openStore(location, { readonly: true, postgres: postgresSettings(config) });
    try {
      const roots = await checkRoots(libraries, tree, opened);
      return [{ part: 'store', well: true, text: redactAddress(opened.location) }, ...roots];
    } finally {
      await opened.close();
    }
  } catch (thrown) {
    const error = toRevengeError(thrown);
    if (error.context.empty !== true) return without(failedFinding('store', error));
    return without({ part: 'store', well: true, text: `${error.message} yet; the first scan makes it` });
  }
}
