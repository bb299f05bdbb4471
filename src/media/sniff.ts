import { wordTable } from '../model/word-table.ts';
import type { ByteWindow } from './formats/window.ts';
import { extensionOf } from './kinds.ts';

/** Formats told apart by their first bytes. `foreign` ones are no media at all. */
export interface Sniffed {
  readonly format: string;
  readonly foreign: boolean;
}

type Test = (bytes: Buffer) => boolean;

/** Offset, bytes (Latin-1), format; the first that fits wins. */
const MAGIC: readonly (readonly [number, string, string])[] = [
  [0, '\x1a\x45\xdf\xa3', 'matroska'],
  [4, 'ftyp', 'mp4'],
  [4, 'moov', 'mp4'],
  [4, 'mdat', 'mp4'],
  [4, 'wide', 'mp4'],
  [4, 'free', 'mp4'],
  [4, 'skip', 'mp4'],
  [8, 'AVI ', 'avi'],
  [8, 'WAVE', 'wav'],
  [8, 'AIFF', 'aiff'],
  [8, 'AIFC', 'aiff'],
  [0, 'fLaC', 'flac'],
  [0, 'OggS', 'ogg'],
  [0, 'MAC ', 'ape'],
  [0, 'wvpk', 'wavpack'],
  [0, 'TTA1', 'tta'],
  [0, 'TTA2', 'tta'],
  [0, 'tBaK', 'tak'],
  [0, 'MPCK', 'musepack'],
  [0, 'MP+', 'musepack'],
  [0, 'OFR ', 'optimfrog'],
  [0, 'caff', 'caf'],
  [0, 'DSD ', 'dsf'],
  [0, 'FRM8', 'dff'],
  [0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'asf'],
  [0, 'FLV\x01', 'flv'],
  [0, '.RMF', 'realmedia'],
  [0, '\x00\x00\x01\xba', 'mpegps'],
  [0, '\x00\x00\x01\xb3', 'mpeg-video'],
  [0, '\x0b\x77', 'ac3'],
  [0, '\x7f\xfe\x80\x01', 'dts'],
];

const FOREIGN: readonly (readonly [number, string, string])[] = [
  [0, '\xff\xd8\xff', 'a JPEG image'],
  [0, '\x89PNG', 'a PNG image'],
  [0, 'GIF8', 'a GIF image'],
  [0, '%PDF', 'a PDF document'],
  [0, 'PK\x03\x04', 'a ZIP archive'],
  [0, 'Rar!', 'a RAR archive'],
  [0, "7z\xbc\xaf'\x1c", 'a 7-Zip archive'],
  [0, '\x1f\x8b', 'a gzip archive'],
  [0, 'MZ', 'a Windows program'],
  [0, '\x7fELF', 'a program'],
  [0, '#!', 'a script'],
  [0, '#EXTM3U', 'a playlist'],
];

const PATTERNS: readonly (readonly [Test, string])[] = [
  [(bytes) => packets(bytes, 0, 188), 'mpegts'],
  [(bytes) => packets(bytes, 4, 192), 'mpegts'],
  [(bytes) => bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0, 'aac'],
  [(bytes) => isMpegAudio(bytes), 'mp3'],
];

/**
 * What a file is by its bytes: the first 512, those after an ID3 tag, and sector 16 of a disc image. Undefined where
 * nothing is recognised.
 */
export function sniff(file: ByteWindow): Sniffed | undefined {
  const head = file.read(0, 512);
  const found = byBytes(head);
  if (found !== undefined) return found;
  if (head.toString('latin1', 0, 3) === 'ID3') {
    const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((head[at] ?? 0) & 127), 0);
    const end = 10 + size + (((head[5] ?? 0) & 0x10) === 0 ? 0 : 10);
    const after = end < file.size ? byBytes(file.read(end, 512)) : undefined;
    return after?.foreign === false ? after : { format: 'mp3', foreign: false };
  }
  if (file.size > 32774 && file.read(32769, 5).toString('latin1') === 'CD001') {
    return { format: 'iso9660', foreign: false };
  }
  return undefined;
}

function byBytes(bytes: Buffer): Sniffed | undefined {
  const magic = MAGIC.find(([at, text]) => startsWith(bytes, at, text));
  if (magic !== undefined) return { format: magic[2], foreign: false };
  const foreign = FOREIGN.find(([at, text]) => startsWith(bytes, at, text));
  if (foreign !== undefined) return { format: foreign[2], foreign: true };
  const pattern = PATTERNS.find(([test]) => test(bytes));
  if (pattern !== undefined) return { format: pattern[1], foreign: false };
  const text = bytes.toString('latin1').trimStart().toLowerCase();
  if (text.startsWith('<!doctype html') || text.startsWith('<html')) return { format: 'a web page', foreign: true };
  if (text.startsWith('<?xml')) return { format: 'an XML document', foreign: true };
  return undefined;
}

function startsWith(bytes: Buffer, at: number, text: string): boolean {
  return bytes.toString('latin1', at, at + text.length) === text;
}

function packets(bytes: Buffer, first: number, length: number): boolean {
  return bytes.length > first + length && bytes[first] === 0x47 && bytes[first + length] === 0x47;
}

/** Sync word, and a layer, bit rate and sample rate that exist. */
function isMpegAudio(bytes: Buffer): boolean {
  const [sync = 0, version = 0, rates = 0] = bytes;
  const layer = (version >> 1) & 3;
  return (
    sync === 0xff &&
    (version & 0xe0) === 0xe0 &&
    ((version >> 3) & 3) !== 1 &&
    layer !== 0 &&
    rates >> 4 !== 15 &&
    ((rates >> 2) & 3) !== 3
  );
}

const EXTENSIONS: ReadonlyMap<string, string> = wordTable({
  matroska: 'mkv mka mk3d mks webm weba',
  mp4: 'mp4 m4v m4a m4b m4p mov qt 3gp 3g2 f4v alac',
  avi: 'avi divx',
  wav: 'wav',
  aiff: 'aif aiff aifc',
  flac: 'flac',
  ogg: 'ogg oga ogv ogm opus spx',
  mp3: 'mp3 mp2',
  aac: 'aac',
  ape: 'ape',
  wavpack: 'wv',
  mpegts: 'ts m2ts mts m2t tp trp',
  mpegps: 'mpg mpeg mpe vob evo',
  asf: 'wmv wma asf dvr-ms',
  flv: 'flv',
  realmedia: 'rm rmvb ra',
  iso9660: 'iso img',
});
const FORMAT_OF: ReadonlyMap<string, string> = new Map(
  [...EXTENSIONS].flatMap(([format, list]) => list.split(' ').map((one) => [one, format] as const)),
);

/** The format that a file's extension promises; undefined for those that promise none in particular. */
export function formatByExtension(fileName: string): string | undefined {
  return FORMAT_OF.get(extensionOf(fileName));
}
