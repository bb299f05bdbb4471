import type { LocalSource } from '../port.ts';
import { artworkRecord } from './map.ts';

/** Pictures that lie beside the media. They are found by their names; enrichment opens those that are chosen. */
export const localArtworkSource: LocalSource = {
  id: 'local',
  groups: ['movie', 'series', 'album'],
  record: ({ group }) => artworkRecord(group),
};
