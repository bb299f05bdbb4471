import { readAvi } from './avi/read-avi.ts';
import { readFlv } from './flv/read-flv.ts';
import { readMatroska } from './matroska/read-matroska.ts';
import { readMp4 } from './mp4/read-mp4.ts';
import { readProgramStream } from './mpeg/read-program-stream.ts';
import { readTransportStream } from './mpeg/read-transport-stream.ts';
import type { FormatReader } from './reading.ts';

/** Readers of video containers by the names that `sniff` gives. */
export const VIDEO_READERS: ReadonlyMap<string, FormatReader> = new Map([
  ['matroska', readMatroska],
  ['mp4', readMp4],
  ['avi', readAvi],
  ['flv', readFlv],
  ['mpegts', readTransportStream],
  ['mpegps', readProgramStream],
]);
