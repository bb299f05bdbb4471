import type { AudioStream, SubtitleStream, VideoStream } from '../../../../model/media.ts';
import { codecName } from '../../../codecs.ts';
import { languageTag } from '../../../language.ts';
import { hasText, u8, u16be, u16le, u24be, u32be, u32le, u64le } from '../numbers.ts';
import { given } from '../reading.ts';
import { readStreamInfo } from '../stream-info.ts';
import { latin1Text, untilNul } from '../text.ts';

/** What the first packet of a stream says. */
export interface OggHead {
  readonly audio?: AudioStream;
  readonly video?: VideoStream;
  readonly subtitle?: SubtitleStream;
  /** Bytes before the Vorbis comment in the packet that holds it; `blocks` where FLAC's metadata blocks follow. */
  readonly comment: number | 'blocks' | undefined;
  /** Seconds from the beginning of the stream to a position in it. */
  readonly secondsAt: (granule: bigint) => number;
}

const NO_TIME = (): number => 0;

/** Reads the first packet of a stream; undefined for streams that nobody plays (Skeleton, unknown codecs). */
export function readOggHead(bytes: Buffer): OggHead | undefined {
  for (const [word, read] of HEADS) if (hasText(bytes, 0, word)) return read(bytes);
  return undefined;
}

const HEADS: readonly (readonly [string, (bytes: Buffer) => OggHead | undefined])[] = [
  ['\x01vorbis', vorbis],
  ['OpusHead', opus],
  ['Speex   ', speex],
  ['\x7fFLAC', flac],
  ['\x80theora', theora],
  ['\x01video\0\0\0', ogmVideo],
  ['\x01audio\0\0\0', ogmAudio],
  ['\x01text\0\0\0\0', () => ({ subtitle: { codec: 'subrip' }, comment: 7, secondsAt: NO_TIME })],
  ['\x80kate\0\0\0', kate],
];

function sound(codec: string, channels: number, sampleRate: number, comment: OggHead['comment']): OggHead | undefined {
  if (sampleRate === 0) return undefined;
  return { audio: { codec, channels, sampleRate }, comment, secondsAt: (granule) => Number(granule) / sampleRate };
}

function vorbis(bytes: Buffer): OggHead | undefined {
  return sound('vorbis', u8(bytes, 11), u32le(bytes, 12), 7);
}

function speex(bytes: Buffer): OggHead | undefined {
  return sound('speex', u32le(bytes, 48), u32le(bytes, 36), 0);
}

/** Opus counts at 48 kHz, from before the samples that a player drops. */
function opus(bytes: Buffer): OggHead {
  const skipped = u16le(bytes, 10);
  return {
    audio: { codec: 'opus', channels: u8(bytes, 9), sampleRate: 48000 },
    comment: 8,
    secondsAt: (granule) => (Number(granule) - skipped) / 48000,
  };
}

function flac(bytes: Buffer): OggHead | undefined {
  const info = readStreamInfo(bytes.subarray(17, 51));
  if (info === undefined) return undefined;
  return { audio: info.stream, comment: 'blocks', secondsAt: (granule) => Number(granule) / info.sampleRate };
}

function theora(bytes: Buffer): OggHead {
  const frameRate = u32be(bytes, 22) / Math.max(1, u32be(bytes, 26));
  const shift = BigInt((u16be(bytes, 40) >> 5) & 31);
  const secondsAt = (granule: bigint): number => {
    const key = granule >> shift;
    const frames = Number(key + (granule - (key << shift)));
    return frameRate > 0 ? frames / frameRate : 0;
  };
  const video = {
    codec: 'theora',
    width: u24be(bytes, 14),
    height: u24be(bytes, 17),
    ...(frameRate > 0 ? { frameRate: Math.round(frameRate * 1000) / 1000 } : {}),
  };
  return { video, comment: 7, secondsAt };
}

/** OGM: streams of AVI codecs, timed in units of 100 ns. */
function ogmVideo(bytes: Buffer): OggHead {
  const unit = u64le(bytes, 17) / 1e7;
  const codec = codecName(latin1Text(untilNul(bytes.subarray(9, 13))));
  const size = { width: u32le(bytes, 45), height: u32le(bytes, 49) };
  const rate = given(1 / unit);
  const frameRate = rate === undefined ? {} : { frameRate: Math.round(rate * 1000) / 1000 };
  return {
    video: { ...(codec === undefined ? {} : { codec }), ...size, ...frameRate },
    comment: 7,
    secondsAt: (granule) => Number(granule) * unit,
  };
}

const OGM_AUDIO: ReadonlyMap<string, string> = new Map([
  ['0055', 'mp3'],
  ['0050', 'mp2'],
  ['2000', 'ac3'],
  ['00ff', 'aac'],
  ['0001', 'pcm'],
]);

function ogmAudio(bytes: Buffer): OggHead | undefined {
  const codec = OGM_AUDIO.get(bytes.toString('latin1', 9, 13).toLowerCase()) ?? 'unknown';
  return sound(codec, u16le(bytes, 45), u64le(bytes, 25), 7);
}

function kate(bytes: Buffer): OggHead {
  const language = languageTag(latin1Text(untilNul(bytes.subarray(32, 48))));
  const subtitle = { codec: 'kate', ...(language === undefined ? {} : { language }) };
  return { subtitle, comment: 9, secondsAt: NO_TIME };
}
