import { be, join, le } from './bytes.ts';

export interface OggPageWish {
  readonly serial: number;
  readonly sequence: number;
  /** 1: goes on with a packet, 2: first of its stream, 4: last. */
  readonly type: number;
  /** Negative: no packet ends on this page. */
  readonly granule: number;
  readonly lacing: readonly number[];
  readonly body: Uint8Array;
}

/** One Ogg page with its checksum. */
export function oggPage({ serial, sequence, type, granule, lacing, body }: OggPageWish): Buffer {
  const position = granule < 0 ? Buffer.alloc(8, 0xff) : le(granule, 8);
  const out = join(
    'OggS',
    be(0, 1),
    be(type, 1),
    position,
    le(serial, 4),
    le(sequence, 4),
    le(0, 4),
    be(lacing.length, 1),
    Buffer.from(lacing),
    body,
  );
  out.writeUInt32LE(checksum(out), 22);
  return out;
}

/** Bytes of each segment of a packet. */
export function lacingOf(length: number): readonly number[] {
  return [...Array.from({ length: Math.floor(length / 255) }, () => 255), length % 255];
}

/**
 * Packets as a whole stream: the first on a page of its own, every other one on as many pages as it needs, with so many
 * segments on each. The last page has this position.
 */
export function oggStream(
  serial: number,
  packets: readonly Buffer[],
  granule: number,
  segments = 255,
): readonly Buffer[] {
  const pages: Buffer[] = [];
  for (const [index, packet] of packets.entries()) {
    const lacing = lacingOf(packet.length);
    for (let at = 0; at < lacing.length; at += segments) {
      const isEnd = at + segments >= lacing.length;
      const isLast = isEnd && index === packets.length - 1;
      pages.push(
        oggPage({
          serial,
          sequence: pages.length,
          type: (at > 0 ? 1 : 0) + (index === 0 ? 2 : 0) + (isLast ? 4 : 0),
          granule: isLast ? granule : isEnd ? 0 : -1,
          lacing: lacing.slice(at, at + segments),
          body: packet.subarray(at * 255, (at + segments) * 255),
        }),
      );
    }
  }
  return pages;
}

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

function checksum(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) value = ((value << 8) ^ (TABLE[((value >>> 24) ^ byte) & 255] ?? 0)) >>> 0;
  return value;
}
