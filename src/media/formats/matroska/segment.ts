import type { Notes } from '../notes.ts';
import type { ByteWindow } from '../window.ts';
import { type Element, eachElement, elementAt, unsigned } from './ebml.ts';

const SEEK_HEAD = 0x114d9b74;
const SEEK = 0x4dbb;
const SEEK_ID = 0x53ab;
const SEEK_POSITION = 0x53ac;
const CLUSTER = 0x1f43b675;
const CUES = 0x1c53bb6b;
export const INFO = 0x1549a966;
export const TRACKS = 0x1654ae6b;
export const CHAPTERS = 0x1043a770;
export const TAGS = 0x1254c367;
export const ATTACHMENTS = 0x1941a469;

const WANTED = new Set([INFO, TRACKS, CHAPTERS, TAGS, ATTACHMENTS]);
const TOP = [...WANTED, SEEK_HEAD, CLUSTER, CUES];
const TOP_SET = new Set(TOP);
const MOST_ELEMENTS = 500;
const MOST_SEEKS = 100;
/** Elements of one kind: Tags may stand several times. */
const MOST_OF_A_KIND = 8;
/** How far behind an unreadable element the next one is looked for, and how often. */
const SEARCHED = 32 * 1024;
const MOST_SEARCHES = 4;

export type SegmentParts = ReadonlyMap<number, readonly Element[]>;

/**
 * Finds the elements of a segment that describe it: those before the first cluster, and those to which a SeekHead points.
 * Clusters are never read.
 */
export function findParts(window: ByteWindow, segment: Element, notes: Notes): SegmentParts {
  const found = new Map<number, Element[]>();
  const seeks = new Map<number, number>();
  const add = (element: Element): void => {
    const list = found.get(element.id) ?? [];
    const known = list.some((one) => one.start === element.start) || list.length >= MOST_OF_A_KIND;
    if (!known) found.set(element.id, [...list, element]);
  };
  walkToFirstCluster(window, segment, notes, (element) => {
    if (element.id === SEEK_HEAD) readSeekHead(window, element, seeks);
    else add(element);
  });
  let followed = 0;
  // A SeekHead may point to a second one, whose entries then follow in the map that is walked.
  for (const [position, id] of seeks) {
    if (++followed > MOST_SEEKS) break;
    if (id !== SEEK_HEAD && !WANTED.has(id)) continue;
    const at = segment.start + position;
    if ((found.get(id) ?? []).some((one) => at < one.start && at >= one.start - 12)) continue;
    const element = elementAt(window, at, segment.end);
    if (element?.id !== id || element.open) notes.add('SeekHead points to nothing');
    else if (id === SEEK_HEAD) readSeekHead(window, element, seeks);
    else add(element);
  }
  return found;
}

function walkToFirstCluster(
  window: ByteWindow,
  segment: Element,
  notes: Notes,
  visit: (element: Element) => void,
): void {
  let searches = 0;
  let at = segment.start;
  for (let count = 0; count < MOST_ELEMENTS && at < segment.end; count++) {
    const element = elementAt(window, at, segment.end);
    if (element?.id === CLUSTER) return;
    if (element === undefined) {
      notes.add('unreadable element');
      const next = ++searches > MOST_SEARCHES ? undefined : nextTopElement(window, at + 1);
      if (next === undefined) return;
      at = next;
      continue;
    }
    const end = element.open ? endOfOpen(window, element) : element.end;
    if (WANTED.has(element.id) || element.id === SEEK_HEAD) visit({ ...element, end });
    at = end;
  }
}

/** The end of an element whose size the writer did not know: the next one that cannot be its child. */
function endOfOpen(window: ByteWindow, element: Element): number {
  let at = element.start;
  for (let count = 0; count < MOST_ELEMENTS; count++) {
    const child = elementAt(window, at, element.end);
    if (child === undefined || TOP_SET.has(child.id)) return at;
    at = child.end;
  }
  return at;
}

function nextTopElement(window: ByteWindow, from: number): number | undefined {
  const bytes = window.read(from, SEARCHED);
  const places = TOP.map((id) => {
    const pattern = Buffer.alloc(4);
    pattern.writeUInt32BE(id);
    return bytes.indexOf(pattern);
  }).filter((place) => place >= 0);
  return places.length === 0 ? undefined : from + Math.min(...places);
}

function readSeekHead(window: ByteWindow, head: Element, seeks: Map<number, number>): void {
  eachElement(window, head.start, head.end, (seek) => {
    if (seek.id !== SEEK) return;
    let id: number | undefined;
    let position: number | undefined;
    eachElement(window, seek.start, seek.end, (part) => {
      if (part.id === SEEK_ID) id = unsigned(window, part);
      else if (part.id === SEEK_POSITION) position = unsigned(window, part);
    });
    if (id !== undefined && position !== undefined && seeks.size < MOST_SEEKS) seeks.set(position, id);
  });
}
