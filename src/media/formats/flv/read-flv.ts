import { compact } from '../../../model/compact.ts';
import type { AudioStream, VideoStream } from '../../../model/media.ts';
import { codecName } from '../../codecs.ts';
import { type CachedWindow, cachedWindow } from '../cached-window.ts';
import { readAacConfiguration } from '../codec/aac.ts';
import { readAvcConfiguration } from '../codec/avc.ts';
import type { PictureFacts, SoundFacts } from '../codec/facts.ts';
import { readHevcConfiguration } from '../codec/hevc.ts';
import type { FormatReader } from '../reading.ts';
import { audioStream, videoStream } from '../streams.ts';
import { positive, rounded } from '../values.ts';
import { type AmfValue, readAmf } from './amf.ts';

const AUDIO = 8;
const VIDEO = 9;
const SCRIPT = 18;
const MOST_TAGS = 50;
const LONGEST_SCRIPT = 128 * 1024;
const VIDEO_CODECS: ReadonlyMap<number, string> = new Map([
  [2, 'flv1'],
  [3, 'flashsv'],
  [4, 'vp6'],
  [5, 'vp6'],
  [6, 'flashsv2'],
  [7, 'h264'],
  [12, 'hevc'],
  [13, 'av1'],
]);
const AUDIO_CODECS: ReadonlyMap<number, string> = new Map([
  [0, 'pcm'],
  [1, 'adpcm_swf'],
  [2, 'mp3'],
  [3, 'pcm'],
  [4, 'nellymoser'],
  [5, 'nellymoser'],
  [6, 'nellymoser'],
  [7, 'pcm'],
  [8, 'pcm'],
  [10, 'aac'],
  [11, 'speex'],
  [14, 'mp3'],
]);
const RATES = [5512, 11_025, 22_050, 44_100];

/** Reads FLV: `onMetaData`, the first tags of picture and sound, the time of the last tag. */
export const readFlv: FormatReader = (source) => {
  const window = cachedWindow(source);
  const head = window.read(0, 13);
  if (head.length < 13 || head.toString('latin1', 0, 3) !== 'FLV') return undefined;
  const first = readFirstTags(window, head.readUInt32BE(5));
  const said = (name: string): number | undefined => {
    const value = first.metadata.get(name);
    return typeof value === 'number' ? value : undefined;
  };
  const duration = positive(said('duration')) ?? positive(lastTime(window));
  return compact({
    container: 'flv',
    duration: rounded(duration),
    video: videoOf(first, said),
    audio: audioOf(first, said),
    subtitles: [],
    chapters: [],
    tags: [],
    pictures: [],
    truncated: (said('filesize') ?? 0) > window.size,
    notes: [],
  });
};

interface FirstTags {
  metadata: ReadonlyMap<string, AmfValue>;
  video?: { readonly codec: string | undefined; readonly facts: PictureFacts };
  audio?: { readonly codec: string | undefined; readonly facts: SoundFacts };
}

function readFirstTags(window: CachedWindow, start: number): FirstTags {
  const out: FirstTags = { metadata: new Map() };
  let at = start + 4;
  for (let count = 0; count < MOST_TAGS && (out.video === undefined || out.audio === undefined); count++) {
    const head = window.read(at, 11);
    if (head.length < 11) break;
    const type = (head[0] ?? 0) & 31;
    const size = head.readUIntBE(1, 3);
    if (type === SCRIPT) {
      const [name, value] = readAmf(window.read(at + 11, Math.min(size, LONGEST_SCRIPT)));
      if (name === 'onMetaData' && value instanceof Map) out.metadata = value;
    } else if (type === VIDEO) out.video ??= pictureOf(window.read(at + 11, Math.min(size, 2048)));
    else if (type === AUDIO) out.audio ??= soundOf(window.read(at + 11, Math.min(size, 256)));
    else break;
    at += 11 + size + 4;
  }
  return out;
}

/** The first byte has frame type and codec; with its highest bit set, four characters follow that name the codec. */
function pictureOf(data: Buffer): NonNullable<FirstTags['video']> {
  const first = data[0] ?? 0;
  if ((first & 0x80) !== 0) {
    const name = data.toString('latin1', 1, 5);
    const facts = name === 'hvc1' && (first & 15) === 0 ? readHevcConfiguration(data.subarray(5)) : {};
    return { codec: codecName(name), facts };
  }
  const codec = VIDEO_CODECS.get(first & 15);
  const isHeader = data[1] === 0;
  if (codec === 'h264' && isHeader) return { codec, facts: readAvcConfiguration(data.subarray(5)) };
  return { codec, facts: codec === 'hevc' && isHeader ? readHevcConfiguration(data.subarray(5)) : {} };
}

function soundOf(data: Buffer): NonNullable<FirstTags['audio']> {
  const first = data[0] ?? 0;
  const codec = AUDIO_CODECS.get(first >> 4);
  if (codec === 'aac') return { codec, facts: data[1] === 0 ? readAacConfiguration(data.subarray(2)) : {} };
  return { codec, facts: { sampleRate: RATES[(first >> 2) & 3], channels: (first & 1) + 1 } };
}

type Said = (name: string) => number | undefined;

function videoOf(first: FirstTags, said: Said): VideoStream[] {
  const codec = first.video?.codec ?? VIDEO_CODECS.get(said('videocodecid') ?? -1);
  if (codec === undefined && said('width') === undefined) return [];
  const container = { width: said('width'), height: said('height'), frameRate: said('framerate') };
  return [videoStream({ codec, track: {}, container, configuration: first.video?.facts ?? {} })];
}

function audioOf(first: FirstTags, said: Said): AudioStream[] {
  const codec = first.audio?.codec ?? AUDIO_CODECS.get(said('audiocodecid') ?? -1);
  if (codec === undefined) return [];
  const stereo = first.metadata.get('stereo');
  const channels = typeof stereo === 'boolean' ? (stereo ? 2 : 1) : undefined;
  const container = { sampleRate: said('audiosamplerate'), channels };
  return [audioStream({ codec, track: {}, container, configuration: first.audio?.facts ?? {} })];
}

/** The time of the last tag in seconds: the last four bytes are its length. */
function lastTime(window: CachedWindow): number | undefined {
  const size = window.size < 32 ? 0 : window.pick(window.size - 4, 4).readUInt32BE(0);
  const at = window.size - 4 - size;
  if (size < 11 || at < 13) return undefined;
  const head = window.pick(at, 11);
  return (head.readUIntBE(4, 3) + (head[7] ?? 0) * 0x1000000) / 1000;
}
