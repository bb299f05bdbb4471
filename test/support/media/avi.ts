import { join, le, type Piece, seedBytes } from './bytes.ts';
import { h264Picture, startCoded } from './h264.ts';
import type { VideoFile } from './video.ts';

/** An AVI file: one H.264 picture that stays for the whole time; no sound. */
export function avi(file: VideoFile): Buffer {
  const frame = startCoded(h264Picture(file.width, file.height));
  // 25 pictures a second, of which the first stays: the others are left out, as of a stream with dropped frames
  const pictures = Math.max(1, Math.round(file.seconds * 25));
  const header = chunk(
    'avih',
    words(40_000, 0, 0, 0x10, pictures, 0, 1, frame.length, file.width, file.height, 0, 0, 0, 0),
  );
  const stream = chunk('strh', 'vidsH264', words(0, 0, 0, 40, 1000, 0, pictures, frame.length, 0xffffffff, 0), [
    le(0, 2),
    le(0, 2),
    le(file.width, 2),
    le(file.height, 2),
  ]);
  const format = chunk(
    'strf',
    words(40, file.width, file.height),
    le(1, 2),
    le(24, 2),
    'H264',
    words(file.width * file.height * 3, 0, 0, 0, 0),
  );
  return riff(
    'AVI ',
    list('hdrl', header, list('strl', stream, format)),
    chunk('JUNK', seedBytes(file.seed)),
    list('movi', chunk('00dc', frame)),
    chunk('idx1', '00dc', words(0x10, 4, frame.length)),
  );
}

export function riff(type: string, ...content: readonly Piece[]): Buffer {
  return chunk('RIFF', type, ...content);
}

export function chunk(type: string, ...content: readonly Piece[]): Buffer {
  const body = join(...content);
  return join(type, le(body.length, 4), body, Buffer.alloc(body.length % 2));
}

function list(type: string, ...content: readonly Piece[]): Buffer {
  return chunk('LIST', type, ...content);
}

function words(...values: readonly number[]): Buffer {
  return join(...values.map((value) => le(value, 4)));
}
