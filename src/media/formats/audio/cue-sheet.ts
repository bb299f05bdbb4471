import { u8, u64be } from './numbers.ts';
import type { Chapter } from './reading.ts';
import type { Span } from './span.ts';

const LEAD_OUT = new Set([170, 255]);

/** Tracks of a FLAC CUESHEET block as chapters; it has no titles. */
export function readCueSheet(block: Span, sampleRate: number): readonly Chapter[] {
  const count = u8(block.read(395, 1), 0);
  const starts: number[] = [];
  let at = 396;
  for (let index = 0; index < count; index++) {
    const track = block.read(at, 36);
    if (track.length < 36) break;
    const indexes = u8(track, 35);
    const points = block.read(at + 36, 12 * indexes);
    const first = Array.from({ length: indexes }, (_, point) => point).find(
      (point) => u8(points, point * 12 + 8) === 1,
    );
    const offset = first === undefined ? 0 : u64be(points, first * 12);
    if (!LEAD_OUT.has(u8(track, 8))) starts.push((u64be(track, 0) + offset) / sampleRate);
    at += 36 + 12 * indexes;
  }
  return starts.length < 2 || sampleRate === 0
    ? []
    : starts.map((start) => ({ start: Math.round(start * 1000) / 1000 }));
}
