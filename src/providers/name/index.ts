import type { LocalSource } from '../port.ts';
import { nameRecord } from './map.ts';

/** The names of folders and files, which were read when they were grouped. */
export const nameSource: LocalSource = {
  id: 'name',
  groups: ['movie', 'series', 'album'],
  gives: 'names of folders and files: title, year, numbers, ids in brackets; edition and 3D of each file',
  record: ({ group, links }) => nameRecord(group, links),
};
