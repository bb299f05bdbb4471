import type { MediaReading } from '../reading.ts';
import type { Notes } from './notes.ts';

export type Chapter = MediaReading['chapters'][number];

type Given = Pick<MediaReading, 'container'> & Partial<Omit<MediaReading, 'notes' | 'duration'>>;

/** A reading of a sound file; whatever is not given is empty. */
export function audioReading(given: Given, duration: number | undefined, notes: Notes): MediaReading {
  const seconds = secondsOf(duration);
  return {
    video: [],
    audio: [],
    subtitles: [],
    chapters: [],
    tags: [],
    pictures: [],
    truncated: false,
    ...given,
    ...(seconds === undefined ? {} : { duration: seconds }),
    notes: notes.list,
  };
}

/** A hundred years: longer ones are damage. */
const MAX_SECONDS = 100 * 366 * 86400;

/** A duration with three digits behind the point; undefined where it says nothing. */
export function secondsOf(duration: number | undefined): number | undefined {
  if (duration === undefined || !(duration > 0) || duration > MAX_SECONDS) return undefined;
  return Math.round(duration * 1000) / 1000;
}

/** A number that says something; headers have zero where they say nothing. */
export function given(value: number): number | undefined {
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
