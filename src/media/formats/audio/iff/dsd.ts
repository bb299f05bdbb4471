import type { RawBlock } from '../../../tags/raw-block.ts';
import { collectNotes, type Notes } from '../../notes.ts';
import type { EmbeddedPicture, FormatReader } from '../../reading.ts';
import type { ByteWindow } from '../../window.ts';
import { cachedWindow } from '../cached-window.ts';
import { type Id3Tag, readId3Tag } from '../id3v2/read-tag.ts';
import { hasText, u16be, u32be, u32le, u64le } from '../numbers.ts';
import { audioReading } from '../reading.ts';
import { secondsOfSamples } from '../stream-info.ts';
import { utf8Text } from '../text.ts';
import { type Chunk, chunksOf, DSDIFF } from './chunks.ts';
import { readId3Chunk } from './id3-chunk.ts';

/** DSF: DSD with an ID3 tag whose place stands in the header. */
export const readDsf: FormatReader = (given) => {
  const window = cachedWindow(given);
  const notes = collectNotes();
  const bytes = window.read(0, 92);
  if (!hasText(bytes, 0, 'DSD ')) return undefined;
  const tagAt = u64le(bytes, 20);
  const tag = tagAt > 0 ? readId3Tag(window, tagAt, notes) : undefined;
  if (tagAt > 0 && tag === undefined) notes.add('no ID3 tag where the header says');
  const isFormat = hasText(bytes, 28, 'fmt ');
  if (!isFormat) notes.add('no fmt chunk');
  const sampleRate = isFormat ? u32le(bytes, 56) : 0;
  const audio = isFormat ? [{ codec: 'dsd', channels: u32le(bytes, 52), sampleRate, bitDepth: 1 }] : [];
  const dataSize = hasText(bytes, 80, 'data') ? u64le(bytes, 84) : 0;
  const reading = { container: 'dsf', audio, ...partsOf(tag), truncated: 80 + dataSize > window.size };
  return audioReading(reading, secondsOfSamples(isFormat ? u64le(bytes, 64) : 0, sampleRate), notes);
};

function partsOf(tag: Id3Tag | undefined) {
  return tag === undefined ? {} : { tags: [tag.block], pictures: tag.pictures, chapters: tag.chapters };
}

interface Dsdiff {
  sampleRate: number;
  channels: number;
  isPacked: boolean;
  seconds: number | undefined;
  truncated: boolean;
  readonly texts: (readonly [string, readonly string[]])[];
  readonly blocks: RawBlock[];
  readonly pictures: EmbeddedPicture[];
}

/** DSDIFF (`.dff`), with what editors write about title and artist, and the ID3 tag that taggers add. */
export const readDff: FormatReader = (given) => {
  const window = cachedWindow(given);
  const notes = collectNotes();
  const head = window.read(0, 16);
  if (!hasText(head, 0, 'FRM8') || !hasText(head, 12, 'DSD ')) return undefined;
  const found: Dsdiff = {
    sampleRate: 0,
    channels: 0,
    isPacked: false,
    seconds: undefined,
    truncated: false,
    texts: [],
    blocks: [],
    pictures: [],
  };
  for (const chunk of chunksOf(window, 16, window.size, DSDIFF)) readDffChunk(window, chunk, found, notes);
  const { sampleRate, channels, texts } = found;
  if (sampleRate === 0) notes.add('no sample rate');
  const codec = found.isPacked ? 'dst' : 'dsd';
  const reading = {
    container: 'dff',
    audio: sampleRate === 0 ? [] : [{ codec, channels, sampleRate, bitDepth: 1 }],
    tags: [...found.blocks, ...(texts.length === 0 ? [] : [{ origin: 'diin', entries: texts }])],
    pictures: found.pictures,
    truncated: found.truncated,
  };
  return audioReading(reading, found.seconds, notes);
};

function readDffChunk(window: ByteWindow, chunk: Chunk, found: Dsdiff, notes: Notes): void {
  const { id, at, size, span } = chunk;
  if (id === 'PROP') {
    for (const { id: name, span: value } of chunksOf(window, at + 4, at + size, DSDIFF)) {
      if (name === 'FS  ') found.sampleRate = u32be(value.read(0, 4), 0);
      else if (name === 'CHNL') found.channels = u16be(value.read(0, 2), 0);
      else if (name === 'CMPR') found.isPacked = value.read(0, 4).toString('latin1') === 'DST ';
    }
  } else if (id === 'DSD ') {
    found.seconds = secondsOfSamples((size * 8) / Math.max(1, found.channels), found.sampleRate);
    found.truncated = at + size > window.size;
  } else if (id === 'DST ') {
    const rate = span.read(0, 18);
    if (hasText(rate, 0, 'FRTE')) found.seconds = secondsOfSamples(u32be(rate, 12), u16be(rate, 16));
    found.truncated = at + size > window.size;
  } else if (id === 'DIIN') {
    for (const { id: name, span: value } of chunksOf(window, at, at + size, DSDIFF)) {
      if (name !== 'DITI' && name !== 'DIAR') continue;
      const length = Math.min(u32be(value.read(0, 4), 0), 64 * 1024);
      found.texts.push([name, [utf8Text(value.read(4, length))]]);
    }
  } else {
    const tag = readId3Chunk(window, chunk, notes);
    if (tag === undefined) return;
    found.blocks.push(tag.block);
    found.pictures.push(...tag.pictures);
  }
}
