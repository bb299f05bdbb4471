import { decodeFrame } from '../../../media/formats/audio/id3v2/decode-frame.ts';
import { dividedAtNul, encodedText, textValues } from '../../../media/formats/audio/id3v2/frame-text.ts';
import { u8 } from '../../../media/formats/audio/numbers.ts';
import type { Cover } from '../cover.ts';
import { FRONT_COVER } from '../cover.ts';
import { type Id3Frame, type Id3Version, plainFrame } from './frame.ts';
import { encodingFor, joinedFor } from './text.ts';

/** Key and values of a frame as `media/tags` knows them; undefined where it holds none. */
export function entryOf({ id, body, isPacked }: Id3Frame): readonly [string, readonly string[]] | undefined {
  return isPacked ? undefined : decodeFrame(id, { bytes: body, length: body.length });
}

/** `TIT2` and the like. */
export function textFrame(version: Id3Version, id: string, values: readonly string[]): Id3Frame {
  const text = joinedFor(version, values);
  const { number, encode } = encodingFor(version, [text]);
  return plainFrame(id, Buffer.concat([Buffer.from([number]), encode(text)]));
}

/** `TXXX`: a text with a description. */
export function freeFrame(version: Id3Version, description: string, values: readonly string[]): Id3Frame {
  return plainFrame('TXXX', describedBody(version, Buffer.alloc(0), description, joinedFor(version, values)));
}

/** `COMM` and `USLT`: a text with language (ISO 639-2) and description. */
export function languageFrame(
  version: Id3Version,
  id: 'COMM' | 'USLT',
  language: Buffer,
  values: readonly string[],
): Id3Frame {
  return plainFrame(id, describedBody(version, language, '', joinedFor(version, values)));
}

function describedBody(version: Id3Version, before: Buffer, description: string, text: string): Buffer {
  const { number, encode, nul } = encodingFor(version, [description, text]);
  return Buffer.concat([Buffer.from([number]), before, encode(description), nul, encode(text)]);
}

/** `UFID`: an id in the name of its owner. */
export function idFrame(owner: string, id: string): Id3Frame {
  return plainFrame('UFID', Buffer.from(`${owner}\0${id}`, 'latin1'));
}

/** `WOAR` and the like. Characters beyond ASCII are percent-encoded, as URLs have them. */
export function urlFrame(id: string, url: string): Id3Frame {
  return plainFrame(id, Buffer.from(url.replace(/[^\x20-\x7e]+/g, encodeURIComponent), 'latin1'));
}

/** `TIPL`, `TMCL`, `IPLS`: role and name by turns. */
export function peopleFrame(version: Id3Version, id: string, pairs: readonly RolePair[]): Id3Frame {
  const texts = pairs.flat();
  const { number, encode, nul } = encodingFor(version, texts);
  return plainFrame(id, Buffer.concat([Buffer.from([number]), ...texts.flatMap((text) => [encode(text), nul])]));
}

/** A role or instrument, and who plays it. */
export type RolePair = readonly [role: string, name: string];

export function pairsOf({ body }: Id3Frame): readonly RolePair[] {
  const texts = textValues(u8(body, 0), body.subarray(1));
  return Array.from({ length: Math.ceil(texts.length / 2) }, (_, index) => [
    texts[2 * index] ?? '',
    texts[2 * index + 1] ?? '',
  ]);
}

/** `APIC`: a front cover. */
export function coverFrame({ mime, bytes }: Cover): Id3Frame {
  return plainFrame('APIC', Buffer.concat([Buffer.from(`\0${mime}\0`), Buffer.from([FRONT_COVER, 0]), bytes]));
}

/** A frame with a picture, of ID3v2.2 with three letters for its kind, or with texts that ID3v2.3 cannot have. */
export function pictureFrame(from: 2 | 3 | 4, to: Id3Version, { body, ...frame }: Id3Frame): Id3Frame {
  const encoding = u8(body, 0);
  const [mime, rest] =
    from === 2 ? [oldMime(body.toString('latin1', 1, 4)), body.subarray(4)] : dividedAtNul(0, body.subarray(1));
  const [description, data] = dividedAtNul(encoding, rest.subarray(1));
  const text = encodedText(encoding, description);
  const { number, encode, nul } = encodingFor(to, [text]);
  const head = [Buffer.from([number]), mime, Buffer.from([0, u8(rest, 0)]), encode(text), nul];
  return { ...frame, body: Buffer.concat([...head, data]) };
}

function oldMime(format: string): Buffer {
  const kind = format.toLowerCase();
  return Buffer.from(format === '-->' ? format : `image/${kind === 'jpg' ? 'jpeg' : kind}`, 'latin1');
}
