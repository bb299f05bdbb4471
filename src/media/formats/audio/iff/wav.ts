import type { Chapter } from '../../../../model/media.ts';
import type { RawBlock } from '../../../tags/raw-block.ts';
import { collectNotes, type Notes } from '../../notes.ts';
import type { EmbeddedPicture, FormatReader } from '../../reading.ts';
import type { ByteWindow } from '../../window.ts';
import { cachedWindow } from '../cached-window.ts';
import { readBackTags, readFrontTags } from '../edge-tags.ts';
import { u32le, u64le } from '../numbers.ts';
import { audioReading, given } from '../reading.ts';
import type { Span } from '../span.ts';
import { MAX_TEXT_BYTES, untilNul, utf8Text } from '../text.ts';
import { readWaveFormat, type WaveFormat } from '../wave-format.ts';
import { type Chunk, chunksOf, RIFF } from './chunks.ts';
import { readId3Chunk } from './id3-chunk.ts';

/** Writers that cannot go back leave these sizes. */
const UNKNOWN_SIZES = new Set([0, 0xffffffff, 0x7fffffff]);

interface Wave {
  format: WaveFormat | undefined;
  samples: number;
  data: { readonly at: number; readonly size: number } | undefined;
  readonly blocks: RawBlock[];
  readonly pictures: EmbeddedPicture[];
  readonly chapters: Chapter[];
}

/** WAV, RF64 and BW64, with their INFO list, ID3 tag and broadcast extension. */
export const readWav: FormatReader = (given) => {
  const window = cachedWindow(given);
  const notes = collectNotes();
  const front = readFrontTags(window, notes);
  const head = window.read(front.end, 12).toString('latin1');
  if (!/^(RIFF|RF64|BW64)....WAVE$/s.test(head)) return undefined;
  const wave: Wave = { format: undefined, samples: 0, data: undefined, blocks: [], pictures: [], chapters: [] };
  const sizes = longSizes(window, front.end);
  const sizeOf = (id: string, size: number): number => {
    if (id !== 'data') return size;
    if (sizes !== undefined && size === 0xffffffff) return sizes.data;
    return UNKNOWN_SIZES.has(size) ? window.size : size;
  };
  for (const chunk of chunksOf(window, front.end + 12, window.size, { ...RIFF, sizeOf })) {
    readChunk(window, chunk, wave, notes);
  }
  const { format, data } = wave;
  const back = readBackTags(window, data?.at ?? front.end, notes);
  const isOpen = data !== undefined && data.size === window.size;
  const reading = {
    container: 'wav',
    audio: format === undefined ? [] : [format.stream],
    tags: [...wave.blocks, ...front.blocks, ...back.blocks],
    pictures: [...wave.pictures, ...front.pictures, ...back.pictures],
    chapters: [...wave.chapters, ...front.chapters],
    truncated: data !== undefined && !isOpen && data.at + data.size > window.size,
  };
  if (format === undefined) notes.add('no fmt chunk');
  const bytes = data === undefined ? 0 : isOpen ? window.size - data.at : data.size;
  const samples = wave.samples > 0 ? wave.samples : (sizes?.samples ?? 0);
  return audioReading(reading, secondsOf(format, bytes, samples), notes);
};

/** Sizes of 64 bits in the chunk that RF64 begins with. */
function longSizes(window: ByteWindow, start: number): { readonly data: number; readonly samples: number } | undefined {
  const bytes = window.read(start + 12, 36);
  if (bytes.toString('latin1', 0, 4) !== 'ds64') return undefined;
  return { data: u64le(bytes, 16), samples: u64le(bytes, 24) };
}

function secondsOf(format: WaveFormat | undefined, bytes: number, samples: number): number | undefined {
  if (format === undefined || format.sampleRate === 0) return undefined;
  if (format.isPcm && format.blockAlign > 0) return bytes / format.blockAlign / format.sampleRate;
  if (samples > 0) return samples / format.sampleRate;
  return given(format.bytesPerSecond) === undefined ? undefined : bytes / format.bytesPerSecond;
}

function readChunk(window: ByteWindow, chunk: Chunk, wave: Wave, notes: Notes): void {
  const { id, at, size, span } = chunk;
  if (id === 'fmt ') wave.format ??= readWaveFormat(span.read(0, 64));
  else if (id === 'data') wave.data ??= { at, size };
  else if (id === 'fact') wave.samples = u32le(span.read(0, 4), 0) % 0xffffffff;
  else if (id === 'LIST' && span.read(0, 4).toString('latin1') === 'INFO') wave.blocks.push(infoList(window, chunk));
  else if (id === 'bext') wave.blocks.push(broadcastExtension(span));
  else {
    const tag = readId3Chunk(window, chunk, notes);
    if (tag === undefined) return;
    wave.blocks.push(tag.block);
    wave.pictures.push(...tag.pictures);
    wave.chapters.push(...tag.chapters);
  }
}

function infoList(window: ByteWindow, { at, span }: Chunk): RawBlock {
  const entries: (readonly [string, readonly string[]])[] = [];
  for (const { id, span: value } of chunksOf(window, at + 4, at + span.length, RIFF)) {
    const text = utf8Text(untilNul(value.read(0, Math.min(value.length, MAX_TEXT_BYTES))));
    if (text.trim() !== '') entries.push([id, [text]]);
  }
  return { origin: 'riff', entries };
}

function broadcastExtension(span: Span): RawBlock {
  const bytes = span.read(0, 338);
  const field = (at: number, length: number): string => utf8Text(untilNul(bytes.subarray(at, at + length))).trim();
  const all: readonly (readonly [string, string])[] = [
    ['Description', field(0, 256)],
    ['Originator', field(256, 32)],
    ['OriginationDate', field(320, 10)],
  ];
  return { origin: 'bext', entries: all.flatMap(([key, value]) => (value === '' ? [] : [[key, [value]] as const])) };
}
