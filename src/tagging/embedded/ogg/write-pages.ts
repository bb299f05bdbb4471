import { be, le } from '../bytes.ts';
import { oggChecksum } from './crc.ts';

const MOST_SEGMENTS = 255;
const CONTINUED = 1;

/** Pages of headers: which stream, the number of the first page, and how many segments each may have. */
export interface PagePlan {
  readonly serial: number;
  readonly sequence: number;
  readonly pages: number;
}

/** As many pages as before where these packets fit on them; else as many as they need. */
export function pagesFor(packets: readonly Buffer[], before: number): number {
  const segments = segmentsOf(packets).length;
  const least = Math.ceil(segments / MOST_SEGMENTS);
  return least <= before && before <= segments ? before : least;
}

/** Packets on exactly so many pages, as `pagesFor` counts them. */
export function writePages(packets: readonly Buffer[], { serial, sequence, pages }: PagePlan): Buffer {
  const segments = segmentsOf(packets);
  const body = Buffer.concat(packets);
  const written: Buffer[] = [];
  let segment = 0;
  let at = 0;
  for (let index = 0; index < pages; index++) {
    // As full as can be, but each later page needs a segment of its own.
    const end = Math.min(segment + MOST_SEGMENTS, segments.length - (pages - 1 - index));
    const lacing = segments.slice(segment, end);
    const isContinued = segment > 0 && segments[segment - 1] === 255;
    const length = lacing.reduce((sum, count) => sum + count, 0);
    const granule = lacing.some((count) => count < 255) ? Buffer.alloc(8) : Buffer.alloc(8, 0xff);
    const head = [be(0, 1), be(isContinued ? CONTINUED : 0, 1), granule, le(serial, 4), le(sequence + index, 4)];
    const parts = [...head, le(0, 4), be(lacing.length, 1), Buffer.from(lacing), body.subarray(at, at + length)];
    const page = Buffer.concat([Buffer.from('OggS'), ...parts]);
    le(oggChecksum(page), 4).copy(page, 22);
    written.push(page);
    segment = end;
    at += length;
  }
  return Buffer.concat(written);
}

/** Lengths of the segments of these packets; the last one of a packet is shorter than 255 bytes. */
function segmentsOf(packets: readonly Buffer[]): readonly number[] {
  return packets.flatMap(({ length }) => [...Array<number>(Math.floor(length / 255)).fill(255), length % 255]);
}
