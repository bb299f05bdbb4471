import type { FileEntry, FsPath } from '../../model/files.ts';
import { diskWriteFileSystem } from '../gateway/write-file-system.ts';
import { MAX_PICTURE, type OwnPictures } from './own-pictures.ts';

/** Makes the test by which a scan leaves out the pictures that revenge wrote beside the media itself. */
export function ownPictureTest(pictures: OwnPictures): (root: FsPath, file: FileEntry) => Promise<boolean> {
  return async (root, file) => {
    const bytes = (): Promise<Uint8Array> => diskWriteFileSystem.read(file.path, MAX_PICTURE);
    return (await pictures.digestOf(root, file.relativePath, file, bytes)) !== undefined;
  };
}
