import { languageTag } from '../../language.ts';
import type { CachedWindow } from '../cached-window.ts';
import { cleanTitle } from '../values.ts';
import { type Box, boxesIn, contentOf, eachBox, unsignedAt } from './boxes.ts';
import { languageOfCode } from './language.ts';

/** The first sample entry with its boxes; what is longer is of no use here. */
const MOST_ENTRY = 16 * 1024;
const MOST_TEXT = 1024;
const ENABLED = 1;
const MOST_REFERENCES = 64;
/** All bits set, in either length, mean that the duration is not known. */
const UNKNOWN = 0xffffffff;
const UNKNOWN_LONG = 2 ** 63;

export interface SampleEntry {
  readonly type: string;
  /** The content, without size and type. */
  readonly data: Buffer;
}

export interface Track {
  readonly id: number;
  readonly enabled: boolean;
  readonly handler: string;
  /** Units a second. */
  readonly scale: number;
  /** Seconds; 0 where not said. */
  readonly duration: number;
  readonly language: string | undefined;
  readonly entry: SampleEntry | undefined;
  /** The tables of samples by type: `stts`, `stsz`, … */
  readonly tables: ReadonlyMap<string, Box>;
  /** Ids of the tracks that hold the chapters of this one. */
  readonly chapterTracks: readonly number[];
  readonly title: string | undefined;
  /** Roles and characteristics: `caption`, `public.auxiliary-content`, … */
  readonly roles: ReadonlySet<string>;
}

/** A `trak` box (ISO 14496-12, 8.3). The tables of samples are not read, only found. */
export function readTrack(window: CachedWindow, box: Box, quickTime: boolean): Track {
  const { read } = window;
  const parts = boxesIn(read, box);
  const media = boxesOf(window, parts.get('mdia'));
  const information = boxesOf(window, media.get('minf'));
  const table = information.get('stbl');
  // Tables lie far apart: exact reads of their headers cost less than blocks.
  const tables = table === undefined ? NONE : boxesIn(window.pick, table);
  const header = contentOf(read, parts.get('tkhd'), 24);
  const time = mediaTime(contentOf(read, media.get('mdhd'), 36));
  const user = userData(window, parts.get('udta'));
  const extended = contentOf(read, media.get('elng'), 64).subarray(4).toString('latin1').replace(/\0.*$/s, '');
  return {
    id: unsignedAt(header, header[0] === 1 ? 20 : 12, false),
    enabled: ((header[3] ?? 0) & ENABLED) !== 0,
    handler: contentOf(read, media.get('hdlr'), 12).toString('latin1', 8, 12),
    scale: time.scale,
    duration: time.seconds,
    language: languageTag(extended) ?? languageOfCode(time.language, quickTime),
    entry: firstEntry(window, tables.get('stsd')),
    tables,
    chapterTracks: references(window, parts.get('tref')),
    ...user,
  };
}

const NONE: ReadonlyMap<string, Box> = new Map();

function boxesOf(window: CachedWindow, box: Box | undefined): ReadonlyMap<string, Box> {
  return box === undefined ? NONE : boxesIn(window.read, box);
}

function firstEntry(window: CachedWindow, descriptions: Box | undefined): SampleEntry | undefined {
  if (descriptions === undefined) return undefined;
  const bytes = contentOf(window.read, descriptions, MOST_ENTRY);
  if (bytes.length < 16) return undefined;
  const size = bytes.readUInt32BE(8);
  return { type: bytes.toString('latin1', 12, 16), data: bytes.subarray(16, 8 + Math.max(size, 8)) };
}

interface MediaTime {
  readonly scale: number;
  readonly seconds: number;
  readonly language: number;
}

export function mediaTime(header: Buffer): MediaTime {
  const long = header[0] === 1;
  if (header.length < (long ? 34 : 22)) return { scale: 0, seconds: 0, language: 0 };
  const { scale, seconds } = durationAt(header, long);
  return { scale, seconds, language: header.readUInt16BE(long ? 32 : 20) };
}

/** Scale and duration as movie and media headers have them, behind the times of creation and change. */
export function durationAt(header: Buffer, long: boolean): { readonly scale: number; readonly seconds: number } {
  const scale = unsignedAt(header, long ? 20 : 12, false);
  const duration = unsignedAt(header, long ? 24 : 16, long);
  const unknown = scale === 0 || duration === UNKNOWN || duration >= UNKNOWN_LONG;
  return { scale, seconds: unknown ? 0 : duration / scale };
}

function references(window: CachedWindow, box: Box | undefined): readonly number[] {
  const chapters = boxesOf(window, box).get('chap');
  const bytes = contentOf(window.read, chapters, MOST_REFERENCES * 4);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readUInt32BE(index * 4));
}

/** Title and roles: `kind` of MPEG, `tagc` of QuickTime. */
function userData(window: CachedWindow, box: Box | undefined): Pick<Track, 'title' | 'roles'> {
  const roles = new Set<string>();
  let title: string | undefined;
  if (box !== undefined) {
    eachBox(window.read, box.start, box.end, (part) => {
      if (part.type === 'name') title ??= cleanTitle(contentOf(window.read, part, MOST_TEXT).toString('utf8'));
      else if (part.type === 'tagc') roles.add(textOf(contentOf(window.read, part, MOST_TEXT)));
      else if (part.type === 'kind') {
        const [scheme = '', value = ''] = contentOf(window.read, part, MOST_TEXT)
          .subarray(4)
          .toString('utf8')
          .split('\0');
        roles.add(value === '' ? scheme : value);
      }
      return undefined;
    });
  }
  return { title, roles };
}

function textOf(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/\0.*$/s, '');
}
