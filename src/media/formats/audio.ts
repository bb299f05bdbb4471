import { readAac } from './audio/aac.ts';
import { readApe, readMpc, readOfr, readTakFile, readTrueAudio, readWavpack } from './audio/ape-family.ts';
import { readAsf } from './audio/asf/read-asf.ts';
import { readFlac } from './audio/flac.ts';
import { readAiff } from './audio/iff/aiff.ts';
import { readCaf } from './audio/iff/caf.ts';
import { readDff, readDsf } from './audio/iff/dsd.ts';
import { readWav } from './audio/iff/wav.ts';
import { readMp3 } from './audio/mp3.ts';
import { readOgg } from './audio/ogg/read-ogg.ts';
import type { FormatReader } from './reading.ts';

/** Readers of sound files by the format that `sniff` names. */
export const AUDIO_READERS: ReadonlyMap<string, FormatReader> = new Map([
  ['mp3', readMp3],
  ['flac', readFlac],
  ['ogg', readOgg],
  ['aac', readAac],
  ['wav', readWav],
  ['aiff', readAiff],
  ['ape', readApe],
  ['wavpack', readWavpack],
  ['musepack', readMpc],
  ['tta', readTrueAudio],
  ['tak', readTakFile],
  ['optimfrog', readOfr],
  ['asf', readAsf],
  ['dsf', readDsf],
  ['dff', readDff],
  ['caf', readCaf],
]);
