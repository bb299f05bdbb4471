import { z } from 'zod';
import { defineProvider } from '../descriptor.ts';

export const plexmatch = defineProvider({
  id: 'plexmatch',
  name: '`.plexmatch`',
  family: 'local',
  presence: 'switch',
  doc: 'Read `.plexmatch` files.',
  gives: '.plexmatch files: ids, title and year of a series, and which episode a file is',
  table: {
    gives: 'ids that settle identity; title and year',
    key: 'none',
    limits: 'no request; 64 KiB a file',
    attribution: 'your own',
  },
  settings: z.strictObject({}),
  async create() {
    const { plexmatchSource } = await import('./index.ts');
    return { local: [plexmatchSource] };
  },
});
