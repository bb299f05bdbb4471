import { be, float64, join, type Piece } from './bytes.ts';
import { element } from './matroska.ts';

export const EBML = 0x1a45dfa3;
export const SEGMENT = 0x18538067;
export const SEEK_HEAD = 0x114d9b74;
export const INFO = 0x1549a966;
export const TRACKS = 0x1654ae6b;
export const CHAPTERS = 0x1043a770;
export const TAGS = 0x1254c367;
export const ATTACHMENTS = 0x1941a469;
export const CLUSTER = 0x1f43b675;

export function head(docType = 'matroska'): Buffer {
  return element(EBML, element(0x4282, docType));
}

export function uint(id: number, value: number): Buffer {
  let bytes = 1;
  while (value >= 256 ** bytes) bytes++;
  return element(id, be(value, bytes));
}

export function real(id: number, value: number): Buffer {
  return element(id, float64(value));
}

/** An element whose size the writer did not know. */
export function open(id: number, ...content: readonly Piece[]): Buffer {
  return join(be(id, Math.ceil((32 - Math.clz32(id)) / 8)), be(0xff, 1), join(...content));
}

export function info(seconds: number, ...more: readonly Piece[]): Buffer {
  return element(INFO, uint(0x2ad7b1, 1_000_000), real(0x4489, seconds * 1000), ...more);
}

export function track(type: number, codec: string, ...more: readonly Piece[]): Buffer {
  return element(0xae, uint(0x83, type), element(0x86, codec), ...more);
}

export function video(codec: string, ...more: readonly Piece[]): Buffer {
  return track(1, codec, element(0xe0, uint(0xb0, 1920), uint(0xba, 1080), ...more));
}

export function chapter(start: number, title: string, ...more: readonly Piece[]): Buffer {
  return element(0xb6, uint(0x91, start * 1e9), element(0x80, element(0x85, title)), ...more);
}

export function simpleTag(name: string, value: string, ...more: readonly Piece[]): Buffer {
  return element(0x67c8, element(0x45a3, name), element(0x4487, Buffer.from(value)), ...more);
}

/** One entry of a SeekHead. */
export function seek(id: number, position: number): Buffer {
  return element(0x4dbb, element(0x53ab, be(id, 4)), element(0x53ac, be(position, 8)));
}
