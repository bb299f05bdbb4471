import type { Chapter } from '../../../../model/media.ts';
import type { RawBlock } from '../../../tags/raw-block.ts';
import type { Notes } from '../../notes.ts';
import type { EmbeddedPicture } from '../../reading.ts';
import type { ByteWindow } from '../../window.ts';
import { syncsafe, u32be } from '../numbers.ts';
import { fileSpan, type Span } from '../span.ts';
import { decodeChapter } from './chapter.ts';
import { decodeFrame, decodePicture, isReadFrame } from './decode-frame.ts';
import { contentOf } from './frame-content.ts';
import { frameId } from './frame-ids.ts';
import { type FrameList, framesOf } from './frames.ts';
import { HEADER, type Id3Header, readId3Header } from './header.ts';
import { unsynchronisedSpan } from './unsynchronised.ts';

/** Text of one tag beyond this is left out. */
const MAX_TAG_TEXT = 4 * 1024 * 1024;
const MAX_PICTURES = 100;
const MAX_CHAPTERS = 1000;

export interface Id3Tag {
  readonly block: RawBlock;
  readonly pictures: readonly EmbeddedPicture[];
  readonly chapters: readonly Chapter[];
  /** The first byte behind the tag. */
  readonly end: number;
}

/** Reads the ID3v2 tag that begins at this place. Names of ID3v2.2 frames become those of ID3v2.3. */
export function readId3Tag(window: ByteWindow, at: number, notes: Notes): Id3Tag | undefined {
  const tag = openId3Tag(window, at);
  return tag === undefined ? undefined : { ...readFrames(tag.list, tag.header.unsynchronised, notes), end: tag.end };
}

/** A tag whose frames have not been read. */
export interface OpenId3Tag {
  readonly header: Id3Header;
  readonly list: FrameList;
  /** The first byte behind the tag and its footer. */
  readonly end: number;
}

/** The tag that begins at this place; undefined where there is none. */
export function openId3Tag(window: ByteWindow, at: number): OpenId3Tag | undefined {
  const header = readId3Header(window.read(at, HEADER));
  if (header === undefined) return undefined;
  const end = at + HEADER + sizeOf(window, at, header);
  const list = frameList(window, at + HEADER, Math.min(end, window.size), header);
  return { header, list, end: end + (header.hasFooter ? HEADER : 0) };
}

/** A size written as a plain number is believed where a frame crosses the end that the usual reading gives. */
function sizeOf(window: ByteWindow, at: number, { size, plainSize }: Id3Header): number {
  if (plainSize === size || at + HEADER + plainSize > window.size) return size;
  const atEnd = window.read(at + HEADER + size, 4);
  const follows = window.read(at + HEADER + plainSize, 2);
  const isSound = (bytes: Buffer): boolean => bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0;
  return !isSound(atEnd) && readId3Header(window.read(at + HEADER + size, HEADER)) === undefined && isSound(follows)
    ? plainSize
    : size;
}

function frameList(window: ByteWindow, start: number, end: number, header: Id3Header): FrameList {
  const { version } = header;
  // Since ID3v2.4 each frame is unsynchronised by itself, and its size is that in the file.
  const canSeek = version === 4 || !header.unsynchronised;
  const span = canSeek ? fileSpan(window, start, end) : unsynchronisedSpan(window, start, end);
  return { version, span, start: header.extended ? extendedLength(span, version) : 0, canSeek };
}

/** ID3v2.3 does not count the four bytes of the size. Where a frame stands instead, the flag is wrong. */
function extendedLength(span: Span, version: number): number {
  const bytes = span.read(0, 4);
  if (frameId(bytes.toString('latin1')) !== undefined) return 0;
  const length = version === 4 ? syncsafe(bytes, 0) : u32be(bytes, 0) + 4;
  return length < span.length ? length : 0;
}

function readFrames(list: FrameList, isUnsynchronised: boolean, notes: Notes): Omit<Id3Tag, 'end'> {
  const entries: (readonly [string, readonly string[]])[] = [];
  const pictures: EmbeddedPicture[] = [];
  const chapters: Chapter[] = [];
  let text = 0;
  for (const frame of framesOf(list, notes)) {
    const isOther = frame.id !== 'APIC' && frame.id !== 'CHAP';
    if (isOther && !isReadFrame(frame.id)) continue;
    const content = text > MAX_TAG_TEXT ? undefined : contentOf(list, frame, isUnsynchronised, notes);
    if (content === undefined) continue;
    text += content.bytes.length;
    if (frame.id === 'APIC') {
      const picture = decodePicture(list.version, content);
      if (picture === undefined) notes.add('empty APIC frame');
      else if (pictures.length < MAX_PICTURES) pictures.push(picture);
    } else if (frame.id === 'CHAP') {
      const chapter = list.version === 2 ? undefined : decodeChapter(list.version, content);
      if (chapter !== undefined && chapters.length < MAX_CHAPTERS) chapters.push(chapter);
    } else {
      const entry = decodeFrame(frame.id, content);
      if (entry === undefined) notes.add(`empty ${frame.id} frame`);
      else entries.push(entry);
    }
  }
  return { block: { origin: 'id3v2', version: list.version, entries }, pictures, chapters };
}
