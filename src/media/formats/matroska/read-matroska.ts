import { compact } from '../../../model/compact.ts';
import { type CachedWindow, cachedWindow } from '../cached-window.ts';
import { collectNotes } from '../notes.ts';
import type { EmbeddedPicture, FormatReader } from '../reading.ts';
import { cleanTitle, positive, rounded } from '../values.ts';
import { readPictures } from './attachments.ts';
import { readChapters } from './chapters.ts';
import { type Element, eachElement, elementAt, float, text, unsigned } from './ebml.ts';
import { ATTACHMENTS, CHAPTERS, findParts, INFO, TAGS, TRACKS } from './segment.ts';
import { collectTags, readTags } from './tags.ts';
import { readTracks, type Streams } from './tracks.ts';

const EBML = 0x1a45dfa3;
const DOC_TYPE = 0x4282;
const SEGMENT = 0x18538067;
const NANOSECONDS = 1e9;
const DEFAULT_SCALE = 1_000_000;
/** Elements between the header and the segment: Void, if anything. */
const MOST_BEFORE_SEGMENT = 4;

/** Reads Matroska and WebM (RFC 9559): the elements that describe the file, never its clusters. */
export const readMatroska: FormatReader = (source) => {
  const window = cachedWindow(source);
  const header = elementAt(window, 0, window.size);
  if (header?.id !== EBML) return undefined;
  const container = readDocType(window, header).startsWith('webm') ? 'webm' : 'matroska';
  const streams: Streams = { video: [], audio: [], subtitles: [] };
  const nothing = { container, ...streams, chapters: [], tags: [], pictures: [] };
  const segment = findSegment(window, header.end);
  if (segment === undefined) return { ...nothing, truncated: true, notes: ['no segment'] };

  const notes = collectNotes();
  const parts = findParts(window, segment, notes);
  const of = (id: number): readonly Element[] => parts.get(id) ?? [];
  const [tracks] = of(TRACKS);
  if (tracks === undefined) notes.add('no Tracks');
  else readTracks(window, tracks, streams, notes);
  const info = of(INFO)[0] === undefined ? {} : readInfo(window, of(INFO)[0] ?? segment);
  const collector = collectTags();
  if (info.title !== undefined) collector.add('TITLE', info.title);
  for (const element of of(TAGS)) readTags(window, element, collector);
  const pictures: EmbeddedPicture[] = of(ATTACHMENTS).flatMap((element) => readPictures(window, element));
  const [chapters] = of(CHAPTERS);
  const read = chapters === undefined ? [] : readChapters(window, chapters);
  if (window.exhausted) notes.add('header larger than the limit');
  return compact({
    container,
    duration: info.duration,
    ...streams,
    chapters: read,
    tags: collector.entries.size === 0 ? [] : [{ origin: 'matroska', entries: [...collector.entries] }],
    pictures,
    truncated: !segment.open && segment.end > window.size,
    notes: notes.list,
  });
};

function readDocType(window: CachedWindow, header: Element): string {
  let docType = '';
  eachElement(window, header.start, header.end, (element) => {
    if (element.id === DOC_TYPE) docType = text(window, element);
  });
  return docType;
}

/** A recorder that was interrupted leaves the size at zero: then it is not known. */
function findSegment(window: CachedWindow, from: number): Element | undefined {
  let at = from;
  for (let count = 0; count < MOST_BEFORE_SEGMENT; count++) {
    const element = elementAt(window, at, window.size);
    if (element === undefined) return undefined;
    if (element.id === SEGMENT) {
      const empty = element.end === element.start && element.end < window.size;
      return empty ? { ...element, end: window.size, open: true } : element;
    }
    at = element.end;
  }
  return undefined;
}

interface Info {
  readonly duration?: number | undefined;
  readonly title?: string | undefined;
}

function readInfo(window: CachedWindow, info: Element): Info {
  let scale = DEFAULT_SCALE;
  let ticks: number | undefined;
  let title: string | undefined;
  eachElement(window, info.start, info.end, (element) => {
    if (element.id === 0x2ad7b1) scale = unsigned(window, element) || DEFAULT_SCALE;
    else if (element.id === 0x4489) ticks = float(window, element);
    else if (element.id === 0x7ba9) title = cleanTitle(text(window, element));
  });
  return { duration: rounded(positive((positive(ticks) ?? 0) * (scale / NANOSECONDS))), title };
}
