import { readMatroska } from './matroska/read-matroska.ts';
import { readMp4 } from './mp4/read-mp4.ts';
import type { FormatReader } from './reading.ts';

/** Readers of video containers by the names that `sniff` gives. */
export const VIDEO_READERS: ReadonlyMap<string, FormatReader> = new Map([
  ['matroska', readMatroska],
  ['mp4', readMp4],
]);
