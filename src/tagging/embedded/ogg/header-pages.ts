import { u8, u16be, u24be, u32le } from '../../../media/formats/audio/numbers.ts';
import { type OggPage, readPage } from '../../../media/formats/audio/ogg/pages.ts';
import type { ByteWindow } from '../../../media/formats/window.ts';
import { ensure } from '../unsafe-tag.ts';
import { oggChecksum } from './crc.ts';

const MOST_PACKETS = 100;
const MOST_HEADERS = 64 * 1024 * 1024;

/** What stands before the Vorbis comment in its packet, and whether zeros may follow it. */
interface CommentPacket {
  readonly prefix: Buffer;
  /** A bit that ends a Vorbis comment; zeros behind it are padding. */
  readonly framing: boolean;
  readonly padded: boolean;
}

/** The headers of the one stream of an Ogg file, without its first packet. */
export interface OggHeaders {
  readonly serial: number;
  /** Number of the first of these pages. */
  readonly sequence: number;
  readonly pages: readonly OggPage[];
  readonly packets: readonly Buffer[];
  readonly start: number;
  readonly end: number;
  readonly comment: CommentPacket;
}

/**
 * Reads the pages between the first one and the sound.
 *
 * @throws UnsafeTag where the file has several streams, or a page is damaged.
 */
export function readOggHeaders(window: ByteWindow): OggHeaders {
  const first = readPage(window, 0);
  ensure(first?.isFirst === true, 'the file does not begin with an Ogg page');
  const kind = kindOf(pageBytes(window, first).subarray(first.bodyAt));
  const packets: Buffer[] = [];
  const pages: OggPage[] = [];
  let open: Buffer[] | undefined;
  let at = first.end;
  while (!kind.isComplete(packets)) {
    const page = readPage(window, at);
    ensure(page !== undefined && page.end <= window.size, 'the Ogg headers are cut short');
    ensure(page.serial === first.serial && !page.isFirst, 'the Ogg file has several streams');
    ensure(page.sequence === first.sequence + pages.length + 1, 'an Ogg page is missing');
    ensure(page.isContinued === (open !== undefined), 'the Ogg pages do not fit together');
    ensure(packets.length <= MOST_PACKETS && page.end <= MOST_HEADERS, 'the Ogg headers are too large');
    const body = pageBytes(window, page).subarray(page.bodyAt - page.at);
    pages.push(page);
    open = addSegments(page, body, packets, open);
    at = page.end;
  }
  ensure(open === undefined && packets.length === kind.count(packets), 'the sound begins on a page of the Ogg headers');
  const { serial, sequence } = first;
  return { serial, sequence: sequence + 1, pages, packets, start: first.end, end: at, comment: kind.comment };
}

/** Adds what a page has of each packet; returns the packet that goes on behind it. */
function addSegments(
  { lacing }: OggPage,
  body: Buffer,
  packets: Buffer[],
  before: Buffer[] | undefined,
): Buffer[] | undefined {
  let open = before;
  let from = 0;
  for (const length of lacing) {
    open = [...(open ?? []), body.subarray(from, from + length)];
    from += length;
    if (length === 255) continue;
    packets.push(Buffer.concat(open));
    open = undefined;
  }
  return open;
}

function pageBytes(window: ByteWindow, page: OggPage): Buffer {
  const bytes = Buffer.from(window.read(page.at, page.end - page.at));
  ensure(bytes.length === page.end - page.at, 'the Ogg headers are cut short');
  const checksum = u32le(bytes, 22);
  bytes.fill(0, 22, 26);
  ensure(oggChecksum(bytes) === checksum, 'the checksum of an Ogg page is wrong');
  return bytes;
}

interface StreamKind {
  readonly comment: CommentPacket;
  readonly count: (packets: readonly Buffer[]) => number;
  readonly isComplete: (packets: readonly Buffer[]) => boolean;
}

function kindOf(head: Buffer): StreamKind {
  const word = head.toString('latin1', 0, 8);
  if (word.startsWith('\x01vorbis')) return fixed('\x03vorbis', 2, true, true);
  if (word === 'OpusHead') return fixed('OpusTags', 1, false, true);
  if (word === 'Speex   ') return fixed('', 1 + Math.min(u32le(head, 68), MOST_PACKETS), false, true);
  ensure(word.startsWith('\x7fFLAC'), 'the Ogg file holds a stream whose tags cannot be written');
  return {
    comment: { prefix: Buffer.alloc(4), framing: false, padded: false },
    count: (packets) => packets.length,
    isComplete: (packets) => packets.some((packet) => u8(packet, 0) > 127) || packets.length > MOST_PACKETS,
  };
}

function fixed(prefix: string, packets: number, framing: boolean, padded: boolean): StreamKind {
  return {
    comment: { prefix: Buffer.from(prefix, 'latin1'), framing, padded },
    count: () => packets,
    isComplete: (found) => found.length >= packets,
  };
}

/** Whether a packet of Ogg FLAC is the block with the Vorbis comment. */
export function isFlacComment(packet: Buffer): boolean {
  return (u8(packet, 0) & 127) === 4 && u24be(packet, 1) === packet.length - 4 && u16be(packet, 0) !== 0xfff8;
}
