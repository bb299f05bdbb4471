import { readNfoFile } from '../../media/nfo/read-nfo-file.ts';
import { NOT_FOUND, ok, unavailable } from '../../model/answer.ts';
import type { FsPath } from '../../model/files.ts';
import { rootOf } from '../../model/paths.ts';
import type { LocalSource } from '../port.ts';
import { nfoRecord } from './map.ts';

/** The text of an NFO file that counts as a source; `path` is relative to the root. */
export type NfoFilter = (root: FsPath, path: FsPath, text: string) => Promise<string>;

/**
 * NFO files of Kodi, Jellyfin, Emby and the Arr services, and those that hold nothing but an address. `filter` takes out what
 * revenge wrote itself, which is no word of anybody else.
 */
export const createNfoSource = (filter?: NfoFilter): LocalSource => ({
  id: 'nfo',
  groups: ['movie', 'series', 'album'],
  reader: {
    reads: ({ role }) => role === 'nfo',
    async read(file, signal) {
      const { path, relativePath } = file;
      const root = rootOf(file);
      const read = await readNfoFile(
        path,
        signal,
        filter === undefined ? undefined : (text) => filter(root, relativePath, text),
      );
      signal.throwIfAborted();
      if (read.status === 'failed') return unavailable(read.error);
      const warnings = read.warnings
        .filter((warning) => warning !== 'foreign')
        .map((warning) => ({ code: 'NFO_INVALID', message: `${relativePath}: ${warning}` }));
      const { readings } = read;
      return readings.length === 0 && warnings.length === 0 ? NOT_FOUND : ok({ nfo: readings, warnings });
    },
  },
  record: ({ group, nfo: readings }) => nfoRecord(group, readings),
});

/** NFO files as they stand. */
export const nfoSource: LocalSource = createNfoSource();
