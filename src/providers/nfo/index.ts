import { readNfoFile } from '../../media/nfo/read-nfo-file.ts';
import { NOT_FOUND, ok, unavailable } from '../../model/answer.ts';
import type { LocalSource } from '../port.ts';
import { nfoRecord } from './map.ts';

/** NFO files of Kodi, Jellyfin, Emby and the Arr services, and those that hold nothing but an address. */
export const nfoSource: LocalSource = {
  id: 'nfo',
  groups: ['movie', 'series', 'album'],
  gives: 'NFO files: ids, titles, texts, credits, addresses of pictures',
  reader: {
    reads: ({ role }) => role === 'nfo',
    async read({ path, relativePath }, signal) {
      const read = await readNfoFile(path, signal);
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
};
