import { compact } from '../../../model/compact.ts';
import type { RawBlock } from '../../tags/raw-block.ts';
import type { CachedWindow } from '../cached-window.ts';
import type { Notes } from '../notes.ts';
import type { EmbeddedPicture } from '../reading.ts';
import { type Box, boxesIn, contentOf, eachBox } from './boxes.ts';

const LONGEST_TEXT = 64 * 1024;
const MOST_TEXT = 512 * 1024;
const MOST_VALUES = 2000;
const FRONT_COVER = 3;
const UTF16 = 2;
const SIGNED = 21;
const UNSIGNED = 22;
const MIMES: ReadonlyMap<number, string> = new Map([
  [12, 'image/gif'],
  [13, 'image/jpeg'],
  [14, 'image/png'],
  [27, 'image/bmp'],
]);
/** Atoms with numbers, which some writers do not mark as such. */
const INTEGERS = new Set(
  'gnre tmpo cpil pgap pcst stik hdvd rtng akID sfID cnID atID plID geID cmID tvsn tves shwm'.split(' '),
);
/** Atoms with a number and a total in 16 bits each, behind two empty bytes. */
const PAIRS = new Set(['trkn', 'disk']);

export interface Metadata {
  readonly tags: readonly RawBlock[];
  readonly pictures: readonly EmbeddedPicture[];
}

/** The tags of a movie: iTunes' list, QuickTime's keys, and QuickTime's and 3GPP's plain texts. */
export function readMetadata(window: CachedWindow, movie: ReadonlyMap<string, Box>, notes: Notes): Metadata {
  const collector = collect();
  const user = movie.get('udta');
  if (user !== undefined) {
    eachBox(window.read, user.start, user.end, (box) => {
      if (box.type === 'meta') readMeta(window, box, collector, notes);
      else if (box.type.startsWith('\xa9')) readPlain(window, box, collector);
      else if (ASSET_TEXTS.has(box.type)) readAsset(window, box, collector);
      return undefined;
    });
  }
  const meta = movie.get('meta');
  if (meta !== undefined) readMeta(window, meta, collector, notes);
  const entries = [...collector.entries];
  return { tags: entries.length === 0 ? [] : [{ origin: 'mp4', entries }], pictures: collector.pictures };
}

interface Collector {
  readonly entries: Map<string, string[]>;
  readonly pictures: EmbeddedPicture[];
  add(key: string, value: string): void;
}

function collect(): Collector {
  const entries = new Map<string, string[]>();
  let characters = 0;
  let values = 0;
  const add = (key: string, value: string): void => {
    characters += value.length;
    if (value === '' || ++values > MOST_VALUES || characters > MOST_TEXT) return;
    const list = entries.get(key);
    if (list === undefined) entries.set(key, [value]);
    else list.push(value);
  };
  return { entries, pictures: [], add };
}

/** `meta` has a version in ISO files and none in QuickTime's. */
function readMeta(window: CachedWindow, meta: Box, collector: Collector, notes: Notes): void {
  const plain = window.read(meta.start, 8).toString('latin1', 4, 8) === 'hdlr';
  const parts = boxesIn(window.read, meta, plain ? 0 : 4);
  const list = parts.get('ilst');
  if (list === undefined) return;
  const keys = readKeys(window, parts.get('keys'));
  eachBox(window.read, list.start, list.end, (item) => {
    if (item.end > list.end) notes.add('tag that ends behind the list of tags');
    else readItem(window, item, keys, collector);
    return undefined;
  });
}

/** QuickTime's keys: items of the list are then numbered from 1. */
function readKeys(window: CachedWindow, box: Box | undefined): ReadonlyMap<number, string> {
  const keys = new Map<number, string>();
  if (box === undefined) return keys;
  eachBox(window.read, box.start + 8, box.end, (key) => {
    keys.set(keys.size + 1, contentOf(window.read, key, 256).toString('utf8'));
    return undefined;
  });
  return keys;
}

function readItem(window: CachedWindow, item: Box, keys: ReadonlyMap<number, string>, collector: Collector): void {
  const index = Buffer.from(item.type, 'latin1').readUInt32BE(0);
  let mean = 'com.apple.iTunes';
  let name = '';
  eachBox(window.read, item.start, item.end, (part) => {
    const end = Math.min(part.end, item.end);
    if (part.type === 'mean')
      mean = contentOf(window.read, { ...part, end }, 256)
        .subarray(4)
        .toString('utf8');
    else if (part.type === 'name')
      name = contentOf(window.read, { ...part, end }, 256)
        .subarray(4)
        .toString('utf8');
    else if (part.type === 'data') {
      const key = item.type === '----' ? `----:${mean}:${name}` : (keys.get(index) ?? item.type);
      readData(window, key, { ...part, end }, collector);
    }
    return undefined;
  });
}

function readData(window: CachedWindow, key: string, box: Box, collector: Collector): void {
  const head = window.read(box.start, 8);
  if (head.length < 8) return;
  const type = head.readUInt32BE(0) & 0xffffff;
  const length = box.end - box.start - 8;
  const mime = MIMES.get(type);
  if (key === 'covr' || mime !== undefined) {
    if (length > 0) collector.pictures.push(compact({ type: FRONT_COVER, mime, length }));
    return;
  }
  const bytes = window.read(box.start + 8, Math.min(length, LONGEST_TEXT));
  collector.add(key, itemValue(key, type, bytes));
}

function itemValue(key: string, type: number, bytes: Buffer): string {
  if (PAIRS.has(key)) return pairOf(bytes);
  if (type === UTF16) return utf16(bytes);
  if (type === SIGNED || type === UNSIGNED || (type === 0 && INTEGERS.has(key))) {
    if (bytes.length === 0 || bytes.length > 6) return '';
    return String(type === SIGNED ? bytes.readIntBE(0, bytes.length) : bytes.readUIntBE(0, bytes.length));
  }
  return bytes.toString('utf8').replace(/\0+$/, '');
}

function pairOf(bytes: Buffer): string {
  if (bytes.length < 4) return '';
  const number = bytes.readUInt16BE(2);
  const total = bytes.length >= 6 ? bytes.readUInt16BE(4) : 0;
  if (total > 0) return `${number}/${total}`;
  return number > 0 ? String(number) : '';
}

function utf16(bytes: Buffer): string {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return even
    .swap16()
    .toString('utf16le')
    .replace(/^\ufeff/, '');
}

/** QuickTime's texts: length, language, text, repeated for each language. The first one counts. */
function readPlain(window: CachedWindow, box: Box, collector: Collector): void {
  const bytes = contentOf(window.read, box, LONGEST_TEXT);
  if (bytes.length < 4) return;
  const text = bytes.subarray(4, 4 + bytes.readUInt16BE(0));
  collector.add(box.type, text.toString('utf8').replace(/\0+$/, ''));
}

/** Texts of 3GPP (TS 26.244, 8): title, performer, author, genre, album, description. */
const ASSET_TEXTS = new Set(['titl', 'perf', 'auth', 'gnre', 'albm', 'dscp']);

function readAsset(window: CachedWindow, box: Box, collector: Collector): void {
  const bytes = contentOf(window.read, box, LONGEST_TEXT).subarray(6);
  const text = bytes[0] === 0xfe && bytes[1] === 0xff ? utf16(bytes) : bytes.toString('utf8');
  collector.add(box.type, text.replace(/\0.*$/s, ''));
}
