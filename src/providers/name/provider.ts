import { z } from 'zod';
import { defineProvider } from '../descriptor.ts';

export const name = defineProvider({
  id: 'name',
  name: 'names',
  family: 'local',
  presence: 'always',
  doc: 'Names of folders and files are always read: groups are made by them, and by them every work has a title and every file its place.',
  gives: 'names of folders and files: title, year, numbers, edition, ids in brackets',
  table: {
    gives: 'title, year, numbers, edition, ids in brackets; always on',
    key: 'none',
    limits: 'nothing',
    attribution: 'your own',
  },
  settings: z.strictObject({}),
  async create() {
    const { nameSource } = await import('./index.ts');
    return { local: [nameSource] };
  },
});
