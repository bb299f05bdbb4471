import type { BoundedFile } from '../bounded-file.ts';
import { type ContainerExtra, NO_EXTRA, type TrackExtra } from './extra.ts';

const MAX_BOXES = 512;
/** Fixed part of a visual sample entry (ISO 14496-12), after which its boxes stand. */
const VISUAL_ENTRY = 78;

interface Box {
  readonly type: string;
  /** Of the content. */
  readonly start: number;
  readonly end: number;
}

/**
 * What mediabunny does not tell of an MP4 or QuickTime file: subtitle tracks, Dolby Vision, frame rate, whether it is cut
 * short. Reads headers of boxes only (ISO 14496-12); stops at whatever does not add up.
 */
export async function readMp4Extra(file: BoundedFile): Promise<ContainerExtra> {
  const top = await boxes(file, 0, Number.POSITIVE_INFINITY);
  const movie = top.find((box) => box.type === 'moov');
  const truncated = movie === undefined || top.some((box) => box.end > file.size);
  if (movie === undefined) return { ...NO_EXTRA, truncated };
  const tracks: TrackExtra[] = [];
  for (const box of await boxes(file, movie.start, movie.end)) {
    if (box.type === 'trak') tracks.push(await trackOf(file, box));
  }
  return { container: undefined, truncated, tracks };
}

async function trackOf(file: BoundedFile, track: Box): Promise<TrackExtra> {
  const media = await inside(file, track, 'mdia');
  const header = await inside(file, media, 'mdhd');
  const handler = await inside(file, media, 'hdlr');
  const table = await inside(file, await inside(file, media, 'minf'), 'stbl');
  const entry = await inside(file, table, 'stsd', 8);
  const [word, head, sizes, times] = await Promise.all([
    content(file, handler, 12),
    content(file, header, 36),
    content(file, await inside(file, table, 'stsz'), 12),
    content(file, await inside(file, table, 'stts'), 16),
  ]);
  const type = typeOf(word.toString('latin1', 8, 12));
  const time = mediaTime(head);
  const rate = frameRate(time, sizes, times);
  const first = entry === undefined ? undefined : (await boxes(file, entry.start, entry.end))[0];
  const flags = type === 'subtitle' && first?.type === 'tx3g' ? await content(file, first, 12) : Buffer.alloc(0);
  const parts = type === 'video' && first !== undefined ? await boxes(file, first.start + VISUAL_ENTRY, first.end) : [];
  return {
    type,
    codec: first?.type,
    language: time.language,
    // Some, or all, of its samples are forced (3GPP TS 26.245, Apple's extension).
    forced: flags.length === 12 && (flags.readUInt32BE(8) & 0x80000000) !== 0,
    dolbyVision: parts.some((part) => /^dv[cvw]C$/.test(part.type)),
    // Below one picture a second it is a slide show or a still, and no rate that means anything.
    frameRate: type === 'video' && rate >= 1 ? rate : undefined,
  };
}

function typeOf(handler: string): TrackExtra['type'] {
  if (handler === 'vide') return 'video';
  if (handler === 'soun') return 'audio';
  return ['sbtl', 'subt', 'text', 'clcp'].includes(handler) ? 'subtitle' : 'other';
}

interface MediaTime {
  /** Units a second. */
  readonly scale: number;
  readonly seconds: number;
  readonly language: string | undefined;
}

/** The rate of nearly all pictures where their times say so, else the average. */
function frameRate({ scale, seconds }: MediaTime, sizes: Buffer, times: Buffer): number {
  const samples = sizes.length < 12 ? 0 : sizes.readUInt32BE(8);
  const [same, delta] = times.length < 16 ? [0, 0] : [times.readUInt32BE(8), times.readUInt32BE(12)];
  if (delta > 0 && same >= samples * 0.9) return scale / delta;
  return seconds > 0 ? samples / seconds : 0;
}

/** A media header; its language is packed in three times five bits. */
function mediaTime(header: Buffer): MediaTime {
  const long = header[0] === 1;
  if (header.length < (long ? 34 : 22)) return { scale: 0, seconds: 0, language: undefined };
  const scale = header.readUInt32BE(long ? 20 : 12);
  const duration = long ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  const packed = header.readUInt16BE(long ? 32 : 20);
  const letters = [10, 5, 0].map((shift) => String.fromCharCode(((packed >> shift) & 31) + 0x60));
  const language = packed === 0 ? undefined : letters.join('');
  return { scale, seconds: scale === 0 ? 0 : duration / scale, language };
}

async function inside(file: BoundedFile, box: Box | undefined, type: string, skip = 0): Promise<Box | undefined> {
  if (box === undefined) return undefined;
  const found = (await boxes(file, box.start, box.end)).find((one) => one.type === type);
  return found === undefined ? undefined : { ...found, start: found.start + skip };
}

async function content(file: BoundedFile, box: Box | undefined, length: number): Promise<Buffer> {
  return box === undefined ? Buffer.alloc(0) : file.read(box.start, Math.min(length, box.end - box.start));
}

/** Headers of the boxes from `start`; the last one may promise to end behind the file. */
async function boxes(file: BoundedFile, start: number, end: number): Promise<readonly Box[]> {
  const out: Box[] = [];
  const limit = Math.min(end, file.size);
  for (let at = start; at + 8 <= limit && out.length < MAX_BOXES; ) {
    const head = await file.read(at, 16);
    const short = head.readUInt32BE(0);
    const long = short === 1 && head.length === 16;
    const size = short === 0 ? limit - at : long ? Number(head.readBigUInt64BE(8)) : short;
    if (size < (long ? 16 : 8)) break;
    out.push({ type: head.toString('latin1', 4, 8), start: at + (long ? 16 : 8), end: at + size });
    at += size;
  }
  return out;
}
