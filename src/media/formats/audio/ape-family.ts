import { collectNotes, type Notes } from '../notes.ts';
import type { FormatReader } from '../reading.ts';
import type { ByteWindow } from '../window.ts';
import { cachedWindow } from './cached-window.ts';
import { readEdgeTags } from './edge-tags.ts';
import { readMonkeys } from './lossless/monkeys-audio.ts';
import { readMusepack } from './lossless/musepack.ts';
import { readOptimFrog } from './lossless/optimfrog.ts';
import { readTak } from './lossless/tak.ts';
import { readTta } from './lossless/tta.ts';
import { readWavPack } from './lossless/wavpack.ts';
import { audioReading } from './reading.ts';
import type { SoundHeader } from './sound-header.ts';

/** Reads the header that begins at this place; undefined where the bytes are of another format. */
type HeaderReader = (window: ByteWindow, start: number, end: number) => SoundHeader | undefined;

/** A format whose tags stand before and behind the sound: APE, ID3v2 and ID3v1. */
function tagged(container: string, readHeader: HeaderReader): FormatReader {
  return (given) => {
    const window = cachedWindow(given);
    const notes: Notes = collectNotes();
    const { blocks: tags, pictures, chapters, start, end } = readEdgeTags(window, notes);
    const header = readHeader(window, start, end);
    const parts = { container, tags, pictures, chapters };
    if (header === undefined) {
      notes.add('no header of the sound');
      return tags.length === 0 ? undefined : audioReading(parts, undefined, notes);
    }
    const { stream, seconds, truncated = false } = header;
    return audioReading({ ...parts, audio: [stream], truncated }, seconds, notes);
  };
}

export const readApe = tagged('ape', readMonkeys);
export const readWavpack = tagged('wavpack', readWavPack);
export const readMpc = tagged('musepack', readMusepack);
export const readTrueAudio = tagged('tta', readTta);
export const readTakFile = tagged('tak', readTak);
export const readOfr = tagged('optimfrog', readOptimFrog);
