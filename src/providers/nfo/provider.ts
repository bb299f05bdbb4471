import { z } from 'zod';
import { defineProvider } from '../descriptor.ts';

export const nfo = defineProvider({
  id: 'nfo',
  name: 'NFO files',
  family: 'local',
  presence: 'switch',
  doc: 'Read NFO files.',
  gives: 'NFO files: ids, titles, texts, credits, addresses of pictures',
  table: {
    gives: 'ids that settle identity; titles, texts, credits',
    key: 'none',
    limits: 'no request; 1 MiB a file',
    attribution: 'your own',
  },
  settings: z.strictObject({}),
  async create(_settings, { nfoFilter }) {
    const { createNfoSource, nfoSource } = await import('./index.ts');
    return { local: [nfoFilter === undefined ? nfoSource : createNfoSource(nfoFilter)] };
  },
});
