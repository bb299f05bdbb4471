import { be, bitWriter, join, type Piece } from './bytes.ts';

const PACKET = 188;

/** Packets of one PID that hold these bytes; the last one is filled up by an adaptation field. */
export function packets(pid: number, content: Buffer, prefix = 0): Buffer {
  const out: Buffer[] = [];
  for (let at = 0; at < content.length; at += PACKET - 4) {
    const part = content.subarray(at, at + PACKET - 4);
    const gap = PACKET - 4 - part.length;
    const filling = gap === 0 ? '' : gap === 1 ? be(0, 1) : join(be(gap - 1, 1), be(0, 1), Buffer.alloc(gap - 2, 0xff));
    const head = join(be(0x47, 1), be((at === 0 ? 0x4000 : 0) | pid, 2), be(gap === 0 ? 0x10 : 0x30, 1));
    out.push(join(Buffer.alloc(prefix), head, filling, part));
  }
  return join(...out);
}

/** A section with its pointer, and zeros for the checksum that no reader here looks at. */
function section(table: number, ...content: readonly Piece[]): Buffer {
  const body = join(...content, Buffer.alloc(4));
  return join(be(0, 1), be(table, 1), be(0xb000 | body.length, 2), body);
}

export const MAP_PID = 0x100;

export function association(prefix = 0): Buffer {
  return packets(0, section(0, be(1, 2), be(0xc10000, 3), be(1, 2), be(0xe000 | MAP_PID, 2)), prefix);
}

export interface MappedStream {
  readonly type: number;
  readonly pid: number;
  readonly descriptors?: readonly Piece[];
}

export function map(streams: readonly MappedStream[], program: readonly Piece[] = [], prefix = 0): Buffer {
  const entries = streams.map(({ type, pid, descriptors = [] }) => {
    const data = join(...descriptors);
    return join(be(type, 1), be(0xe000 | pid, 2), be(0xf000 | data.length, 2), data);
  });
  const own = join(...program);
  const head = join(be(1, 2), be(0xc10000, 3), be(0xe1ff, 2), be(0xf000 | own.length, 2), own);
  return packets(MAP_PID, section(2, head, ...entries), prefix);
}

export function descriptor(tag: number, ...data: readonly Piece[]): Buffer {
  const body = join(...data);
  return join(be(tag, 1), be(body.length, 1), body);
}

/** A packet of an elementary stream with its time in seconds. */
export function pes(streamId: number, seconds: number, ...content: readonly Piece[]): Buffer {
  const time = Math.round(seconds * 90_000) % 2 ** 33;
  const stamp = join(
    be(0x21 | (Math.floor(time / 2 ** 30) << 1), 1),
    be(((Math.floor(time / 2 ** 15) & 0x7fff) << 1) | 1, 2),
    be(((time & 0x7fff) << 1) | 1, 2),
  );
  const body = join(be(0x8080, 2), be(5, 1), stamp, ...content);
  return join(be(1, 3), be(streamId, 1), be(body.length, 2), body);
}

/** The header of a pack of MPEG-2, without a clock. */
export function pack(): Buffer {
  return join(be(0x1ba, 4), be(0x44, 1), Buffer.alloc(8), be(0xf8, 1));
}

/** A sequence header of MPEG-2 video with its extension: main profile, 25 pictures a second. */
export function mpeg2Sequence(width: number, height: number): Buffer {
  const size = be(width * 4096 + height, 3);
  const header = join(be(0x1b3, 4), size, be(0x33, 1), Buffer.from('ffffe000', 'hex'));
  return join(header, be(0x1b5, 4), Buffer.from('1482000100', 'hex'), be(0, 1));
}

/** The head of an AC-3 frame: 48 kHz, five channels and the low one. */
export const AC3 = join(
  be(0x0b77, 2),
  be(0, 2),
  // Rate, size, version 8, service, mode 3/2, two mix levels, low frequencies.
  bitWriter().put(0, 2).put(20, 6).put(8, 5).put(0, 3).put(7, 3).put(0, 4).put(1, 1).bytes(),
  Buffer.alloc(8),
);
/** The head of a frame of layer 2: 48 kHz, stereo. */
export const MP2 = Buffer.from('fffda40000000000', 'hex');
/** The head of an ADTS frame: LC, 44.1 kHz, stereo. */
export const ADTS = Buffer.from('fff15080021ffc0000', 'hex');
/** The head of a DTS frame: 48 kHz, five channels and the low one. */
export const DTS = join(
  be(0x7ffe8001, 4),
  // Type, samples, checksum, blocks, size; arrangement and rate; bit rate and flags; low frequencies.
  bitWriter().put(1, 1).put(31, 5).put(0, 1).put(15, 7).put(1000, 14).put(9, 6).put(13, 4).put(0, 15).put(2, 2).bytes(),
  Buffer.alloc(8),
);
/** The head of a TrueHD access unit: 48 kHz, 7.1, and a presentation of sixteen channels. */
export const TRUEHD = join(
  be(0, 4),
  be(0xf8726fba, 4),
  // Rate, kinds and modifiers, assignments of six and eight channels.
  bitWriter().put(0, 4).put(0, 8).put(0x0f, 5).put(0, 2).put(0x4f, 13).bytes(),
  be(0xb752, 2),
  Buffer.alloc(6),
  be(0x4080, 2),
);
