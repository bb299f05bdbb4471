import type { Frame, FrameList } from '../../../media/formats/audio/id3v2/frames.ts';
import { framesOf } from '../../../media/formats/audio/id3v2/frames.ts';
import { openId3Tag } from '../../../media/formats/audio/id3v2/read-tag.ts';
import { withoutUnsynchronisation } from '../../../media/formats/audio/id3v2/unsynchronised.ts';
import { u16be } from '../../../media/formats/audio/numbers.ts';
import { collectNotes } from '../../../media/formats/notes.ts';
import type { ByteWindow } from '../../../media/formats/window.ts';
import { ensure } from '../unsafe-tag.ts';
import type { Id3Frame } from './frame.ts';

const MOST_BYTES = 64 * 1024 * 1024;

/** An ID3v2 tag with all its frames. */
export interface Id3Tag {
  readonly version: 2 | 3 | 4;
  readonly frames: readonly Id3Frame[];
  /** The first byte behind the tag. */
  readonly end: number;
}

/**
 * Reads all frames of the tag that begins at this place; undefined where there is none.
 *
 * @throws UnsafeTag where anything in the tag is no frame.
 */
export function readAllFrames(window: ByteWindow, at: number): Id3Tag | undefined {
  const tag = openId3Tag(window, at);
  if (tag === undefined) return undefined;
  const { header, end } = tag;
  ensure(end <= window.size, 'the ID3 tag is longer than the file');
  ensure(end - at <= MOST_BYTES, 'the ID3 tag is longer than 64 MiB');
  const list = inMemory(tag.list);
  const notes = collectNotes();
  const frames: Id3Frame[] = [];
  let last = list.start;
  for (const frame of framesOf(list, notes)) {
    frames.push(wholeFrame(list, frame, header.unsynchronised));
    last = frame.at + frame.size;
  }
  ensure(
    notes.list.every((note) => note.startsWith('empty ')),
    `the ID3 tag is damaged: ${notes.list[0] ?? ''}`,
  );
  const rest = list.span.read(last, list.span.length - last);
  ensure(
    notes.list.length > 0 || rest.every((byte) => byte === 0),
    'there is something else than frames in the ID3 tag',
  );
  return { version: header.version, frames, end };
}

function inMemory(list: FrameList): FrameList {
  const bytes = Buffer.from(list.span.read(0, list.span.length));
  const read = (at: number, length: number): Buffer => bytes.subarray(at, at + length);
  return { ...list, span: { length: bytes.length, read }, canSeek: true };
}

function wholeFrame({ version, span }: FrameList, frame: Frame, isStuffed: boolean): Id3Frame {
  const raw = span.read(frame.at, frame.size);
  if (version === 2) return { id: frame.id, body: raw, flags: 0, isPacked: false };
  const flags = u16be(span.read(frame.at - 2, 2), 0);
  if (version === 3) return { id: frame.id, body: raw, flags, isPacked: (flags & 0xe0) !== 0 };
  const body = isStuffed || (flags & 0x02) !== 0 ? withoutUnsynchronisation(raw) : raw;
  // Of no use without what they go with: the length is that of the frame.
  const hasLength = (flags & 0x01) !== 0;
  const isPacked = (flags & 0x4c) !== 0;
  if (isPacked) return { id: frame.id, body, flags: flags & ~0x02, isPacked };
  return { id: frame.id, body: hasLength ? body.subarray(4) : body, flags: flags & ~0x03, isPacked };
}
