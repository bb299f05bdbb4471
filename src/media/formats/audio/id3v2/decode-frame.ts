import type { EmbeddedPicture } from '../../reading.ts';
import { u8, u32be } from '../numbers.ts';
import { latin1Text } from '../text.ts';
import type { FrameContent } from './frame-content.ts';
import { dividedAtNul, encodedText, textValues } from './frame-text.ts';

type Entry = readonly [string, readonly string[]];

/** Frames whose content is read; pictures and chapters are read apart, all others are left in the file. */
export function isReadFrame(id: string): boolean {
  return id.startsWith('T') || id.startsWith('W') || OTHER_FRAMES.has(id);
}

const OTHER_FRAMES = new Set(['COMM', 'USLT', 'SYLT', 'UFID', 'POPM', 'IPLS', 'GRP1', 'MVNM', 'MVIN']);

/** Key and values of a frame: `TIT2`, `TXXX:ARTISTS`, `UFID:http://musicbrainz.org`; undefined where it holds nothing. */
export function decodeFrame(id: string, { bytes }: FrameContent): Entry | undefined {
  const entry = entryOf(id, bytes);
  return entry?.[1].some((value) => value !== '') ? entry : undefined;
}

function entryOf(id: string, bytes: Buffer): Entry | undefined {
  if (id === 'UFID') {
    const [owner, identifier] = dividedAtNul(0, bytes);
    return [`UFID:${owner.toString('latin1')}`, [identifier.toString('latin1').replace(/\0+$/, '')]];
  }
  if (id === 'POPM') {
    const [email, rest] = dividedAtNul(0, bytes);
    return rest.length === 0 ? undefined : [`POPM:${latin1Text(email)}`, [String(u8(rest, 0))]];
  }
  if (id === 'WXXX') {
    const [description, url] = describedText(u8(bytes, 0), bytes.subarray(1));
    return [`WXXX:${description}`, textValues(0, url)];
  }
  if (id.startsWith('W')) return [id, textValues(0, bytes).slice(0, 1)];
  const encoding = u8(bytes, 0);
  // Some writers leave the encoding out.
  if (encoding > 3) return id.startsWith('T') && id !== 'TXXX' ? [id, textValues(0, bytes)] : undefined;
  if (id === 'COMM' || id === 'USLT') {
    const [description, text] = describedText(encoding, bytes.subarray(4));
    return [`${id}:${description}`, textValues(encoding, text)];
  }
  if (id === 'SYLT') return syncedLyrics(encoding, bytes);
  if (id === 'TXXX') {
    const [description, text] = describedText(encoding, bytes.subarray(1));
    return [`TXXX:${description}`, textValues(encoding, text)];
  }
  return [id, textValues(encoding, bytes.subarray(1))];
}

function describedText(encoding: number, bytes: Buffer): readonly [string, Buffer] {
  const [description, rest] = dividedAtNul(encoding, bytes);
  return [encodedText(encoding, description), rest];
}

/** Milliseconds and lyrics only (time stamps of frames cannot be told without reading the sound), as LRC text. */
function syncedLyrics(encoding: number, bytes: Buffer): Entry | undefined {
  if (u8(bytes, 4) !== 2 || u8(bytes, 5) !== 1) return undefined;
  let [description, rest] = dividedAtNul(encoding, bytes.subarray(6));
  const lines: string[] = [];
  while (rest.length > 0 && lines.length < 5000) {
    const [line, after] = dividedAtNul(encoding, rest);
    if (after.length < 4) break;
    lines.push(`[${lrcTime(u32be(after, 0))}]${encodedText(encoding, line).trim()}`);
    rest = after.subarray(4);
  }
  return [`SYLT:${encodedText(encoding, description)}`, [lines.join('\n')]];
}

function lrcTime(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60000);
  const seconds = ((milliseconds % 60000) / 1000).toFixed(2);
  return `${String(minutes).padStart(2, '0')}:${seconds.padStart(5, '0')}`;
}

/** What an APIC frame (PIC in ID3v2.2) says of its picture; undefined where there is none. */
export function decodePicture(version: number, { bytes, length }: FrameContent): EmbeddedPicture | undefined {
  const encoding = u8(bytes, 0);
  const isOld = version === 2;
  const [mime, afterMime] = isOld ? [bytes.subarray(1, 4), bytes.subarray(4)] : dividedAtNul(0, bytes.subarray(1));
  const [, data] = dividedAtNul(encoding, afterMime.subarray(1));
  const size = length - (bytes.length - data.length);
  if (afterMime.length === 0 || data.length === 0 || size <= 0) return undefined;
  const name = mime.toString('latin1').toLowerCase();
  const full = name === '' || name.includes('/') ? name : `image/${name === 'jpg' ? 'jpeg' : name}`;
  return { type: u8(afterMime, 0), ...(full === '' ? {} : { mime: full }), length: size };
}
