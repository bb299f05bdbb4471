import { codecName } from '../../../codecs.ts';
import type { RawBlock } from '../../../tags/raw-block.ts';
import { collectNotes } from '../../notes.ts';
import type { FormatReader } from '../../reading.ts';
import { cachedWindow } from '../cached-window.ts';
import { hasText, u32be, u64be } from '../numbers.ts';
import { audioReading, given } from '../reading.ts';
import type { Span } from '../span.ts';
import { MAX_TEXT_BYTES, utf8Text } from '../text.ts';
import { CAF, chunksOf } from './chunks.ts';

/** `-1`: the sound goes on to the end of the file. */
const OPEN_SIZE = 2 ** 63;

interface Description {
  readonly codec: string | undefined;
  readonly sampleRate: number;
  readonly channels: number;
  readonly bits: number;
  readonly bytesPerPacket: number;
  readonly framesPerPacket: number;
}

/** Apple's Core Audio Format. */
export const readCaf: FormatReader = (input) => {
  const window = cachedWindow(input);
  const notes = collectNotes();
  if (!hasText(window.read(0, 4), 0, 'caff')) return undefined;
  const tags: RawBlock[] = [];
  let description: Description | undefined;
  let frames = 0;
  let bytes = 0;
  let truncated = false;
  const sizeOf = (_: string, size: number): number => (size >= OPEN_SIZE ? window.size : size);
  for (const { id, at, size, span } of chunksOf(window, 8, window.size, { ...CAF, sizeOf })) {
    if (id === 'desc') description ??= readDescription(span.read(0, 32));
    else if (id === 'pakt') frames = u64be(span.read(8, 8), 0);
    else if (id === 'info') tags.push(readInfo(span));
    else if (id === 'data') {
      bytes = Math.min(size, window.size - at) - 4;
      truncated = size < window.size && at + size > window.size;
    }
  }
  if (description === undefined) return undefined;
  const { codec, sampleRate, channels, bits, bytesPerPacket, framesPerPacket } = description;
  const counted = bytesPerPacket > 0 ? (bytes / bytesPerPacket) * framesPerPacket : 0;
  const total = frames > 0 ? frames : counted;
  const stream = {
    ...(codec === undefined ? {} : { codec }),
    ...(given(channels) === undefined ? {} : { channels }),
    ...(given(sampleRate) === undefined ? {} : { sampleRate }),
    ...(given(bits) === undefined ? {} : { bitDepth: bits }),
  };
  return audioReading({ container: 'caf', audio: [stream], tags, truncated }, total / sampleRate, notes);
};

function readDescription(bytes: Buffer): Description | undefined {
  if (bytes.length < 32) return undefined;
  return {
    codec: codecName(bytes.toString('latin1', 8, 12)),
    sampleRate: bytes.readDoubleBE(0),
    bytesPerPacket: u32be(bytes, 16),
    framesPerPacket: u32be(bytes, 20),
    channels: u32be(bytes, 24),
    bits: u32be(bytes, 28),
  };
}

/** Keys and values by turns, each with a NUL behind it. */
function readInfo(span: Span): RawBlock {
  const bytes = span.read(4, Math.min(span.length, MAX_TEXT_BYTES) - 4);
  const texts = utf8Text(bytes).split('\0');
  const entries: (readonly [string, readonly string[]])[] = [];
  for (let index = 0; index + 1 < texts.length && entries.length < 500; index += 2) {
    entries.push([texts[index] ?? '', [texts[index + 1] ?? '']]);
  }
  return { origin: 'caf', entries };
}
