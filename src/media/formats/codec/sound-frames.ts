import { bitReader } from '../bit-reader.ts';
import { AAC_RATES } from './aac.ts';
import { readAc3Frame } from './ac3.ts';
import type { SoundFacts } from './facts.ts';

/** Frames of sound are looked for in this many bytes; a sync word that is none is passed over. */
const SEARCHED = 16 * 1024;
const MOST_TRIES = 200;

type FrameReader = (data: Buffer) => SoundFacts | undefined;

/** What the first frame of a stream of this codec says; nothing where the stream has no frame in these bytes. */
export function readSoundFrame(codec: string | undefined, data: Buffer): SoundFacts | undefined {
  if (codec === 'ac3' || codec === 'eac3') return search(data, Buffer.from([0x0b, 0x77]), readAc3Frame);
  if (codec === 'dts') return search(data, Buffer.from([0x7f, 0xfe, 0x80, 0x01]), readDtsFrame);
  if (codec === 'truehd') return search(data, Buffer.from([0xf8, 0x72, 0x6f, 0xba]), readTrueHdSync);
  if (codec === 'aac') return search(data, Buffer.from([0xff]), readAdtsFrame);
  if (codec === 'mp2' || codec === 'mp3' || codec === 'mp1') return search(data, Buffer.from([0xff]), readMpegFrame);
  return undefined;
}

function search(data: Buffer, sync: Buffer, read: FrameReader): SoundFacts | undefined {
  const part = data.subarray(0, SEARCHED);
  let at = part.indexOf(sync);
  for (let tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
    const facts = read(part.subarray(at));
    if (facts !== undefined) return facts;
    at = part.indexOf(sync, at + 1);
  }
  return undefined;
}

/** ADTS (ISO 13818-7, 6.2). */
function readAdtsFrame(data: Buffer): SoundFacts | undefined {
  if (data.length < 7 || ((data[1] ?? 0) & 0xf6) !== 0xf0) return undefined;
  const second = data[2] ?? 0;
  const sampleRate = AAC_RATES[(second >> 2) & 15];
  const channels = ((second & 1) << 2) | ((data[3] ?? 0) >> 6);
  if (sampleRate === undefined) return undefined;
  const profile = ['Main', 'LC', 'SSR', 'LTP'][second >> 6];
  return { codec: 'aac', profile, sampleRate, channels: channels === 7 ? 8 : channels };
}

const MPEG_RATES = [44_100, 48_000, 32_000];

/** Layer 1 to 3 of MPEG-1, 2 and 2.5. */
function readMpegFrame(data: Buffer): SoundFacts | undefined {
  const [, first = 0, second = 0, third = 0] = data;
  const version = (first >> 3) & 3;
  const layer = 4 - ((first >> 1) & 3);
  const rate = MPEG_RATES[(second >> 2) & 3];
  if (data.length < 4 || (first & 0xe0) !== 0xe0 || version === 1 || layer === 4) return undefined;
  if (rate === undefined || second >> 4 === 15 || second >> 4 === 0) return undefined;
  const sampleRate = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4;
  return { codec: `mp${layer}`, sampleRate, channels: third >> 6 === 3 ? 1 : 2 };
}

const DTS_RATES = [
  0, 8000, 16_000, 32_000, 0, 0, 11_025, 22_050, 44_100, 0, 0, 12_000, 24_000, 48_000, 96_000, 192_000,
];
const DTS_CHANNELS = [1, 2, 2, 2, 2, 3, 3, 4, 4, 5, 6, 6, 6, 7, 8, 8];

/** The core of DTS (ETSI TS 102 114, 5.3). */
function readDtsFrame(data: Buffer): SoundFacts | undefined {
  if (data.length < 12) return undefined;
  const bits = bitReader(data, 4);
  bits.skip(28);
  const arrangement = bits.bits(6);
  const sampleRate = DTS_RATES[bits.bits(4)];
  bits.skip(15);
  const low = bits.bits(2);
  const channels = DTS_CHANNELS[arrangement];
  if (channels === undefined || sampleRate === undefined || sampleRate === 0) return undefined;
  return { sampleRate, channels: channels + (low === 1 || low === 2 ? 1 : 0) };
}

const TRUEHD_RATES = [48_000, 96_000, 192_000, 0, 0, 0, 0, 0, 44_100, 88_200, 176_400];
/** Channels that each bit of a channel assignment stands for. */
const TRUEHD_CHANNELS = [2, 1, 1, 2, 2, 2, 2, 1, 1, 2, 2, 1, 1];
const SIGNATURE = 0xb752;
const SIXTEEN_CHANNELS = 0x80;

/** The major sync of TrueHD; a presentation of 16 channels is Atmos. */
function readTrueHdSync(data: Buffer): SoundFacts | undefined {
  if (data.length < 18 || data.readUInt16BE(8) !== SIGNATURE) return undefined;
  const format = data.readUInt32BE(4);
  const sampleRate = TRUEHD_RATES[format >>> 28];
  const places = format & 0x1fff || (format >>> 15) & 31;
  const channels = TRUEHD_CHANNELS.reduce((sum, count, bit) => sum + ((places >> bit) & 1 ? count : 0), 0);
  const atmos = (data[16] ?? 0) >> 4 === 4 && ((data[17] ?? 0) & SIXTEEN_CHANNELS) !== 0;
  return { sampleRate, channels, atmos: atmos ? true : undefined };
}

const LPCM_CHANNELS = [0, 1, 0, 2, 3, 3, 4, 4, 5, 6, 7, 8];
const LPCM_RATES: ReadonlyMap<number, number> = new Map([
  [1, 48_000],
  [4, 96_000],
  [5, 192_000],
]);

/** The header of linear PCM on a Blu-ray, four bytes at the beginning of each packet. */
export function readBlurayPcm(data: Buffer): SoundFacts | undefined {
  if (data.length < 4) return undefined;
  const layout = data[2] ?? 0;
  const bitDepth = [0, 16, 20, 24][(data[3] ?? 0) >> 6];
  return { channels: LPCM_CHANNELS[layout >> 4], sampleRate: LPCM_RATES.get(layout & 15), bitDepth };
}

/** The header of linear PCM on a DVD, behind the number of its stream: three bytes and three of the sound itself. */
export function readDvdPcm(data: Buffer): SoundFacts | undefined {
  if (data.length < 6) return undefined;
  const layout = data[4] ?? 0;
  const sampleRate = [48_000, 96_000, 44_100, 32_000][(layout >> 4) & 3];
  return { channels: (layout & 7) + 1, sampleRate, bitDepth: [16, 20, 24][layout >> 6] };
}
