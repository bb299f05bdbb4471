import type { Library } from '../model/files.ts';
import type { FileTree } from './file-tree.ts';
import { ioFailure, isAbsence } from './io-error.ts';

/** Whether a library root can be believed. `reason` completes "the root …", `hint` says what to do. */
export type RootState =
  | { readonly state: 'ok' }
  | { readonly state: 'unavailable'; readonly reason: string; readonly hint: string };

const MOUNT_HINT = 'Mount it, or correct the path in the configuration. Nothing was taken as missing.';
const TIMEOUT_MS = 30_000;

/**
 * Looks at a root before it is walked, so that a share that is not mounted is not taken for an empty library: the root
 * has to be a folder that answers within `timeoutMs`, and to hold something when the store knows files of it. Dot-files
 * and `lost+found` count as nothing.
 */
export async function rootState(
  library: Library,
  tree: FileTree,
  hasKnownFiles: boolean,
  timeoutMs = TIMEOUT_MS,
): Promise<RootState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<RootState>((resolve) => {
    const reason = `does not answer within ${Math.round(timeoutMs / 1000)} seconds`;
    timer = setTimeout(() => resolve(unavailable(reason, `Does the share hang? ${MOUNT_HINT}`)), timeoutMs);
  });
  try {
    return await Promise.race([look(library, tree, hasKnownFiles), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function look(library: Library, tree: FileTree, hasKnownFiles: boolean): Promise<RootState> {
  try {
    const stat = await tree.stat(library.root);
    if (stat.kind !== 'directory') return unavailable('is not a folder', 'Name a folder as the path of the library.');
    const entries = await tree.readdir(library.root);
    const holdsSomething = entries.some(({ name }) => !name.startsWith('.') && name !== 'lost+found');
    if (hasKnownFiles && !holdsSomething) {
      return unavailable(
        'is empty although the store knows files of it',
        'Is the share mounted? Nothing was taken as missing. If it is meant to be empty, remove the library from the configuration.',
      );
    }
    return { state: 'ok' };
  } catch (error) {
    if (isAbsence(error)) return unavailable('does not exist', MOUNT_HINT);
    const { message } = ioFailure(error);
    return unavailable(`cannot be read: ${message}`, 'May this user read it? Nothing was taken as missing.');
  }
}

function unavailable(reason: string, hint: string): RootState {
  return { state: 'unavailable', reason, hint };
}
