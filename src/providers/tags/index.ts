import { readAudioTags } from '../../media/tags.ts';
import { NOT_FOUND, ok, unavailable } from '../../model/answer.ts';
import type { LocalSource } from '../port.ts';
import { tagsRecord } from './map.ts';

/** The tags embedded in the audio files of albums. */
export const tagsSource: LocalSource = {
  id: 'tags',
  groups: ['album'],
  gives: 'tags embedded in audio files: MusicBrainz ids, titles, numbers, lengths',
  reader: {
    reads: ({ role, discLayout }) => (role === 'main' || role === 'extra') && discLayout === undefined,
    async read({ path }, signal) {
      const read = await readAudioTags(path, { signal });
      signal.throwIfAborted();
      if (read.status === 'failed') return unavailable(read.error);
      return read.status === 'none' ? NOT_FOUND : ok({ tags: read.tags });
    },
  },
  record: ({ group, tags: read, links }) => tagsRecord(group, read, links),
};
