import { type BitReader, bitReader } from '../bit-reader.ts';
import type { SoundFacts } from './facts.ts';

export const AAC_RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];
const CHANNELS: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 4],
  [5, 5],
  [6, 6],
  [7, 8],
  [11, 7],
  [12, 8],
  [13, 24],
  [14, 8],
]);
const PROFILES: ReadonlyMap<number, string> = new Map([
  [1, 'Main'],
  [2, 'LC'],
  [3, 'SSR'],
  [4, 'LTP'],
  [5, 'HE-AAC'],
  [23, 'LD'],
  [29, 'HE-AACv2'],
  [39, 'ELD'],
  [42, 'xHE-AAC'],
]);
const SBR = 5;
const PARAMETRIC_STEREO = 29;

/** AudioSpecificConfig (ISO 14496-3, 1.6.2.1): the rate and the channels as they are played. */
export function readAacConfiguration(data: Buffer): SoundFacts {
  if (data.length < 2) return {};
  const bits = bitReader(data);
  let type = objectType(bits);
  let sampleRate = rate(bits);
  let channels = CHANNELS.get(bits.bits(4));
  let profile = PROFILES.get(type);
  if (type === SBR || type === PARAMETRIC_STEREO) {
    sampleRate = rate(bits) ?? sampleRate;
    if (type === PARAMETRIC_STEREO && channels === 1) channels = 2;
    type = objectType(bits);
  } else {
    const extension = syncExtension(data);
    if (extension?.rate !== undefined) {
      sampleRate = extension.rate;
      profile = PROFILES.get(extension.stereo ? PARAMETRIC_STEREO : SBR);
      if (extension.stereo && channels === 1) channels = 2;
    }
  }
  const codec = type === 32 ? 'mp1' : type === 33 ? 'mp2' : type === 34 ? 'mp3' : type === 36 ? 'mp4als' : 'aac';
  return { codec, profile: codec === 'aac' ? profile : undefined, sampleRate, channels };
}

function objectType(bits: BitReader): number {
  const type = bits.bits(5);
  return type === 31 ? 32 + bits.bits(6) : type;
}

function rate(bits: BitReader): number | undefined {
  const index = bits.bits(4);
  return index === 15 ? bits.bits(24) : AAC_RATES[index];
}

/** SBR that is signalled behind the configuration of the core, for players that do not know it. */
function syncExtension(data: Buffer): { readonly rate: number | undefined; readonly stereo: boolean } | undefined {
  // GASpecificConfig of AAC LC is three bits, so that the extension begins with the third byte.
  if (data.length < 5 || data.readUInt16BE(2) >> 5 !== 0x2b7) return undefined;
  const bits = bitReader(data, 2);
  bits.skip(11);
  if (objectType(bits) !== SBR || !bits.flag()) return undefined;
  const extended = rate(bits);
  const stereo = !bits.ended && bits.bits(11) === 0x548 && bits.flag();
  return { rate: extended, stereo: stereo && !bits.ended };
}
