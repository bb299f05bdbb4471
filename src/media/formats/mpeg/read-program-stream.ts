import { compact } from '../../../model/compact.ts';
import type { AudioStream, VideoStream } from '../../../model/media.ts';
import { type CachedWindow, cachedWindow } from '../cached-window.ts';
import { readDvdPcm } from '../codec/sound-frames.ts';
import type { FormatReader } from '../reading.ts';
import { audioStream, videoStream } from '../streams.ts';
import { rounded } from '../values.ts';
import { type Elementary, elementaryStream } from './elementary.ts';
import { readPesHeader } from './pes.ts';
import { type Clock, measureClock } from './timestamps.ts';

const STEP = 64 * 1024;
const MOST_HEAD = 1024 * 1024;
/** Sound that has not begun by then may never do. */
const ENOUGH_HEAD = 384 * 1024;
const TAILS = [64 * 1024, 256 * 1024];
const MOST_STREAMS = 100;
const PACK = 0xba;
const PRIVATE = 0xbd;
const EXTENDED = 0xfd;
const START = Buffer.from([0, 0, 1]);
const PACK_START = Buffer.from([0, 0, 1, PACK]);

/** Reads MPEG program streams, also those of DVDs (VOB): their first packets, and times from the end. */
export const readProgramStream: FormatReader = (source) => {
  const window = cachedWindow(source);
  if (!window.read(0, 4).equals(PACK_START)) return undefined;
  const streams = new Map<number, Elementary>();
  const clock = measureClock();
  let at = 0;
  while (at < Math.min(window.size, MOST_HEAD)) {
    const next = readPackets(window.pick(at, STEP), at, streams, clock, true);
    if (next <= at) break;
    at = next;
    if (isDescribed(streams, at >= ENOUGH_HEAD)) break;
  }
  if (streams.size === 0) return undefined;
  readTail(window, at, clock);
  const all = [...streams].sort(([a], [b]) => a - b).map(([, stream]) => stream);
  const video = all.flatMap((stream) => videoOf(stream));
  const last = video[0]?.frameRate === undefined ? 0 : 1 / video[0].frameRate;
  return compact({
    container: 'mpegps',
    duration: rounded(clock.span === undefined ? undefined : clock.span + last),
    video,
    audio: all.flatMap((stream) => audioOf(stream)),
    subtitles: all.flatMap(({ type }) => (type === 'subtitle' ? [{ codec: 'vobsub' }] : [])),
    chapters: [],
    tags: [],
    pictures: [],
    truncated: false,
    notes: [],
  });
};

function readTail(window: CachedWindow, from: number, clock: Clock): void {
  for (const length of TAILS) {
    const start = Math.max(from, window.size - length);
    const bytes = window.pick(start, window.size - start);
    const first = bytes.indexOf(PACK_START);
    const before = clock.count;
    if (first >= 0) readPackets(bytes.subarray(first), start + first, new Map(), clock, false);
    if (clock.count > before) return;
  }
}

/**
 * Reads the packets in these bytes, the first of which begins there.
 *
 * @returns where the next one begins in the file.
 */
function readPackets(
  bytes: Buffer,
  offset: number,
  streams: Map<number, Elementary>,
  clock: Clock,
  keep: boolean,
): number {
  let at = 0;
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0 || bytes[at + 1] !== 0 || bytes[at + 2] !== 1) {
      const next = bytes.indexOf(START, at + 1);
      if (next < 0) break;
      at = next;
      continue;
    }
    const code = bytes[at + 3] ?? 0;
    if (code < PACK) at += 4;
    else if (code === PACK) at += packLength(bytes.subarray(at));
    else {
      const length = 6 + bytes.readUInt16BE(at + 4);
      // A packet that goes on behind these bytes is read with the next ones.
      if (at + length > bytes.length && at > 0) return offset + at;
      readPacket(bytes.subarray(at, at + length), streams, clock, keep);
      at += length;
    }
  }
  return offset + Math.max(at, bytes.length - 8);
}

/** MPEG-2 has stuffing behind a fixed part, MPEG-1 not. */
function packLength(bytes: Buffer): number {
  return (bytes[4] ?? 0) >> 6 === 1 ? 14 + ((bytes[13] ?? 0) & 7) : 12;
}

function readPacket(bytes: Buffer, streams: Map<number, Elementary>, clock: Clock, keep: boolean): void {
  const header = readPesHeader(bytes);
  if (header === undefined) return;
  const { streamId, start, time } = header;
  const content = bytes.subarray(start);
  const key = streamId === PRIVATE ? 0x100 + (content[0] ?? 0) : streamId;
  const stream = streams.get(key) ?? newStream(key);
  if (stream === undefined) return;
  if (time !== undefined && stream.type !== 'subtitle') clock.add(time);
  if (!keep || (!streams.has(key) && streams.size >= MOST_STREAMS)) return;
  streams.set(key, stream);
  stream.add(content);
}

/** By the id of a packet, and in private packets by the number of the stream that DVDs have there. */
function newStream(key: number): Elementary | undefined {
  if (key >= 0xe0 && key <= 0xef) return elementaryStream('video', undefined);
  if (key === EXTENDED) return elementaryStream('video', 'vc1');
  if (key >= 0xc0 && key <= 0xdf) return elementaryStream('audio', 'mp2');
  const part = key - 0x100;
  if (part >= 0x20 && part <= 0x3f) return elementaryStream('subtitle', 'vobsub');
  if ((part >= 0x80 && part <= 0x87) || (part >= 0xc0 && part <= 0xcf)) return elementaryStream('audio', 'ac3');
  if (part >= 0x88 && part <= 0x8f) return elementaryStream('audio', 'dts');
  if (part >= 0xa0 && part <= 0xaf) return elementaryStream('audio', 'pcm', (data) => readDvdPcm(data.subarray(1)));
  return part >= 0xb0 && part <= 0xbf ? elementaryStream('audio', 'truehd') : undefined;
}

function isDescribed(streams: ReadonlyMap<number, Elementary>, enough: boolean): boolean {
  const all = [...streams.values()].map((stream) => ({ type: stream.type, described: stream.isDescribed() }));
  const video = all.filter(({ type }) => type === 'video');
  const audio = all.filter(({ type }) => type === 'audio');
  if (!video.every(({ described }) => described)) return false;
  if (enough) return all.length > 0;
  return video.length > 0 && audio.length > 0 && audio.every(({ described }) => described);
}

function videoOf(stream: Elementary): VideoStream[] {
  if (stream.type !== 'video') return [];
  const { codec, ...configuration } = stream.picture ?? {};
  return [videoStream({ codec: codec ?? stream.codec, track: {}, container: {}, configuration })];
}

function audioOf(stream: Elementary): AudioStream[] {
  if (stream.type !== 'audio') return [];
  return [audioStream({ codec: stream.codec, track: {}, container: {}, configuration: stream.sound ?? {} })];
}
