import { readMatroska } from './matroska/read-matroska.ts';
import type { FormatReader } from './reading.ts';

/** Readers of video containers by the names that `sniff` gives. */
export const VIDEO_READERS: ReadonlyMap<string, FormatReader> = new Map([['matroska', readMatroska]]);
