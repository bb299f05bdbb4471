import { NOT_FOUND, ok, unavailable } from '../../model/answer.ts';
import type { FsPath } from '../../model/files.ts';
import type { LocalSource } from '../port.ts';
import { tagsRecord } from './map.ts';

/** The tags embedded in the audio files of albums, as far as `readsTags` allows. */
export const createTagsSource = (readsTags: (path: FsPath) => boolean): LocalSource => ({
  id: 'tags',
  groups: ['album'],
  reader: {
    reads: ({ path, role, discLayout }) =>
      (role === 'main' || role === 'extra') && discLayout === undefined && readsTags(path),
    async read(_file, signal, media) {
      const { tags } = await media();
      signal.throwIfAborted();
      if (tags.status === 'failed') return unavailable(tags.error);
      return tags.status === 'none' ? NOT_FOUND : ok({ tags: tags.tags });
    },
  },
  record: ({ group, tags: read, links }) => tagsRecord(group, read, links),
});

/** The tags embedded in the audio files of all albums. */
export const tagsSource = createTagsSource(() => true);
