import { NOT_FOUND, ok, unavailable } from '../../model/answer.ts';
import type { LocalSource } from '../port.ts';
import { tagsRecord } from './map.ts';

/** The tags embedded in the audio files of albums. */
export const tagsSource: LocalSource = {
  id: 'tags',
  groups: ['album'],
  reader: {
    reads: ({ role, discLayout }) => (role === 'main' || role === 'extra') && discLayout === undefined,
    async read(_file, signal, media) {
      const { tags } = await media();
      signal.throwIfAborted();
      if (tags.status === 'failed') return unavailable(tags.error);
      return tags.status === 'none' ? NOT_FOUND : ok({ tags: tags.tags });
    },
  },
  record: ({ group, tags: read, links }) => tagsRecord(group, read, links),
};
