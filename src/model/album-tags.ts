import type { FileTags } from './media.ts';

const VARIOUS = 'Various Artists';

/** The value that most of them have; ties go to the one met first. */
export function mostCommon<T extends string | number>(values: readonly (T | undefined)[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) if (value !== undefined && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: T | undefined;
  let most = 0;
  for (const [value, count] of counts) {
    if (count > most) {
      best = value;
      most = count;
    }
  }
  return best;
}

/** Artist of the whole album: the album artist, else the one artist of all tracks, else "Various Artists". */
export function albumArtist(tags: readonly FileTags[]): string | undefined {
  const named = mostCommon(tags.map((tag) => tag.albumArtist));
  if (named !== undefined) return named;
  const artists = new Set(tags.map((tag) => tag.artist).filter((artist) => artist !== undefined));
  if (artists.size <= 1) return [...artists][0];
  const most = mostCommon(tags.map((tag) => tag.artist));
  const share = tags.filter((tag) => tag.artist === most).length / tags.length;
  return share >= 0.75 ? most : VARIOUS;
}
