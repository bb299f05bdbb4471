import { z } from 'zod';
import { defineProvider } from '../descriptor.ts';

export const name = defineProvider({
  id: 'name',
  name: 'names',
  family: 'local',
  presence: 'always',
  doc: 'Names of folders and files are always read: groups are made by them, and by them every work has a title and every file its place.',
  gives: 'names of folders and files: title, year, numbers, ids in brackets; edition and 3D of each file',
  table: {
    gives: 'title, year, numbers, ids in brackets, edition of each file; always on',
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
