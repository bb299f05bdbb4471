import type { ByteWindow } from '../../../media/formats/window.ts';
import { be } from '../bytes.ts';
import type { Splice } from '../splice.ts';
import { ensure } from '../unsafe-tag.ts';
import { boxesBetween, type Mp4Box } from './box.ts';

const LARGEST_SHORT = 2 ** 32;

/**
 * The tables that say where the samples are, for samples that move by so many bytes because something before them grows.
 *
 * @throws UnsafeTag where there are other places to correct than these tables.
 */
export function movedChunks(window: ByteWindow, movie: Mp4Box, from: number, by: number): readonly Splice[] {
  const tracks = boxesBetween(window, movie.start, movie.end, 4).filter(({ type }) => type === 'trak');
  return tracks.flatMap((track) => {
    const tables = childrenAt(window, track, ['mdia', 'minf', 'stbl']);
    ensure(!tables.some(({ type }) => type === 'saio'), 'an encrypted MP4 file cannot grow');
    return tables.flatMap((table) => {
      if (table.type === 'stco') return movedTable(window, table, 4, from, by);
      return table.type === 'co64' ? movedTable(window, table, 8, from, by) : [];
    });
  });
}

/** The boxes in the innermost of boxes in each other; none where one of them is missing. */
function childrenAt(window: ByteWindow, parent: Mp4Box, path: readonly string[]): readonly Mp4Box[] {
  const children = boxesBetween(window, parent.start, parent.end, 4);
  const [next, ...rest] = path;
  if (next === undefined) return children;
  const found = children.find(({ type }) => type === next);
  return found === undefined ? [] : childrenAt(window, found, rest);
}

function movedTable(window: ByteWindow, table: Mp4Box, width: 4 | 8, from: number, by: number): readonly Splice[] {
  const bytes = Buffer.from(window.read(table.start, table.end - table.start));
  const count = bytes.length < 8 ? 0 : bytes.readUInt32BE(4);
  ensure(8 + count * width <= bytes.length, 'a table of an MP4 track is longer than its box');
  for (let at = 8; at < 8 + count * width; at += width) {
    const place = width === 4 ? bytes.readUInt32BE(at) : Number(bytes.readBigUInt64BE(at));
    if (place < from) continue;
    const moved = place + by;
    ensure(width === 8 || moved < LARGEST_SHORT, 'the MP4 file would be too large for its tables');
    be(moved, width).copy(bytes, at);
  }
  return [{ at: table.start, length: bytes.length, bytes }];
}
