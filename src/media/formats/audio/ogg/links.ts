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

/** Streams that run side by side. A file may have several links one after another, as radio recorders write them. */
export interface OggLink {
  readonly start: number;
  readonly streams: readonly OggStream[];
  /** Of all streams, also of those that nobody plays. */
  readonly serials: ReadonlySet<number>;
}

/** The link that begins at this place. First pages of all its streams stand together. */
export function linkAt(window: ByteWindow, start: number): OggLink {
  const streams: OggStream[] = [];
  const serials = new Set<number>();
  let page = readPage(window, start);
  for (let count = 0; page?.isFirst === true && count < MAX_STREAMS; count++) {
    serials.add(page.serial);
    const packets = packetReader(window, page);
    const bytes = packets.next()?.read(0, 256);
    const head = bytes === undefined ? undefined : readOggHead(bytes);
    if (head !== undefined) streams.push({ serial: page.serial, head, packets });
    page = readPage(window, page.end);
  }
  return { start, streams, serials };
}

/** Seconds of an Ogg file: the sum of its links, each by the position of its last pages. */
export function oggSeconds(window: ByteWindow, first: OggLink, notes: Notes): number | undefined {
  let link = first;
  let total = 0;
  for (let count = 0; count < MAX_LINKS; count++) {
    const next = nextLink(window, link);
    total += secondsBefore(window, link, next ?? window.size) ?? 0;
    if (next === undefined) return total > 0 ? total : undefined;
    link = linkAt(window, next);
    if (link.serials.size === 0) break;
  }
  notes.add('more links than are measured');
  return undefined;
}

/** The longest of these streams by its last page in the bytes before `end`. */
function secondsBefore(window: ByteWindow, { streams, start: floor }: OggLink, end: number): number | undefined {
  for (const length of [TAIL, 4 * TAIL]) {
    const start = Math.max(floor, end - length);
    const seconds = streams.map(({ serial, head }) => {
      const granule = lastPageWith(window, start, end, (one) => one === serial)?.granule;
      return granule === undefined ? 0 : head.secondsAt(granule);
    });
    const longest = Math.max(0, ...seconds);
    if (longest > 0 || start === floor) return longest > 0 ? longest : undefined;
  }
  return undefined;
}

/** Where the link after this one begins, found by halving; undefined where this one is the last. */
function nextLink(window: ByteWindow, { start, serials }: OggLink): number | undefined {
  const last = lastPageWith(window, Math.max(start, window.size - TAIL), window.size, () => true);
  if (last === undefined || serials.has(last.serial)) return undefined;
  let low = start;
  let high = last.at;
  // The page at `low` belongs to this link, the first one behind `high` does not.
  while (high - low > LONGEST_PAGE) {
    const middle = Math.floor((low + high) / 2);
    const page = findPage(window, middle, Math.min(LONGEST_PAGE, high - middle));
    if (page !== undefined && serials.has(page.serial)) low = page.at;
    else high = middle;
  }
  for (let page = readPage(window, low); page !== undefined && page.at <= last.at; page = readPage(window, page.end)) {
    if (!serials.has(page.serial)) return page.isFirst ? page.at : undefined;
  }
  return undefined;
}
