import { readFlac } from './audio/flac.ts';
import { readMp3 } from './audio/mp3.ts';
import { readOgg } from './audio/ogg/read-ogg.ts';
import type { FormatReader } from './reading.ts';

/** Readers of sound files by the format that `sniff` names. */
export const AUDIO_READERS: ReadonlyMap<string, FormatReader> = new Map([
  ['mp3', readMp3],
  ['flac', readFlac],
  ['ogg', readOgg],
]);
