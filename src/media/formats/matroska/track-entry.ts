import { type DolbyVision, readDolbyVision } from '../codec/dolby-vision.ts';
import type { ByteWindow } from '../window.ts';
import { type Element, eachElement, float, text, unsigned } from './ebml.ts';

/** Longest private data that is read: that of subtitles holds styles and fonts, which nothing here needs. */
const LONGEST_PRIVATE = 8 * 1024;
/** Masters are nested three deep: TrackEntry, Video, Colour, MasteringMetadata. */
const DEEPEST = 4;
const CODEC_PRIVATE = 0x63a2;
const BLOCK_ADDITION_MAPPING = 0x41e4;
/** BlockAddIDType of ITU-T T.35 messages, of which HDR10+ is the only one in use. */
const T35_MESSAGES = 4;
const DOLBY_VISION = new Set(['dvcC', 'dvvC', 'dvwC'].map((name) => Buffer.from(name).readUInt32BE(0)));

/** Elements of a track that are read (RFC 9559, 5.1.4.1). Their ids are unique over all levels. */
const NUMBERS: ReadonlyMap<number, string> = new Map([
  [0x83, 'type'],
  [0x88, 'isDefault'],
  [0x55aa, 'isForced'],
  [0x55ab, 'hearingImpaired'],
  [0x55ac, 'visualImpaired'],
  [0x55ae, 'original'],
  [0x55af, 'commentary'],
  [0x23e383, 'frameDuration'],
  [0xb0, 'width'],
  [0xba, 'height'],
  [0x55b2, 'bitsPerChannel'],
  [0x55ba, 'transfer'],
  [0x55bc, 'maxCll'],
  [0x55bd, 'maxFall'],
  [0x9f, 'channels'],
  [0x6264, 'bitDepth'],
]);
const FLOATS: ReadonlyMap<number, string> = new Map([
  [0x55d9, 'masteringMax'],
  [0x55da, 'masteringMin'],
  [0xb5, 'sampleRate'],
  [0x78b5, 'outputSampleRate'],
]);
const TEXTS: ReadonlyMap<number, string> = new Map([
  [0x86, 'codecId'],
  [0x536e, 'name'],
  [0x22b59c, 'language'],
  [0x22b59d, 'languageTag'],
]);
/** Video, Colour, MasteringMetadata, Audio. */
const MASTERS = new Set([0xe0, 0x55b0, 0x55d0, 0xe1]);

/** A TrackEntry as it stands, without defaults. */
export interface TrackEntry {
  number(name: string): number | undefined;
  text(name: string): string | undefined;
  readonly codecPrivate: Buffer;
  readonly dolbyVision: DolbyVision | undefined;
  readonly hdr10plus: boolean;
}

export function readTrackEntry(window: ByteWindow, entry: Element): TrackEntry {
  const numbers = new Map<string, number>();
  const texts = new Map<string, string>();
  const found: Mapped & { codecPrivate: Buffer } = { codecPrivate: Buffer.alloc(0), hdr10plus: false };

  const readInto = (parent: Element, depth: number): void => {
    eachElement(window, parent.start, parent.end, (element) => {
      const { id } = element;
      const number = NUMBERS.get(id);
      const real = FLOATS.get(id);
      const words = TEXTS.get(id);
      if (number !== undefined) put(numbers, number, unsigned(window, element));
      else if (real !== undefined) put(numbers, real, float(window, element));
      else if (words !== undefined) texts.set(words, text(window, element));
      else if (id === CODEC_PRIVATE) found.codecPrivate = content(window, element);
      else if (id === BLOCK_ADDITION_MAPPING) readMapping(window, element, found);
      else if (MASTERS.has(id) && depth < DEEPEST) readInto(element, depth + 1);
    });
  };
  readInto(entry, 1);
  return {
    number: (name) => numbers.get(name),
    text: (name) => texts.get(name),
    codecPrivate: found.codecPrivate,
    dolbyVision: found.dolbyVision,
    hdr10plus: found.hdr10plus,
  };
}

function put(numbers: Map<string, number>, name: string, value: number | undefined): void {
  if (value !== undefined && Number.isFinite(value)) numbers.set(name, value);
}

function content(window: ByteWindow, { start, end }: Element): Buffer {
  return window.read(start, Math.min(end - start, LONGEST_PRIVATE));
}

interface Mapped {
  dolbyVision?: DolbyVision;
  hdr10plus: boolean;
}

/** BlockAdditionMapping: its type is four characters for Dolby Vision, and a number for other messages. */
function readMapping(window: ByteWindow, mapping: Element, found: Mapped): void {
  let type: number | undefined;
  let extra: Buffer | undefined;
  eachElement(window, mapping.start, mapping.end, (part) => {
    if (part.id === 0x41e7) type = unsigned(window, part);
    else if (part.id === 0x41ed) extra = content(window, part);
  });
  if (type === T35_MESSAGES) found.hdr10plus = true;
  if (type === undefined || !DOLBY_VISION.has(type)) return;
  const read = extra === undefined ? undefined : readDolbyVision(extra);
  found.dolbyVision = read ?? found.dolbyVision ?? {};
}
