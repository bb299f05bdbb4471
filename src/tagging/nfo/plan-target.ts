import type { FsPath } from '../../model/files.ts';
import { contentDigest } from '../../util/digest.ts';
import type { Bases } from '../bases.ts';
import type { WriteFileSystem } from '../gateway/write-file-system.ts';
import type { LeftFile, PlannedFile } from '../planned.ts';
import { bytesAt, isNameTooLong, unreadFile } from '../read-place.ts';
import { type NfoMode, planNfo } from './plan-file.ts';
import type { NfoTarget } from './targets.ts';

/** An NFO file is small text; a larger one is not read. */
export const MAX_NFO = 4 * 1024 * 1024;

export interface NfoPlanContext {
  readonly files: WriteFileSystem;
  readonly bases: Bases;
  readonly signal: AbortSignal;
}

/** Plans one NFO file of a library: at the first of its places that can take it. */
export async function planNfoTarget(
  context: NfoPlanContext,
  { name: library, root }: { readonly name: string; readonly root: FsPath },
  mode: NfoMode,
  target: NfoTarget,
): Promise<PlannedFile> {
  const [first] = target.places;
  let reason: LeftFile = { library, path: first, why: 'its name would be longer than 255 bytes' };
  for (const path of await inOrder(context.files, root, target)) {
    try {
      const bytes = await bytesAt(context.files, root, path, MAX_NFO);
      const expected = bytes === undefined ? null : contentDigest(bytes);
      const base = await context.bases.find(root, path, expected);
      const planned = planNfo({ bytes, base }, target.roots, mode);
      if (planned.status === 'left') {
        reason = { library, path, why: planned.why };
        continue;
      }
      if (planned.status === 'unchanged') return { status: 'unchanged', path };
      const { text, base: next, notes } = planned;
      const common = { library, root, path, title: target.title, expected };
      return { status: 'write', path, write: { ...common, what: 'nfo', text, base: next, notes: [...notes] } };
    } catch (thrown) {
      context.signal.throwIfAborted();
      return { status: 'left', path, left: unreadFile(library, root, path, thrown) };
    }
  }
  return { status: 'left', path: reason.path, left: reason };
}

/** The places with a file first: what is there is used before a second file is made beside it. */
async function inOrder(files: WriteFileSystem, root: FsPath, { places }: NfoTarget): Promise<readonly FsPath[]> {
  const usable = places.filter((path) => !isNameTooLong(path));
  const found = await Promise.all(
    usable.map(async (path) => (await files.state(`${root}/${path}`).catch(() => undefined)) !== undefined),
  );
  return [...usable.filter((_path, index) => found[index]), ...usable.filter((_path, index) => !found[index])];
}
