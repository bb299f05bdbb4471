import { z } from 'zod';
import { defineProvider } from '../descriptor.ts';

export const tags = defineProvider({
  id: 'tags',
  name: 'embedded tags',
  family: 'local',
  presence: 'switch',
  doc: 'Read the tags embedded in audio files.',
  gives: 'tags embedded in audio files: MusicBrainz ids, titles, numbers, lengths',
  table: {
    gives: 'albums: MusicBrainz ids, titles, numbers, lengths',
    key: 'none',
    limits: 'no request',
    attribution: 'your own',
  },
  settings: z.strictObject({}),
  async create(_settings, { readsTags }) {
    const { createTagsSource, tagsSource } = await import('./index.ts');
    return { local: [readsTags === undefined ? tagsSource : createTagsSource(readsTags)] };
  },
});
