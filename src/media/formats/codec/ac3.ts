import { bitReader } from '../bit-reader.ts';
import type { SoundFacts } from './facts.ts';

const RATES = [48000, 44100, 32000];
/** Channels by the audio coding mode, without the one for low frequencies. */
const CHANNELS = [2, 1, 2, 3, 3, 4, 4, 5];
/** Channels that each bit of a dependent substream's place adds (ETSI TS 102 366, F.6.2.10). */
const PLACES = [2, 2, 1, 1, 2, 2, 2, 1, 1];
const JOINT_OBJECTS = 1;

/** `dac3` of MP4 (ETSI TS 102 366, F.4). */
export function readAc3Configuration(data: Buffer): SoundFacts {
  if (data.length < 3) return {};
  const bits = bitReader(data);
  const sampleRate = RATES[bits.bits(2)];
  bits.skip(8);
  const mode = bits.bits(3);
  return { sampleRate, channels: (CHANNELS[mode] ?? 0) + bits.bits(1) };
}

/** `dec3` of MP4 (ETSI TS 102 366, F.6), with the mark of Atmos (joint object coding). */
export function readEac3Configuration(data: Buffer): SoundFacts {
  if (data.length < 5) return {};
  const bits = bitReader(data);
  bits.skip(13);
  const substreams = bits.bits(3) + 1;
  const sampleRate = RATES[bits.bits(2)];
  let channels = 0;
  for (let index = 0; index < substreams; index++) {
    if (index > 0) bits.skip(2);
    bits.skip(10);
    const mode = bits.bits(3);
    let count = (CHANNELS[mode] ?? 0) + bits.bits(1);
    bits.skip(3);
    if (bits.bits(4) > 0) {
      const places = bits.bits(9);
      for (const [place, more] of PLACES.entries()) if ((places >> place) & 1) count += more;
    } else bits.skip(1);
    if (index === 0) channels = count;
  }
  if (bits.ended) return {};
  bits.skip(7);
  const atmos = bits.bits(1) === JOINT_OBJECTS && !bits.ended;
  return { sampleRate, channels, atmos: atmos ? true : undefined };
}

/** The beginning of an AC-3 or E-AC-3 frame, told apart by the version of its bit stream. */
export function readAc3Frame(data: Buffer): SoundFacts | undefined {
  if (data.length < 8 || data.readUInt16BE(0) !== 0x0b77) return undefined;
  const version = (data[5] ?? 0) >> 3;
  return version <= 10 ? ac3Frame(data) : version <= 16 ? eac3Frame(data) : undefined;
}

function ac3Frame(data: Buffer): SoundFacts | undefined {
  const bits = bitReader(data, 4);
  const sampleRate = RATES[bits.bits(2)];
  if (sampleRate === undefined) return undefined;
  bits.skip(14);
  const mode = bits.bits(3);
  if ((mode & 1) !== 0 && mode !== 1) bits.skip(2);
  if ((mode & 4) !== 0) bits.skip(2);
  if (mode === 2) bits.skip(2);
  return { codec: 'ac3', sampleRate, channels: (CHANNELS[mode] ?? 0) + bits.bits(1) };
}

function eac3Frame(data: Buffer): SoundFacts | undefined {
  const bits = bitReader(data, 2);
  bits.skip(16);
  const code = bits.bits(2);
  const half = code === 3 ? RATES[bits.bits(2)] : undefined;
  if (code !== 3) bits.skip(2);
  const sampleRate = half === undefined ? RATES[code] : half / 2;
  const mode = bits.bits(3);
  return { codec: 'eac3', sampleRate, channels: (CHANNELS[mode] ?? 0) + bits.bits(1) };
}
