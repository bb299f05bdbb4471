import { z } from 'zod';
import { defineProvider } from '../descriptor.ts';

export const local = defineProvider({
  id: 'local',
  name: 'pictures beside the media',
  family: 'local',
  presence: 'switch',
  doc: 'Read pictures beside the media.',
  gives: 'pictures beside the media',
  table: {
    gives: 'posters, backdrops, covers, before all others',
    key: 'none',
    limits: 'no request',
    attribution: 'your own',
  },
  settings: z.strictObject({}),
  async create(_settings, { isOwnPicture }) {
    const { createLocalArtworkSource, localArtworkSource } = await import('./index.ts');
    return { local: [isOwnPicture === undefined ? localArtworkSource : createLocalArtworkSource(isOwnPicture)] };
  },
});
