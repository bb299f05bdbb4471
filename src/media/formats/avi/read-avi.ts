import { compact } from '../../../model/compact.ts';
import type { AudioStream, SubtitleStream, VideoStream } from '../../../model/media.ts';
import type { RawBlock } from '../../tags/raw-block.ts';
import { type CachedWindow, cachedWindow } from '../cached-window.ts';
import { collectNotes, type Notes } from '../notes.ts';
import type { FormatReader } from '../reading.ts';
import { readWaveFormat, videoCodecOfFourCharacters } from '../riff-codecs.ts';
import { audioStream, videoStream } from '../streams.ts';
import { cleanTitle, positive, rounded } from '../values.ts';
import { type Chunk, contentOf, eachChunk } from './chunks.ts';

const MICROSECONDS = 1e6;
const MOST_TAGS = 200;
const LONGEST_TAG = 8 * 1024;
/** In a BITMAPINFOHEADER. */
const FOUR_CHARACTERS_AT = 16;

interface Found {
  readonly streams: Chunk[];
  readonly information: Chunk[];
  mainHeader?: Chunk;
  /** Of the extension of OpenDML: the number of all frames, where the file is larger than one list can be. */
  extendedHeader?: Chunk;
}

/** Reads AVI with the extension of OpenDML: its headers and the list of texts, never the pictures. */
export const readAvi: FormatReader = (source) => {
  const window = cachedWindow(source);
  const head = window.read(0, 12);
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'AVI ') return undefined;
  const notes = collectNotes();
  const found: Found = { streams: [], information: [] };
  const truncated = findParts(window, found);
  const streams = found.streams.map((stream) => readStream(window, stream, notes));
  const main = contentOf(window, found.mainHeader, 56);
  const frameTime = main.length >= 4 ? main.readUInt32LE(0) / MICROSECONDS : 0;
  const extended = contentOf(window, found.extendedHeader, 4);
  const frames = Math.max(u32(extended, 0), u32(main, 16));
  const longest = Math.max(0, ...streams.map((stream) => stream.seconds));
  const hasVideo = streams.some((stream) => stream.video !== undefined);
  const seconds = Math.max(longest, hasVideo ? frames * frameTime : 0);
  return compact({
    container: 'avi',
    duration: rounded(positive(seconds)),
    video: streams.flatMap((stream) => stream.video ?? []),
    audio: streams.flatMap((stream) => stream.audio ?? []),
    subtitles: streams.flatMap((stream) => stream.subtitle ?? []),
    chapters: [],
    tags: readInformation(window, found.information),
    pictures: [],
    truncated,
    notes: notes.list,
  });
};

function u32(bytes: Buffer, at: number): number {
  return at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0;
}

/** Finds the lists of headers, and tells whether the file promises more bytes than there are. */
function findParts(window: CachedWindow, found: Found): boolean {
  let truncated = false;
  eachChunk(window.pick, 0, window.size, (riff) => {
    if (riff.type !== 'RIFF') return;
    truncated ||= riff.end > window.size;
    // The size is zero where the writer was interrupted: the lists stand there all the same.
    const end = riff.end === riff.start ? window.size : riff.end;
    eachChunk(window.pick, riff.start + 4, Math.min(end, window.size), (part) => {
      if (part.list === 'hdrl') findHeaders(window, part, found);
      else if (part.list === 'INFO') found.information.push(part);
      else if (part.list === 'movi') truncated ||= part.end > window.size;
    });
  });
  return truncated;
}

function findHeaders(window: CachedWindow, list: Chunk, found: Found): void {
  eachChunk(window.read, list.start + 4, list.end, (part) => {
    if (part.type === 'avih') found.mainHeader = part;
    else if (part.list === 'strl' && found.streams.length < 100) found.streams.push(part);
    else if (part.list === 'INFO') found.information.push(part);
    else if (part.list === 'odml') {
      eachChunk(window.read, part.start + 4, part.end, (one) => {
        if (one.type === 'dmlh') found.extendedHeader = one;
      });
    }
  });
}

interface Stream {
  readonly seconds: number;
  readonly video?: VideoStream;
  readonly audio?: AudioStream;
  readonly subtitle?: SubtitleStream;
}

function readStream(window: CachedWindow, list: Chunk, notes: Notes): Stream {
  const parts = new Map<string, Chunk>();
  eachChunk(window.read, list.start + 4, list.end, (part) => {
    if (!parts.has(part.type)) parts.set(part.type, part);
  });
  const header = contentOf(window, parts.get('strh'), 56);
  const format = contentOf(window, parts.get('strf'), 256);
  if (header.length < 36) {
    notes.add('stream without a header');
    return { seconds: 0 };
  }
  const scale = header.readUInt32LE(20);
  const rate = header.readUInt32LE(24);
  const perSecond = scale > 0 ? rate / scale : 0;
  const seconds = perSecond > 0 ? header.readUInt32LE(32) / perSecond : 0;
  const title = cleanTitle(contentOf(window, parts.get('strn'), 1024).toString('utf8'));
  const track = compact({ title });
  const type = header.toString('latin1', 0, 4);
  if (type === 'vids') {
    const codec = videoCodec(header, format);
    if (codec === 'xsub') return { seconds, subtitle: compact({ codec, ...track }) };
    const container = { width: u32(format, 4), height: Math.abs(i32(format, 8)), frameRate: perSecond };
    return { seconds, video: videoStream({ codec, track, container, configuration: {} }) };
  }
  if (type === 'auds') {
    const wave = readWaveFormat(format);
    const container = { channels: wave?.channels, sampleRate: wave?.sampleRate, bitDepth: wave?.bitDepth };
    return { seconds, audio: audioStream({ codec: wave?.codec, track, container, configuration: {} }) };
  }
  // A stream of texts has one chunk, whose length in time its header does not tell.
  if (type === 'txts') return { seconds: 0, subtitle: compact({ codec: 'subrip', ...track }) };
  return { seconds: 0 };
}

function i32(bytes: Buffer, at: number): number {
  return at + 4 <= bytes.length ? bytes.readInt32LE(at) : 0;
}

/** By the format, else by the handler that the stream asks for. */
function videoCodec(header: Buffer, format: Buffer): string | undefined {
  const named = format.toString('latin1', FOUR_CHARACTERS_AT, FOUR_CHARACTERS_AT + 4);
  if (/^[\x21-\x7e]{4}$/.test(named)) return videoCodecOfFourCharacters(named);
  const handler = header.toString('latin1', 4, 8);
  return videoCodecOfFourCharacters(/^[\x21-\x7e]{4}$/.test(handler) ? handler : '');
}

/** The list of texts: `INAM` is the title, `IART` the artist. UTF-8 where it is that, else Latin-1. */
function readInformation(window: CachedWindow, lists: readonly Chunk[]): readonly RawBlock[] {
  const entries: [string, string[]][] = [];
  for (const list of lists) {
    eachChunk(window.read, list.start + 4, list.end, (part) => {
      const value = decode(contentOf(window, part, LONGEST_TAG))
        .replace(/\0.*$/s, '')
        .trim();
      if (value !== '' && entries.length < MOST_TAGS) entries.push([part.type, [value]]);
    });
  }
  return entries.length === 0 ? [] : [{ origin: 'riff', entries }];
}

function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}
