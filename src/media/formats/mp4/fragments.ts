import type { CachedWindow } from '../cached-window.ts';
import { type Box, boxesIn, contentOf, EMPTY, eachBox, unsignedAt } from './boxes.ts';

/** How much of the end of the file is searched for the last fragment: at first, and when nothing else helps. */
const TAIL = 64 * 1024;
const LONG_TAIL = 2 * 1024 * 1024;
/** Boxes whose headers are read one by one to find the last fragment. */
const MOST_HOPS = 200;
/** Fragments that are walked from the last known one to the end. */
const MOST_FRAGMENTS = 64;
const MOST_RUN = 64 * 1024;
const MFRO = 16;
const MOST_INDEX = 1024 * 1024;

/** What a movie header says of the fragments that follow, by track. */
export interface FragmentDefaults {
  readonly scales: ReadonlyMap<number, number>;
  /** Default length of a sample in units of the track's scale. */
  readonly lengths: ReadonlyMap<number, number>;
}

export interface Fragments {
  /** Seconds to the end of the last fragment; 0 where unknown. */
  readonly duration: number;
  /** Usual length of a sample of each track, in units of its scale. */
  readonly lengths: ReadonlyMap<number, number>;
  readonly truncated: boolean;
}

/**
 * Measures a fragmented file by its first and last fragments (ISO 14496-12, 8.8), with few reads; by the first one alone
 * where the duration is `known`.
 */
export function measureFragments(
  window: CachedWindow,
  first: Box,
  defaults: FragmentDefaults,
  known: boolean,
): Fragments {
  const opening = readFragment(window, first, defaults);
  if (known) return { duration: 0, lengths: opening.lengths, truncated: first.end > window.size };
  const start = first.start - 8;
  const last =
    lastByIndex(window, start) ??
    lastByTail(window, start, TAIL) ??
    lastByWalk(window, start) ??
    lastByTail(window, start, LONG_TAIL) ??
    start;
  let { seconds } = opening;
  let truncated = false;
  let count = 0;
  eachBox(window.pick, last, window.size, (box) => {
    if (box.type === 'moof') {
      seconds = Math.max(seconds, readFragment(window, box, defaults).seconds);
      if (++count >= MOST_FRAGMENTS) return false;
    }
    truncated ||= box.end > window.size;
    return undefined;
  });
  return { duration: seconds, lengths: opening.lengths, truncated };
}

/** The last fragment that the index at the end of the file (`mfra`) points to. */
function lastByIndex(window: CachedWindow, first: number): number | undefined {
  const tail = window.pick(window.size - MFRO, MFRO);
  if (tail.toString('latin1', 4, 8) !== 'mfro') return undefined;
  const size = tail.readUInt32BE(12);
  if (size < MFRO || size > Math.min(MOST_INDEX, window.size)) return undefined;
  let last = first;
  const start = window.size - size;
  eachBox(window.read, start + 8, window.size, (box) => {
    if (box.type !== 'tfra') return undefined;
    const head = contentOf(window.read, box, 16);
    const entries = unsignedAt(head, 12, false);
    const long = head[0] === 1;
    const sizes = head[11] ?? 0;
    const numbers = ((sizes >> 4) & 3) + ((sizes >> 2) & 3) + (sizes & 3) + 3;
    const entry = (long ? 16 : 8) + numbers;
    const at = box.start + 16 + (entries - 1) * entry;
    if (entries > 0 && at + entry <= box.end) {
      last = Math.max(last, unsignedAt(window.read(at, entry), long ? 8 : 4, long));
    }
    return undefined;
  });
  return last < window.size ? last : undefined;
}

/** The last fragment that begins in the end of the file. */
function lastByTail(window: CachedWindow, first: number, length: number): number | undefined {
  const start = Math.max(first, window.size - length);
  const bytes = window.pick(start, window.size - start);
  for (let at = bytes.lastIndexOf('moof'); at >= 4; at = bytes.lastIndexOf('moof', at - 1)) {
    // A fragment begins with its own header: letters in the middle of a picture do not.
    if (bytes.toString('latin1', at + 8, at + 12) === 'mfhd') return start + at - 4;
  }
  return undefined;
}

