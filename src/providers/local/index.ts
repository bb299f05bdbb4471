import { NOT_FOUND, ok, unavailable } from '../../model/answer.ts';
import { toRevengeError } from '../../model/errors.ts';
import type { FileEntry, FsPath } from '../../model/files.ts';
import { rootOf } from '../../model/paths.ts';
import type { LocalSource } from '../port.ts';
import { artworkRecord } from './map.ts';

/** Whether revenge wrote a picture itself; `file` is relative to the root. */
export type OwnPictureTest = (root: FsPath, file: FileEntry) => Promise<boolean>;

/**
 * Pictures that lie beside the media. They are found by their names; enrichment opens those that are chosen. Pictures that
 * revenge wrote itself are no word of anybody else: they do not count, or an old choice would outrank every later one.
 */
export const createLocalArtworkSource = (isOwn?: OwnPictureTest): LocalSource => ({
  id: 'local',
  groups: ['movie', 'series', 'album'],
  ...(isOwn === undefined
    ? {}
    : {
        reader: {
          reads: ({ role, artworkKind }) => role === 'artwork' && artworkKind !== undefined,
          async read(file) {
            try {
              return (await isOwn(rootOf(file), file)) ? ok({ isOwn: true }) : NOT_FOUND;
            } catch (thrown) {
              return unavailable(toRevengeError(thrown));
            }
          },
        },
      }),
  record: ({ group }) => artworkRecord(group),
});

/** All pictures, whoever wrote them. */
export const localArtworkSource: LocalSource = createLocalArtworkSource();
