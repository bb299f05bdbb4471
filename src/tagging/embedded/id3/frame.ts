import { be } from '../bytes.ts';
import { ensure } from '../unsafe-tag.ts';

/** The versions that are written. */
export type Id3Version = 3 | 4;

/** One frame of an ID3v2 tag. */
export interface Id3Frame {
  readonly id: string;
  /** Content as the frame means it, or as it is packed. */
  readonly body: Buffer;
  /** Both bytes of the flags, where the frame is packed or a tagger set any; they are those of the tag's version. */
  readonly flags: number;
  /** Compressed, encrypted or in a group: the content cannot be looked at. */
  readonly isPacked: boolean;
}

export const FRAME_HEAD = 10;
const LONGEST = 2 ** 28 - 1;

export function plainFrame(id: string, body: Buffer): Id3Frame {
  return { id, body, flags: 0, isPacked: false };
}

/** The bytes of frames one after another. */
export function framesBytes(frames: readonly Id3Frame[], version: Id3Version): Buffer {
  const odd = frames.find(({ id }) => id.length !== 4);
  ensure(odd === undefined, `the ID3 frame ${odd?.id} has no name that can be written`);
  return Buffer.concat(
    frames.flatMap(({ id, body, flags }) => [
      Buffer.from(id, 'latin1'),
      version === 4 ? syncsafeBytes(body.length) : be(body.length, 4),
      be(flags, 2),
      body,
    ]),
  );
}

/** A tag of these frames, filled up with zeros to a length. */
export function tagBytes(frames: Buffer, version: Id3Version, length: number): Buffer {
  ensure(length >= FRAME_HEAD + frames.length, 'the ID3 tag does not fit');
  const head = [Buffer.from('ID3'), be(version, 1), be(0, 2), syncsafeBytes(length - FRAME_HEAD)];
  return Buffer.concat([...head, frames, Buffer.alloc(length - FRAME_HEAD - frames.length)]);
}

/** A number of 28 bits, seven of them a byte. */
export function syncsafeBytes(value: number): Buffer {
  ensure(value <= LONGEST, 'the ID3 tag would be longer than 256 MiB');
  return Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 127));
}
