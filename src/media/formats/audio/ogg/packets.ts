import type { ByteWindow } from '../../window.ts';
import { u8 } from '../numbers.ts';
import type { Span } from '../span.ts';
import { findPage, LONGEST_PAGE, type OggPage, readPage } from './pages.ts';

/** Pages of other streams between two pages of one are this many at most. */
const MAX_FOREIGN_PAGES = 2000;
/** A gap this long is jumped over where pages are of one length. */
const JUMP = 512 * 1024;

interface Extent {
  /** Place in the packet. */
  readonly at: number;
  readonly fileAt: number;
  readonly length: number;
}

export interface PacketReader {
  /** The next packet; what is left of the one before is passed over. Its bytes are read as they are asked for. */
  next(): Span | undefined;
}

/** Packets of one stream of an Ogg file, from its first page on. */
export function packetReader(window: ByteWindow, first: OggPage): PacketReader {
  let page: OggPage | undefined = first;
  let segment = 0;
  let fileAt = first.bodyAt;
  let current: { extents: Extent[]; length: number; isWhole: boolean } | undefined;

  const turnPage = (): boolean => {
    page = page === undefined ? undefined : nextPage(window, page);
    segment = 0;
    fileAt = page?.bodyAt ?? 0;
    return page !== undefined;
  };

  /** Adds what the present page has of the packet. */
  const readOn = (packet: NonNullable<typeof current>): void => {
    if (page === undefined || (segment >= page.lacing.length && !turnPage())) {
      packet.isWhole = true;
      return;
    }
    let length = 0;
    while (segment < page.lacing.length && !packet.isWhole) {
      const bytes = u8(page.lacing, segment++);
      length += bytes;
      packet.isWhole = bytes < 255;
    }
    if (length > 0) packet.extents.push({ at: packet.length, fileAt, length });
    packet.length += length;
    fileAt += length;
  };

  /**
   * Leaps over pages of one length in the middle of a packet, to about this place in it. The numbers of the pages tell
   * whether as many lie between as there should.
   */
  const jump = (packet: NonNullable<typeof current>, to: number): void => {
    const from = page;
    if (from === undefined || segment < from.lacing.length) return;
    const body = from.end - from.bodyAt;
    const pages = Math.floor((to - packet.length) / Math.max(1, body)) - 1;
    if (pages < 2 || body !== 255 * from.lacing.length) return;
    const target = readPage(window, from.at + pages * (from.end - from.at));
    if (target?.serial !== from.serial || target.sequence !== from.sequence + pages || !target.isContinued) return;
    if (target.lacing.length !== from.lacing.length) return;
    packet.length += (pages - 1) * body;
    page = target;
    segment = 0;
    fileAt = target.bodyAt;
  };

  const spanOf = (packet: NonNullable<typeof current>): Span => ({
    get length() {
      return packet.isWhole ? packet.length : Number.POSITIVE_INFINITY;
    },
    read(at, length) {
      if (packet === current && at - packet.length > JUMP) jump(packet, at);
      while (!packet.isWhole && packet === current && packet.length < at + length) readOn(packet);
      return gather(window, packet.extents, at, length);
    },
  });

  return {
    next() {
      for (let pages = 0; current !== undefined && !current.isWhole && pages < 10_000; pages++) readOn(current);
      if (page === undefined || (segment >= page.lacing.length && !turnPage())) return undefined;
      current = { extents: [], length: 0, isWhole: false };
      readOn(current);
      return spanOf(current);
    },
  };
}

/** The next page of the same stream; damage between pages is passed over. */
function nextPage(window: ByteWindow, page: OggPage): OggPage | undefined {
  let at = page.end;
  for (let count = 0; count < MAX_FOREIGN_PAGES; count++) {
    const next = readPage(window, at) ?? findPage(window, at, LONGEST_PAGE);
    if (next === undefined || (next.isFirst && next.serial === page.serial)) return undefined;
    if (next.serial === page.serial) return next;
    at = next.end;
  }
  return undefined;
}

function gather(window: ByteWindow, extents: readonly Extent[], at: number, length: number): Buffer {
  const end = at + length;
  let low = 0;
  let high = extents.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const extent = extents[middle];
    if (extent !== undefined && extent.at + extent.length <= at) low = middle + 1;
    else high = middle;
  }
  const parts: Buffer[] = [];
  let position = at;
  for (let index = low; index < extents.length && position < end; index++) {
    const extent = extents[index];
    if (extent === undefined || extent.at > position) break;
    const skip = position - extent.at;
    const part = window.read(extent.fileAt + skip, Math.min(extent.length - skip, end - position));
    if (part.length === 0) break;
    parts.push(part);
    position += part.length;
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
}
