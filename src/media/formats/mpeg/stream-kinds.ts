import { languageTag } from '../../language.ts';
import { type DolbyVision, readDolbyVision } from '../codec/dolby-vision.ts';
import type { Descriptor, MappedStream, ProgramMap } from './tables.ts';

export interface StreamKind {
  readonly kind: 'video' | 'audio' | 'subtitle';
  readonly codec: string;
  readonly profile?: string;
  /** Linear PCM with the header of a Blu-ray. */
  readonly isBlurayPcm?: boolean;
}

const video = (codec: string): StreamKind => ({ kind: 'video', codec });
const audio = (codec: string, profile?: string): StreamKind =>
  profile === undefined ? { kind: 'audio', codec } : { kind: 'audio', codec, profile };
const subtitle = (codec: string): StreamKind => ({ kind: 'subtitle', codec });

/** Stream types of ITU-T H.222.0 and ATSC. */
const TYPES: ReadonlyMap<number, StreamKind> = new Map([
  [0x01, video('mpeg1video')],
  [0x02, video('mpeg2video')],
  [0x03, audio('mp2')],
  [0x04, audio('mp2')],
  [0x0f, audio('aac')],
  [0x10, video('mpeg4')],
  [0x11, audio('aac')],
  [0x1b, video('h264')],
  [0x24, video('hevc')],
  [0x33, video('vvc')],
  [0x42, video('cavs')],
  [0x81, audio('ac3')],
  [0x84, audio('eac3')],
  [0x87, audio('eac3')],
  [0x8a, audio('dts')],
  [0xd1, video('dirac')],
  [0xea, video('vc1')],
]);

/** Stream types of the Blu-ray Disc. */
const BLURAY: ReadonlyMap<number, StreamKind> = new Map([
  [0x80, { kind: 'audio', codec: 'pcm', isBlurayPcm: true }],
  [0x82, audio('dts')],
  [0x83, audio('truehd')],
  [0x85, audio('dts', 'DTS-HD HRA')],
  [0x86, audio('dts', 'DTS-HD MA')],
  [0x90, subtitle('pgs')],
  [0x92, subtitle('hdmv_text')],
  [0xa1, audio('eac3')],
  [0xa2, audio('dts', 'DTS Express')],
]);

/** Private data by the name that a registration descriptor gives. */
const REGISTERED: ReadonlyMap<string, StreamKind> = new Map([
  ['AC-3', audio('ac3')],
  ['EAC3', audio('eac3')],
  ['DTS1', audio('dts')],
  ['DTS2', audio('dts')],
  ['DTS3', audio('dts')],
  ['BSSD', audio('s302m')],
  ['Opus', audio('opus')],
  ['HEVC', video('hevc')],
  ['VC-1', video('vc1')],
  ['AV01', video('av1')],
  ['drac', video('dirac')],
]);

/** Private data by its descriptors (ETSI EN 300 468). */
const DESCRIBED: ReadonlyMap<number, StreamKind> = new Map([
  [0x6a, audio('ac3')],
  [0x7a, audio('eac3')],
  [0x7b, audio('dts')],
  [0x7c, audio('aac')],
  [0x59, subtitle('dvbsub')],
]);

const REGISTRATION = 0x05;
const LANGUAGE = 0x0a;
const TELETEXT = 0x56;
const DVB_SUBTITLE = 0x59;
const SUPPLEMENTARY = 0x7f;
const DOLBY_VISION = 0xb0;
const SUBTITLE_PAGES = new Set([2, 5]);

/** What a mapped stream is; undefined for what is neither picture, sound nor subtitle. */
export function kindOf(stream: MappedStream, program: ProgramMap): StreamKind | undefined {
  const isBluray = registered(program.descriptors) === 'HDMV';
  const own = registered(stream.descriptors);
  const known = (isBluray ? BLURAY.get(stream.type) : undefined) ?? TYPES.get(stream.type);
  if (known !== undefined) return known;
  const named = own === undefined ? undefined : REGISTERED.get(own);
  if (named !== undefined) return named;
  if (stream.type !== 6) return stream.type >= 0x80 ? BLURAY.get(stream.type) : undefined;
  for (const { tag } of stream.descriptors) {
    const described = DESCRIBED.get(tag);
    if (described !== undefined) return described;
  }
  return teletextPage(stream.descriptors) === undefined ? undefined : subtitle('dvb_teletext');
}

function registered(descriptors: readonly Descriptor[]): string | undefined {
  return find(descriptors, REGISTRATION)?.toString('latin1', 0, 4);
}

function find(descriptors: readonly Descriptor[], tag: number): Buffer | undefined {
  return descriptors.find((one) => one.tag === tag)?.data;
}

interface TeletextPage {
  readonly language: string;
  readonly type: number;
}

function teletextPage(descriptors: readonly Descriptor[]): TeletextPage | undefined {
  const data = find(descriptors, TELETEXT) ?? Buffer.alloc(0);
  for (let at = 0; at + 5 <= data.length; at += 5) {
    const type = (data[at + 3] ?? 0) >> 3;
    if (SUBTITLE_PAGES.has(type)) return { language: data.toString('latin1', at, at + 3), type };
  }
  return undefined;
}

export interface StreamLabels {
  readonly language: string | undefined;
  readonly hearingImpaired: boolean;
  readonly visualImpaired: boolean;
  readonly dolbyVision: DolbyVision | undefined;
}

/** Language and kind of audience from the descriptors of a stream. */
export function labelsOf({ descriptors }: MappedStream): StreamLabels {
  const language = find(descriptors, LANGUAGE);
  const dvb = find(descriptors, DVB_SUBTITLE);
  const page = teletextPage(descriptors);
  const dvbType = dvb?.[3] ?? 0;
  const audience = language?.[3] ?? 0;
  const dolby = find(descriptors, DOLBY_VISION);
  const code = page?.language ?? (dvb ?? language)?.toString('latin1', 0, 3);
  return {
    language: languageTag(code),
    hearingImpaired: audience === 2 || page?.type === 5 || (dvbType >= 0x20 && dvbType <= 0x25),
    visualImpaired: audience === 3 || describesPictures(descriptors),
    dolbyVision: dolby === undefined ? undefined : readDolbyVision(withCompatibility(dolby)),
  };
}

/** The supplementary audio descriptor (ETSI EN 300 468, 6.4.11), an extension. */
function describesPictures(descriptors: readonly Descriptor[]): boolean {
  return descriptors.some(
    ({ tag, data }) => tag === SUPPLEMENTARY && data[0] === 6 && (((data[1] ?? 0) >> 2) & 31) === 1,
  );
}

/** Without a base layer the PID of that layer stands before the compatibility. */
function withCompatibility(data: Buffer): Buffer {
  const hasBase = ((data[3] ?? 0) & 1) !== 0;
  return hasBase ? data : Buffer.concat([data.subarray(0, 4), data.subarray(6)]);
}