/** The last fragment of a file that has few of them. */
function lastByWalk(window: CachedWindow, first: number): number | undefined {
  let last = first;
  let end = first;
  let hops = 0;
  eachBox(window.pick, first, window.size, (box) => {
    if (box.type === 'moof') last = box.start - 8;
    end = box.end;
    return ++hops < MOST_HOPS;
  });
  return end >= window.size ? last : undefined;
}

interface Fragment {
  /** At the end of its last sample. */
  readonly seconds: number;
  readonly lengths: ReadonlyMap<number, number>;
}

function readFragment(window: CachedWindow, box: Box, defaults: FragmentDefaults): Fragment {
  const lengths = new Map<number, number>();
  let seconds = 0;
  eachBox(window.read, box.start, Math.min(box.end, window.size), (part) => {
    if (part.type !== 'traf') return undefined;
    const parts = boxesIn(window.read, part);
    const header = trackHeader(contentOf(window.read, parts.get('tfhd'), 40));
    const scale = defaults.scales.get(header.track) ?? 0;
    const length = header.length ?? defaults.lengths.get(header.track) ?? 0;
    let time = startTime(contentOf(window.read, parts.get('tfdt'), 12));
    eachBox(window.read, part.start, part.end, (run) => {
      if (run.type !== 'trun') return undefined;
      const { total, usual } = runLength(contentOf(window.read, run, MOST_RUN), length);
      time += total;
      if (!lengths.has(header.track) && usual > 0) lengths.set(header.track, usual);
      return undefined;
    });
    if (scale > 0) seconds = Math.max(seconds, time / scale);
    return undefined;
  });
  return { seconds, lengths };
}

function trackHeader(data: Buffer): { readonly track: number; readonly length: number | undefined } {
  const flags = unsignedAt(data, 0, false);
  const at = 8 + (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0);
  return { track: unsignedAt(data, 4, false), length: flags & 8 ? unsignedAt(data, at, false) : undefined };
}

function startTime(data: Buffer): number {
  return unsignedAt(data, 4, data[0] === 1);
}

/** The length of all samples of a run, and the most frequent length. */
function runLength(data: Buffer, length: number): { readonly total: number; readonly usual: number } {
  const flags = unsignedAt(data, 0, false);
  const samples = unsignedAt(data, 4, false);
  if ((flags & 0x100) === 0) return { total: samples * length, usual: length };
  const start = 8 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : 0);
  const size = [0x100, 0x200, 0x400, 0x800].reduce((sum, bit) => sum + (flags & bit ? 4 : 0), 0);
  const counts = new Map<number, number>();
  let total = 0;
  let usual = 0;
  for (let index = 0, at = start; index < samples && at + 4 <= data.length; index++, at += size) {
    const one = data.readUInt32BE(at);
    const count = (counts.get(one) ?? 0) + 1;
    counts.set(one, count);
    if (count > (counts.get(usual) ?? 0)) usual = one;
    total += one;
  }
  return { total, usual };
}

/** Total length in an index of segments (`sidx`) that reaches to the end of the file; 0 where it does not. */
export function indexedDuration(window: CachedWindow, box: Box): number {
  const data = box.end - box.start > MOST_INDEX ? EMPTY : contentOf(window.read, box, MOST_INDEX);
  const long = data[0] === 1;
  const start = long ? 28 : 20;
  if (data.length < start + 4) return 0;
  const scale = unsignedAt(data, 8, false);
  const count = data.readUInt16BE(start + 2);
  let at = start + 4;
  let bytes = box.end + unsignedAt(data, long ? 20 : 16, long);
  let units = 0;
  for (let index = 0; index < count && at + 12 <= data.length; index++, at += 12) {
    bytes += data.readUInt32BE(at) & 0x7fffffff;
    units += data.readUInt32BE(at + 4);
  }
  return scale > 0 && bytes >= window.size * NEARLY_WHOLE ? units / scale : 0;
}

const NEARLY_WHOLE = 0.99;
