import { readAacConfiguration } from '../codec/aac.ts';
import type { SoundFacts } from '../codec/facts.ts';

/** Object types of MPEG-4 systems (mp4ra.org), by the names of codecs. AAC of MPEG-2 has three. */
const OBJECT_TYPES: ReadonlyMap<number, string> = new Map([
  [0x08, 'mov_text'],
  [0x20, 'mpeg4'],
  [0x21, 'h264'],
  [0x23, 'hevc'],
  [0x33, 'vvc'],
  [0x40, 'aac'],
  [0x60, 'mpeg2video'],
  [0x61, 'mpeg2video'],
  [0x62, 'mpeg2video'],
  [0x63, 'mpeg2video'],
  [0x64, 'mpeg2video'],
  [0x65, 'mpeg2video'],
  [0x66, 'aac'],
  [0x67, 'aac'],
  [0x68, 'aac'],
  [0x69, 'mp3'],
  [0x6a, 'mpeg1video'],
  [0x6b, 'mp3'],
  [0x6c, 'mjpeg'],
  [0x6d, 'png'],
  [0xa0, 'evrc'],
  [0xa3, 'vc1'],
  [0xa4, 'dirac'],
  [0xa5, 'ac3'],
  [0xa6, 'eac3'],
  [0xa9, 'dts'],
  [0xad, 'opus'],
  [0xb1, 'vp9'],
  [0xdd, 'vorbis'],
  [0xe0, 'vobsub'],
  [0xe1, 'qcelp'],
]);
const ES_DESCRIPTOR = 3;
const DECODER_CONFIGURATION = 4;
const DECODER_SPECIFIC = 5;

/** `esds` behind its version and flags: the codec, and what the configuration of AAC says (ISO 14496-1, 7.2.6). */
export function readElementaryStream(data: Buffer): SoundFacts {
  let at = 0;
  let codec: string | undefined;
  for (let count = 0; count < 8 && at + 2 <= data.length; count++) {
    const tag = data[at];
    const { length, next } = lengthAt(data, at + 1);
    if (tag === ES_DESCRIPTOR) at = next + streamHeader(data, next);
    else if (tag === DECODER_CONFIGURATION) {
      codec = OBJECT_TYPES.get(data[next] ?? 0);
      at = next + 13;
    } else if (tag === DECODER_SPECIFIC) {
      const facts = codec === 'aac' ? readAacConfiguration(data.subarray(next, next + length)) : {};
      return { codec, ...facts };
    } else at = next + length;
  }
  return { codec };
}

/** The id, flags, and what the flags announce. */
function streamHeader(data: Buffer, at: number): number {
  const flags = data[at + 2] ?? 0;
  const url = flags & 0x40 ? 1 + (data[at + 3] ?? 0) : 0;
  return 3 + (flags & 0x80 ? 2 : 0) + url + (flags & 0x20 ? 2 : 0);
}

/** A length in up to four bytes of seven bits. */
function lengthAt(data: Buffer, at: number): { readonly length: number; readonly next: number } {
  let length = 0;
  let next = at;
  for (let count = 0; count < 4; count++) {
    const byte = data[next++] ?? 0;
    length = length * 128 + (byte & 127);
    if (byte < 128) break;
  }
  return { length, next };
}
