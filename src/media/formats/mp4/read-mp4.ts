import { compact } from '../../../model/compact.ts';
import type { Chapter } from '../../../model/media.ts';
import { type CachedWindow, cachedWindow } from '../cached-window.ts';
import { collectNotes, type Notes } from '../notes.ts';
import type { FormatReader } from '../reading.ts';
import { positive, rounded } from '../values.ts';
import { type Box, boxesIn, contentOf, eachBox, unsignedAt } from './boxes.ts';
import { readChapterTrack, readNeroChapters } from './chapters.ts';
import { type Fragments, indexedDuration, measureFragments } from './fragments.ts';
import { readMetadata } from './metadata.ts';
import { addStream, type Streams } from './streams.ts';
import { durationAt, readTrack, type Track } from './track.ts';

/** How much of the movie header is read at once where it is not in the head of the file. */
const MOVIE_READ = 64 * 1024;
const MOST_TRACKS = 200;

/** Reads MP4, M4A, M4B, QuickTime and 3GP: headers of boxes, never the tables of samples or the samples. */
export const readMp4: FormatReader = (source) => {
  const window = cachedWindow(source);
  const notes = collectNotes();
  const top = findTop(window);
  if (!top.anything) return undefined;
  const streams: Streams = { video: [], audio: [], subtitles: [] };
  const container = 'mp4';
  if (top.movie === undefined) {
    return { container, ...streams, chapters: [], tags: [], pictures: [], truncated: true, notes: ['no moov'] };
  }
  const movie = readMovie(window, top.movie, top.quickTime, notes);
  const fragments = readFragments(window, top, movie);
  const chapterIds = new Set(movie.tracks.flatMap((track) => track.chapterTracks));
  for (const track of movie.tracks) {
    // Tracks with the titles and pictures of chapters are no streams of the film.
    if (chapterIds.has(track.id)) continue;
    const length = fragments.lengths.get(track.id) ?? 0;
    addStream(window, track, length > 0 ? track.scale / length : undefined, streams);
  }
  const duration = rounded(positive(Math.max(movie.duration, fragments.duration)));
  if (window.exhausted) notes.add('header larger than the limit');
  return compact({
    container,
    duration,
    ...streams,
    chapters: chaptersOf(window, movie, chapterIds, duration, notes),
    ...readMetadata(window, movie.boxes, notes),
    truncated: top.truncated || fragments.truncated,
    notes: notes.list,
  });
};

interface Top {
  /** Whether any box was found that belongs to the format. */
  readonly anything: boolean;
  readonly quickTime: boolean;
  readonly movie?: Box;
  readonly index?: Box;
  readonly fragment?: Box;
  readonly truncated: boolean;
}

const KNOWN = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot', 'moof', 'styp', 'sidx', 'meta', 'uuid']);

/** The boxes of the highest level, up to the first fragment behind the movie header. */
function findTop(window: CachedWindow): Top {
  const found = new Map<string, Box>();
  let anything = false;
  let truncated = false;
  let brand: string | undefined;
  eachBox(window.pick, 0, window.size, (box) => {
    if (KNOWN.has(box.type)) anything = true;
    else if (!anything) return false;
    if (box.type === 'ftyp') brand ??= contentOf(window.pick, box, 4).toString('latin1');
    if (!found.has(box.type)) found.set(box.type, box);
    truncated ||= box.end > window.size;
    return !(box.type === 'moof' && found.has('moov'));
  });
  return compact({
    anything,
    quickTime: anything && (brand === undefined || brand === 'qt  '),
    movie: found.get('moov'),
    index: found.get('sidx'),
    fragment: found.get('moof'),
    truncated,
  });
}

interface Movie {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly tracks: readonly Track[];
  /** Seconds; 0 where not said. */
  readonly duration: number;
}

function readMovie(window: CachedWindow, box: Box, quickTime: boolean, notes: Notes): Movie {
  const end = Math.min(box.end, window.size);
  window.prefetch(box.start, Math.min(end - box.start, MOVIE_READ));
  const boxes = new Map<string, Box>();
  const tracks: Track[] = [];
  eachBox(window.read, box.start, end, (part) => {
    if (part.end > end) notes.add(`${part.type.replace(/[^ -~]/g, '?')} that ends behind moov`);
    const whole = { ...part, end: Math.min(part.end, end) };
    if (part.type === 'trak' && tracks.length < MOST_TRACKS) tracks.push(readTrack(window, whole, quickTime));
    else if (!boxes.has(part.type)) boxes.set(part.type, whole);
    return undefined;
  });
  if (boxes.has('cmov')) notes.add('compressed movie header');
  const header = contentOf(window.read, boxes.get('mvhd'), 32);
  const { seconds } = durationAt(header, header[0] === 1);
  return { boxes, tracks, duration: seconds || Math.max(0, ...tracks.map((track) => track.duration)) };
}

const NO_FRAGMENTS: Fragments = { duration: 0, lengths: new Map(), truncated: false };

function readFragments(window: CachedWindow, top: Top, movie: Movie): Fragments {
  const extension = movie.boxes.get('mvex');
  if (extension === undefined || top.fragment === undefined) return NO_FRAGMENTS;
  const lengths = new Map<number, number>();
  let said = 0;
  eachBox(window.read, extension.start, extension.end, (box) => {
    const data = contentOf(window.read, box, 24);
    if (box.type === 'trex') lengths.set(unsignedAt(data, 4, false), unsignedAt(data, 12, false));
    else if (box.type === 'mehd') said = unsignedAt(data, 4, data[0] === 1);
    return undefined;
  });
  const scales = new Map(movie.tracks.map((track) => [track.id, track.scale]));
  const header = contentOf(window.read, movie.boxes.get('mvhd'), 24);
  const scale = unsignedAt(header, header[0] === 1 ? 20 : 12, false);
  const told = scale > 0 ? said / scale : 0;
  const indexed = told > 0 || top.index === undefined ? told : indexedDuration(window, top.index);
  const measured = measureFragments(window, top.fragment, { scales, lengths }, indexed > 0);
  return indexed > 0 ? { ...measured, duration: indexed } : measured;
}

/** Nero's list costs no further read. It ends at 255 chapters; then, and without it, the track is read. */
function chaptersOf(
  window: CachedWindow,
  movie: Movie,
  ids: ReadonlySet<number>,
  duration: number | undefined,
  notes: Notes,
): readonly Chapter[] {
  const user = movie.boxes.get('udta');
  const list = user === undefined ? undefined : boxesIn(window.read, user).get('chpl');
  const nero = list === undefined ? [] : readNeroChapters(window, list, duration);
  const track = movie.tracks.find((one) => ids.has(one.id) && (one.handler === 'text' || one.handler === 'sbtl'));
  if (track === undefined || (nero.length > 0 && nero.length < 255)) return nero;
  const read = readChapterTrack(window, track, notes);
  return read.length > 0 ? read : nero;
}
