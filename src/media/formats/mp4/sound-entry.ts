import { readAc3Configuration, readEac3Configuration } from '../codec/ac3.ts';
import type { SoundFacts } from '../codec/facts.ts';
import { type Box, boxesIn, contentOf, type Read, readFrom } from './boxes.ts';
import { readElementaryStream } from './esds.ts';
import { originalFormat } from './visual-entry.ts';

const MOST_CONTENT = 8 * 1024;
/** Of the fixed part, by the version of QuickTime's sound description. */
const FIXED = [28, 44, 64];
/** Bits a sample where the entry's own field says 16 for compatibility. */
const DEPTHS: ReadonlyMap<string, number> = new Map([
  ['in24', 24],
  ['in32', 32],
  ['fl32', 32],
  ['fl64', 64],
  ['ulaw', 8],
  ['alaw', 8],
]);
const PCM = new Set(['sowt', 'twos', 'in24', 'in32', 'fl32', 'fl64', 'raw ', 'NONE', 'lpcm', 'ipcm', 'fpcm']);
const PROFILES: ReadonlyMap<string, string> = new Map([
  ['dtsl', 'DTS-HD MA'],
  ['dtse', 'DTS Express'],
]);
/** The fixed-point rate has no room for more than 65,535 Hz. */
const DOLBY_RATES: ReadonlyMap<number, number> = new Map([
  [0, 48_000],
  [1, 96_000],
  [2, 192_000],
  [8, 44_100],
  [9, 88_200],
  [10, 176_400],
]);

export interface SoundEntry {
  readonly container: SoundFacts;
  readonly configuration: SoundFacts;
  readonly original: string | undefined;
}

/** The content of an audio sample entry (ISO 14496-12, 12.2.3; QuickTime's sound sample description). */
export function readSoundEntry(type: string, data: Buffer): SoundEntry {
  if (data.length < 28) return { container: {}, configuration: {}, original: undefined };
  const version = Math.min(data.readUInt16BE(8), 2);
  const fixed = FIXED[version] ?? 28;
  const read = readFrom(data);
  const outer = boxesIn(read, { type, start: 0, end: data.length }, fixed);
  const wave = outer.get('wave');
  const boxes = wave === undefined ? outer : new Map([...boxesIn(read, wave), ...outer]);
  return {
    container: { profile: PROFILES.get(type), ...(version === 2 ? longForm(data) : shortForm(type, data)) },
    configuration: configurationOf(type, read, boxes),
    original: originalFormat(data, fixed),
  };
}

function shortForm(type: string, data: Buffer): SoundFacts {
  return {
    channels: data.readUInt16BE(16),
    sampleRate: data.readUInt32BE(24) >>> 16,
    bitDepth: DEPTHS.get(type) ?? (PCM.has(type) ? data.readUInt16BE(18) : undefined),
  };
}

function longForm(data: Buffer): SoundFacts {
  if (data.length < 52) return {};
  const bitDepth = data.readUInt32BE(48);
  return { channels: data.readUInt32BE(40), sampleRate: data.readDoubleBE(32), bitDepth };
}

function configurationOf(type: string, read: Read, boxes: ReadonlyMap<string, Box>): SoundFacts {
  const box = (name: string): Buffer => contentOf(read, boxes.get(name), MOST_CONTENT);
  if (boxes.has('esds')) return readElementaryStream(box('esds').subarray(4));
  if (boxes.has('dac3')) return readAc3Configuration(box('dac3'));
  if (boxes.has('dec3')) return readEac3Configuration(box('dec3'));
  if (boxes.has('dfLa')) return readFlac(box('dfLa'));
  if (boxes.has('dOps')) return { sampleRate: 48_000, channels: box('dOps')[1] };
  if (boxes.has('dmlp')) return readTrueHd(box('dmlp'));
  if (boxes.has('ddts')) return readDts(box('ddts'));
  if (boxes.has('pcmC')) return { bitDepth: box('pcmC')[5] };
  return type === 'alac' ? readAlac(box('alac')) : {};
}

/** ALACSpecificConfig behind the version and flags of its box. */
function readAlac(data: Buffer): SoundFacts {
  if (data.length < 28) return {};
  return { bitDepth: data[9], channels: data[13], sampleRate: data.readUInt32BE(24) };
}

/** STREAMINFO behind the version and flags of the box and the header of the metadata block. */
function readFlac(data: Buffer): SoundFacts {
  if (data.length < 22) return {};
  const packed = data.readUInt32BE(18);
  return { sampleRate: packed >>> 12, channels: ((packed >>> 9) & 7) + 1, bitDepth: ((packed >>> 4) & 31) + 1 };
}

function readTrueHd(data: Buffer): SoundFacts {
  return data.length < 4 ? {} : { sampleRate: DOLBY_RATES.get((data[0] ?? 0) >> 4) };
}

/** `ddts` (ETSI TS 102 114, E.2): the rate of the whole, and bits a sample. */
function readDts(data: Buffer): SoundFacts {
  return data.length < 13 ? {} : { sampleRate: data.readUInt32BE(0), bitDepth: data[12] };
}
