import { inflateSync } from 'node:zlib';
import type { Notes } from '../notes.ts';
import { u8 } from '../numbers.ts';
import { MAX_TEXT_BYTES } from '../text.ts';
import type { Frame, FrameList } from './frames.ts';
import { withoutUnsynchronisation } from './unsynchronised.ts';

/** What stands before the bytes of a picture: encoding, type, names. */
const PICTURE_HEAD = 1024;

export interface FrameContent {
  /** The beginning; all of it for frames that hold text. */
  readonly bytes: Buffer;
  /** Bytes of the whole. */
  readonly length: number;
}

interface Flags {
  readonly compressed: boolean;
  readonly encrypted: boolean;
  readonly unsynchronised: boolean;
  /** Bytes between the frame's header and its content. */
  readonly extra: number;
}

function flagsOf(version: number, flags: number): Flags {
  const has = (bit: number): boolean => (flags & bit) !== 0;
  if (version === 4) {
    const extra = (has(0x40) ? 1 : 0) + (has(0x04) ? 1 : 0) + (has(0x01) ? 4 : 0);
    return { compressed: has(0x08), encrypted: has(0x04), unsynchronised: has(0x02), extra };
  }
  const extra = (has(0x80) ? 4 : 0) + (has(0x40) ? 1 : 0) + (has(0x20) ? 1 : 0);
  return { compressed: has(0x80), encrypted: has(0x40), unsynchronised: false, extra };
}

/** Content of a frame, as it was before it was packed; undefined where that cannot be told. */
export function contentOf(
  list: FrameList,
  frame: Frame,
  isUnsynchronised: boolean,
  notes: Notes,
): FrameContent | undefined {
  const flags = flagsOf(list.version, frame.flags);
  const stored = Math.max(0, frame.size - flags.extra);
  if (flags.encrypted) {
    notes.add(`encrypted ${frame.id} frame`);
    return undefined;
  }
  const most = frame.id === 'APIC' ? PICTURE_HEAD : MAX_TEXT_BYTES;
  const raw = list.span.read(frame.at + flags.extra, Math.min(stored, most));
  const isStuffed = list.version === 4 && (flags.unsynchronised || isUnsynchronised);
  const bytes = isStuffed ? withoutUnsynchronisation(raw) : raw;
  if (!flags.compressed) return { bytes, length: raw.length < stored ? stored : bytes.length };
  return inflated(bytes, frame, flags.extra, list, notes);
}

function inflated(
  bytes: Buffer,
  frame: Frame,
  extra: number,
  { span, version }: FrameList,
  notes: Notes,
): FrameContent | undefined {
  const length = span.read(frame.at + extra - 4, 4);
  try {
    const finish = { finishFlush: 2, maxOutputLength: MAX_TEXT_BYTES };
    const content = inflateSync(bytes, finish);
    const promised = [0, 1, 2, 3].reduce((sum, at) => sum * (version === 4 ? 128 : 256) + u8(length, at), 0);
    return { bytes: content, length: frame.id === 'APIC' ? promised : content.length };
  } catch {
    notes.add(`${frame.id} frame that cannot be unpacked`);
    return undefined;
  }
}
