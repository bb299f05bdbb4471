import type { AudioStream, Chapter } from '../../../../model/media.ts';
import type { RawBlock } from '../../../tags/raw-block.ts';
import { collectNotes } from '../../notes.ts';
import type { EmbeddedPicture, FormatReader } from '../../reading.ts';
import { cachedWindow } from '../cached-window.ts';
import { readFrontTags } from '../edge-tags.ts';
import { u16be, u32be, u64be } from '../numbers.ts';
import { audioReading, given } from '../reading.ts';
import { secondsOfSamples } from '../stream-info.ts';
import { MAX_TEXT_BYTES, untilNul, utf8Text } from '../text.ts';
import { AIFF, type Chunk, chunksOf } from './chunks.ts';
import { readId3Chunk } from './id3-chunk.ts';

const TEXTS: ReadonlySet<string> = new Set(['NAME', 'AUTH', 'ANNO', '(c) ']);
/** Codecs of AIFF-C that are more than another order of bytes. */
const CODECS: ReadonlyMap<string, string> = new Map([
  ['ima4', 'adpcm_ima_qt'],
  ['MAC3', 'mace3'],
  ['MAC6', 'mace6'],
  ['QDMC', 'qdmc'],
  ['QDM2', 'qdm2'],
  ['Qclp', 'qcelp'],
  ['agsm', 'gsm'],
  ['G722', 'adpcm_g722'],
  ['.mp3', 'mp3'],
]);
const SAMPLES_A_PACKET: ReadonlyMap<string, number> = new Map([
  ['ima4', 64],
  ['MAC3', 6],
  ['MAC6', 6],
]);

interface Common {
  readonly stream: AudioStream;
  readonly seconds: number | undefined;
}

/** AIFF and AIFF-C. */
export const readAiff: FormatReader = (given) => {
  const window = cachedWindow(given);
  const notes = collectNotes();
  const front = readFrontTags(window, notes);
  const head = window.read(front.end, 12);
  const form = /^FORM....(AIFF|AIFC)$/s.exec(head.toString('latin1'))?.[1];
  if (form === undefined) return undefined;
  const texts: (readonly [string, readonly string[]])[] = [];
  const blocks: RawBlock[] = [];
  const pictures: EmbeddedPicture[] = [];
  const chapters: Chapter[] = [];
  let common: Common | undefined;
  for (const chunk of chunksOf(window, front.end + 12, window.size, AIFF)) {
    if (chunk.id === 'COMM') common ??= readCommon(chunk, form === 'AIFC');
    else if (TEXTS.has(chunk.id)) texts.push([chunk.id, [textOf(chunk)]]);
    else {
      const tag = readId3Chunk(window, chunk, notes);
      if (tag === undefined) continue;
      blocks.push(tag.block);
      pictures.push(...tag.pictures);
      chapters.push(...tag.chapters);
    }
  }
  if (common === undefined) notes.add('no COMM chunk');
  const reading = {
    container: 'aiff',
    audio: common === undefined ? [] : [common.stream],
    tags: [...blocks, ...front.blocks, ...(texts.length === 0 ? [] : [{ origin: 'aiff', entries: texts }])],
    pictures: [...pictures, ...front.pictures],
    chapters: [...chapters, ...front.chapters],
    truncated: front.end + 8 + u32be(head, 4) > window.size,
  };
  return audioReading(reading, common?.seconds, notes);
};

function textOf({ span }: Chunk): string {
  return utf8Text(untilNul(span.read(0, Math.min(span.length, MAX_TEXT_BYTES))));
}

function readCommon({ span }: Chunk, isCompressed: boolean): Common | undefined {
  const bytes = span.read(0, 22);
  if (bytes.length < 18) return undefined;
  const sampleRate = extended(bytes, 8);
  const compression = isCompressed ? bytes.toString('latin1', 18, 22) : 'NONE';
  const codec = CODECS.get(compression) ?? 'pcm';
  const channels = given(u16be(bytes, 0));
  const bits = codec === 'pcm' ? given(u16be(bytes, 6)) : undefined;
  const stream = {
    codec,
    ...(channels === undefined ? {} : { channels }),
    ...(sampleRate > 0 ? { sampleRate } : {}),
    ...(bits === undefined ? {} : { bitDepth: bits }),
  };
  const samples = u32be(bytes, 2) * (SAMPLES_A_PACKET.get(compression) ?? 1);
  return { stream, seconds: secondsOfSamples(samples, sampleRate) };
}

/** A floating point number of 80 bits, rounded to whole hertz. */
function extended(bytes: Buffer, at: number): number {
  const exponent = (u16be(bytes, at) & 0x7fff) - 16383 - 63;
  const value = u64be(bytes, at + 2) * 2 ** exponent;
  return Number.isFinite(value) && value < 2 ** 32 ? Math.round(value) : 0;
}
