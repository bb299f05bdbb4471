import type { ByteWindow } from '../../window.ts';
import type { Notes } from '../notes.ts';
import { type OggHead, readOggHead } from './heads.ts';
import { type PacketReader, packetReader } from './packets.ts';
import { findPage, LONGEST_PAGE, lastPageWith, readPage } from './pages.ts';

const TAIL = 64 * 1024;
const MAX_STREAMS = 64;
const MAX_LINKS = 16;

export interface OggStream {
  readonly serial: number;
  readonly head: OggHead;
  readonly packets: PacketReader;
}

/** The streams whose first pages begin at this place. All first pages of one link stand together. */
export function streamsAt(window: ByteWindow, from: number): readonly OggStream[] {
  const streams: OggStream[] = [];
  let page = readPage(window, from);
  for (let count = 0; page?.isFirst === true && count < MAX_STREAMS; count++) {
    const packets = packetReader(window, page);
    const bytes = packets.next()?.read(0, 256);
    const head = bytes === undefined ? undefined : readOggHead(bytes);
    if (head !== undefined) streams.push({ serial: page.serial, head, packets });
    page = readPage(window, page.end);
  }
  return streams;
}

/**
 * Seconds of an Ogg file by the positions of its last pages. A file of several links (as radio recorders write them) has
 * the sum of their lengths; where a link begins is found by halving.
 */
export function oggSeconds(
  window: ByteWindow,
  streams: readonly OggStream[],
  start: number,
  notes: Notes,
): number | undefined {
  let link = streams;
  let from = start;
  let total = 0;
  for (let count = 0; count < MAX_LINKS; count++) {
    const atEnd = secondsBefore(window, link, from, window.size);
    if (atEnd !== undefined) return total + atEnd;
    const next = nextLink(window, link, from);
    if (next === undefined) return total > 0 ? total : undefined;
    total += secondsBefore(window, link, from, next) ?? 0;
    link = streamsAt(window, next);
    from = next;
    if (link.length === 0) break;
  }
  notes.add('more links than are measured');
  return undefined;
}

/** The longest of these streams by its last page in the bytes before `end`. */
function secondsBefore(window: ByteWindow, link: readonly OggStream[], from: number, end: number): number | undefined {
  for (const length of [TAIL, 4 * TAIL]) {
    const start = Math.max(from, end - length);
    const seconds = link.flatMap(({ serial, head }) => {
      const page = lastPageWith(window, start, end, (one) => one === serial);
      return page?.granule === undefined ? [] : [head.secondsAt(page.granule)];
    });
    const longest = Math.max(0, ...seconds);
    if (longest > 0 || start === from) return longest > 0 ? longest : undefined;
  }
  return undefined;
}

/** Where the link after this one begins; undefined where there is none. */
function nextLink(window: ByteWindow, link: readonly OggStream[], from: number): number | undefined {
  const serials = new Set(link.map(({ serial }) => serial));
  let low = from;
  let high = window.size;
  // The page at `low` belongs to this link, the one that begins before `high` does not.
  while (high - low > LONGEST_PAGE) {
    const middle = Math.floor((low + high) / 2);
    const page = findPage(window, middle, Math.min(LONGEST_PAGE, high - middle));
    if (page !== undefined && serials.has(page.serial)) low = page.at;
    else high = middle;
  }
  for (let page = readPage(window, low); page !== undefined; page = readPage(window, page.end)) {
    if (page.isFirst && page.at > from && !serials.has(page.serial)) return page.at;
    if (page.at > high + LONGEST_PAGE) break;
  }
  return undefined;
}
