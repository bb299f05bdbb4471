import { compact } from '../../../model/compact.ts';
import type { Chapter } from '../../../model/media.ts';
import type { CachedWindow } from '../cached-window.ts';
import type { Notes } from '../notes.ts';
import { cleanTitle, rounded } from '../values.ts';
import { type Box, contentOf, unsignedAt } from './boxes.ts';
import type { Track } from './track.ts';

const MOST_CHAPTERS = 1000;
/** Titles that are read one by one, since each lies at another place. */
const MOST_TITLES = 300;
const LONGEST_TITLE = 1024;
/** Nero's unit of time: a hundred nanoseconds. */
const NERO_SCALE = 1e7;

/** Nero's list of chapters (`chpl`): at most 255, each with its start and title. */
export function readNeroChapters(window: CachedWindow, box: Box, duration: number | undefined): readonly Chapter[] {
  const data = contentOf(window.read, box, 128 * 1024);
  let at = data[0] === 1 ? 8 : 4;
  const count = data[at++] ?? 0;
  const starts: { start: number; title: string | undefined }[] = [];
  for (let index = 0; index < count && at + 9 <= data.length; index++) {
    const length = data[at + 8] ?? 0;
    const title = cleanTitle(data.toString('utf8', at + 9, at + 9 + length));
    starts.push({ start: unsignedAt(data, at, true) / NERO_SCALE, title });
    at += 9 + length;
  }
  return starts.map(({ start, title }, index) => {
    const next = starts[index + 1]?.start ?? duration;
    const end = next !== undefined && next > start ? rounded(next) : undefined;
    return compact({ start: rounded(start) ?? 0, end, title });
  });
}

/** QuickTime's chapters: a track of texts, whose times are those of the chapters. */
export function readChapterTrack(window: CachedWindow, track: Track, notes: Notes): readonly Chapter[] {
  if (track.scale === 0) return [];
  const lengths = sampleLengths(window, track.tables.get('stts'));
  const places = samplePlaces(window, track.tables, lengths.length);
  if (lengths.length > MOST_TITLES) notes.add(`titles of the first ${MOST_TITLES} chapters only`);
  let time = 0;
  return lengths.map((length, index) => {
    const start = time;
    time += length;
    const place = index < MOST_TITLES ? places[index] : undefined;
    const title = place === undefined ? undefined : readTitle(window, place);
    const end = length > 0 ? rounded(time / track.scale) : undefined;
    return compact({ start: rounded(start / track.scale) ?? 0, end, title, language: track.language });
  });
}

/** `stts`: runs of samples of equal length. */
function sampleLengths(window: CachedWindow, box: Box | undefined): readonly number[] {
  const data = contentOf(window.pick, box, 8 + MOST_CHAPTERS * 8);
  const lengths: number[] = [];
  for (let at = 8; at + 8 <= data.length && lengths.length < MOST_CHAPTERS; at += 8) {
    const count = Math.min(data.readUInt32BE(at), MOST_CHAPTERS - lengths.length);
    for (let index = 0; index < count; index++) lengths.push(data.readUInt32BE(at + 4));
  }
  return lengths;
}

interface Place {
  readonly offset: number;
  readonly size: number;
}

/** Where the samples are: `stsc` puts them into chunks, `stco` or `co64` says where those are, `stsz` how long they are. */
function samplePlaces(window: CachedWindow, tables: ReadonlyMap<string, Box>, count: number): readonly Place[] {
  const long = tables.has('co64');
  const width = long ? 8 : 4;
  const chunks = contentOf(window.pick, tables.get(long ? 'co64' : 'stco'), 8 + MOST_CHAPTERS * width);
  const runs = contentOf(window.pick, tables.get('stsc'), 8 + MOST_CHAPTERS * 12);
  const sizes = contentOf(window.pick, tables.get('stsz'), 12 + MOST_CHAPTERS * 4);
  const fixed = unsignedAt(sizes, 4, false);
  const places: Place[] = [];
  let run = 8;
  for (let chunk = 1; 8 + chunk * width <= chunks.length && places.length < count; chunk++) {
    while (run + 12 < runs.length && unsignedAt(runs, run + 12, false) <= chunk) run += 12;
    let offset = unsignedAt(chunks, 8 + (chunk - 1) * width, long);
    const samples = Math.min(unsignedAt(runs, run + 4, false), count - places.length);
    for (let sample = 0; sample < samples; sample++) {
      const size = fixed > 0 ? fixed : unsignedAt(sizes, 12 + places.length * 4, false);
      places.push({ offset, size });
      offset += size;
    }
  }
  return places;
}

/** A length in 16 bits and the text; UTF-16 where it begins with a mark. */
function readTitle(window: CachedWindow, { offset, size }: Place): string | undefined {
  const data = window.pick(offset, Math.min(size, LONGEST_TITLE));
  if (data.length < 2) return undefined;
  const text = data.subarray(2, 2 + data.readUInt16BE(0));
  const mark = text.length >= 2 ? text.readUInt16BE(0) : 0;
  if (mark !== 0xfeff && mark !== 0xfffe) return cleanTitle(text.toString('utf8'));
  const even = Buffer.from(text.subarray(2, text.length - (text.length % 2)));
  return cleanTitle((mark === 0xfeff ? even.swap16() : even).toString('utf16le'));
}
