import { readSidecarText } from '../../media/sidecar-text.ts';
import { NOT_FOUND, ok, unavailable } from '../../model/answer.ts';
import { compact } from '../../model/compact.ts';
import type { FsPath } from '../../model/files.ts';
import type { LocalSource } from '../port.ts';
import { plexmatchClaims, plexmatchRecord } from './map.ts';
import { readPlexmatch } from './parse.ts';

/** Bytes; Sonarr's list every episode of a series in some KB. */
const MAX_BYTES = 64 * 1024;

function besides(sidecar: FsPath, file: string): FsPath {
  return `${sidecar.slice(0, sidecar.lastIndexOf('/') + 1)}${file}`;
}

/** The `.plexmatch` files of series and their seasons, and of movies, where Plex itself does not read them. */
export const plexmatchSource: LocalSource = {
  id: 'plexmatch',
  groups: ['movie', 'series'],
  reader: {
    reads: ({ role }) => role === 'plexmatch',
    async read({ path, relativePath, season }, signal) {
      const read = await readSidecarText(path, MAX_BYTES, signal);
      signal.throwIfAborted();
      if (read.status === 'failed') return unavailable(read.error);
      if (read.status === 'too-large') {
        const message = `${relativePath}: it is larger than 64 KiB`;
        return ok({ warnings: [{ code: 'FILE_UNREADABLE', message }] });
      }
      const said = readPlexmatch(read.text);
      // One beside the files of a season speaks for these alone.
      const claims = season === undefined ? plexmatchClaims(said) : [];
      const places = (said.episodes ?? []).map(({ file, season: written, episodes }) => ({
        relativePath: besides(relativePath, file),
        episodes,
        ...compact({ season: written ?? season }),
      }));
      const isSilent = said.pins.length === 0 && claims.length === 0 && places.length === 0;
      return isSilent ? NOT_FOUND : ok({ pins: said.pins, claims, ...(places.length === 0 ? {} : { places }) });
    },
  },
  record: plexmatchRecord,
};
