import { dividedAtNul, encodedText, textValues } from '../../../media/formats/audio/id3v2/frame-text.ts';
import { u8 } from '../../../media/formats/audio/numbers.ts';
import { id3Genres } from '../../../media/tags/genres.ts';
import { ensure } from '../unsafe-tag.ts';
import { DATE_FRAMES, dateFrames, dateIn } from './dates.ts';
import type { Id3Frame, Id3Version } from './frame.ts';
import { isRole } from './people.ts';
import type { Id3Tag } from './read-frames.ts';
import { encodingFor, joinedFor } from './text.ts';
import { freeFrame, pairsOf, peopleFrame, pictureFrame, textFrame } from './text-frames.ts';

/**
 * The frames of a tag as another version has them. Frames of the same version stay as they are.
 *
 * @throws UnsafeTag where a frame cannot be carried over.
 */
export function convertedFrames({ version, frames }: Id3Tag, to: Id3Version): readonly Id3Frame[] {
  if (version === to) return frames;
  ensure(!frames.some(({ isPacked }) => isPacked), 'a compressed or encrypted ID3 frame cannot be carried over');
  const withDates = [...DATE_FRAMES].reduce<readonly Id3Frame[]>((all, [id, names]) => {
    const at = all.findIndex((frame) => names.includes(frame.id));
    if (at < 0) return all;
    const kept = all.filter((frame) => !names.includes(frame.id));
    return kept.toSpliced(at, 0, ...dateFrames(to, id, dateIn(all, id)));
  }, frames);
  return withPeople(withDates, to).map((frame) => convertedFrame(version, to, frame));
}

function withPeople(frames: readonly Id3Frame[], to: Id3Version): readonly Id3Frame[] {
  const isPeople = ({ id }: Id3Frame): boolean => id === 'TIPL' || id === 'TMCL' || id === 'IPLS';
  const at = frames.findIndex(isPeople);
  if (at < 0) return frames;
  const pairs = frames.filter(isPeople).flatMap(pairsOf);
  const kept = frames.filter((frame) => !isPeople(frame));
  if (to === 3) return kept.toSpliced(at, 0, peopleFrame(to, 'IPLS', pairs));
  const involved = pairs.filter(([role]) => isRole(role));
  const players = pairs.filter(([role]) => !isRole(role));
  const made = [
    ...(involved.length === 0 ? [] : [peopleFrame(to, 'TIPL', involved)]),
    ...(players.length === 0 ? [] : [peopleFrame(to, 'TMCL', players)]),
  ];
  return kept.toSpliced(at, 0, ...made);
}

function convertedFrame(from: 2 | 3 | 4, to: Id3Version, frame: Id3Frame): Id3Frame {
  const { id, body } = frame;
  const flags = to === 4 ? (frame.flags >> 1) & 0x7000 : (frame.flags << 1) & 0xe000;
  const plain = { ...frame, flags };
  if (id === 'APIC') return from === 2 || to === 3 ? pictureFrame(from, to, plain) : plain;
  if (id === 'TCON') return { ...textFrame(to, id, textOf(body).flatMap(id3Genres)), flags };
  if (to === 4) return plain;
  if (id === 'TXXX') {
    const encoding = u8(body, 0);
    const [description, text] = dividedAtNul(encoding, body.subarray(1));
    return { ...freeFrame(to, encodedText(encoding, description), textValues(encoding, text)), flags };
  }
  if (id === 'COMM' || id === 'USLT') return { ...plain, body: languageBody(body, to) };
  const isText = id.startsWith('T') && id !== 'TIPL' && id !== 'TMCL' && u8(body, 0) <= 3;
  return isText ? { ...textFrame(to, id, textOf(body)), flags } : plain;
}

function textOf(body: Buffer): readonly string[] {
  return u8(body, 0) > 3 ? textValues(0, body) : textValues(u8(body, 0), body.subarray(1));
}

function languageBody(body: Buffer, to: Id3Version): Buffer {
  const encoding = u8(body, 0);
  const [description, text] = dividedAtNul(encoding, body.subarray(4));
  const texts = [encodedText(encoding, description), joinedFor(to, textValues(encoding, text))] as const;
  const { number, encode, nul } = encodingFor(to, texts);
  return Buffer.concat([Buffer.from([number]), body.subarray(1, 4), encode(texts[0]), nul, encode(texts[1])]);
}
