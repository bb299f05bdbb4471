import { extensionOf, fileKindOf } from '../../media/kinds.ts';
import type { FsPath } from '../../model/files.ts';
import type { Host } from '../../model/hosts.ts';
import type { WriteFileSystem } from '../gateway/write-file-system.ts';
import { inFolder, withoutExtension } from '../places.ts';
import type { PlannedFile } from '../planned.ts';
import { bytesAt, isNameTooLong, unreadFile } from '../read-place.ts';
import { namesFor } from './names.ts';
import { MAX_PICTURE, type OwnPictures } from './own-pictures.ts';
import type { ListFolder, PictureTarget } from './targets.ts';

/** The source of pictures that lie beside the media already. */
const LOCAL = 'local';

export interface PicturePlanContext {
  readonly files: WriteFileSystem;
  readonly pictures: OwnPictures;
  readonly list: ListFolder;
  readonly signal: AbortSignal;
}

interface PictureLibrary {
  readonly name: string;
  readonly root: FsPath;
  readonly hosts: readonly Host[];
}

/** A picture in the folder that hosts show as the same thing; `digest` where revenge wrote it. */
interface ThereFile {
  readonly path: FsPath;
  readonly digest: string | undefined;
}

/**
 * Plans one picture of a work. Where somebody else has put a picture of the same kind, under whatever name, nothing is
 * written: it would take the place of theirs in one of the hosts. Names that revenge wrote before and that are not wanted
 * any more (another format, another host) are removed.
 */
export async function planPictureTarget(
  context: PicturePlanContext,
  library: PictureLibrary,
  target: PictureTarget,
): Promise<readonly PlannedFile[]> {
  const { folder, kind, picture, title } = target;
  const { name, root } = library;
  const stems = namesFor(target.names, library.hosts, picture.format);
  const wanted = stems.map((stem) => inFolder(folder, `${stem}.${picture.format}`));
  const [first] = wanted;
  if (picture.provider === LOCAL || first === undefined) return [];
  const left = (path: FsPath, why: string): PlannedFile => ({
    status: 'left',
    path,
    left: { library: name, path, why },
  });
  try {
    const there = await picturesThere(context, library, target);
    const foreign = there.find(({ digest }) => digest === undefined);
    if (foreign !== undefined) return [left(first, `there is a picture of somebody else: ${foreign.path}`)];
    const common = { library: name, root, title };
    const writes = wanted.map((path): PlannedFile => {
      if (isNameTooLong(path)) return left(path, 'its name would be longer than 255 bytes');
      const expected = there.find((one) => one.path === path)?.digest ?? null;
      if (expected === picture.digest) return { status: 'unchanged', path };
      const { digest, format, bytes: size } = picture;
      return {
        status: 'write',
        path,
        write: { ...common, path, expected, what: 'picture', kind, picture: { digest, format, size } },
      };
    });
    const removals = there.flatMap(({ path, digest }): PlannedFile[] => {
      if (digest === undefined || wanted.includes(path)) return [];
      return [{ status: 'write', path, write: { ...common, path, expected: digest, what: 'removal', kind } }];
    });
    return [...writes, ...removals];
  } catch (thrown) {
    context.signal.throwIfAborted();
    return [{ status: 'left', path: first, left: unreadFile(name, root, first, thrown) }];
  }
}

async function picturesThere(
  { files, pictures, list }: PicturePlanContext,
  { name, root }: PictureLibrary,
  { folder, isSame }: PictureTarget,
): Promise<readonly ThereFile[]> {
  const found: ThereFile[] = [];
  for (const file of await list(name, folder)) {
    if (fileKindOf(file) !== 'image' || extensionOf(file) === '' || !isSame(withoutExtension(file))) continue;
    const path = inFolder(folder, file);
    const state = await files.state(`${root}/${path}`);
    // Hosts pass over empty files, as the scan does.
    if (state === undefined || (state.kind === 'file' && state.size === 0)) continue;
    const bytes = async (): Promise<Uint8Array> => (await bytesAt(files, root, path, MAX_PICTURE)) ?? new Uint8Array();
    const digest = state.kind === 'file' ? await pictures.digestOf(root, path, state, bytes) : undefined;
    found.push({ path, digest });
  }
  return found;
}
