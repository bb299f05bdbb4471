import { formatPattern, wordFormatPattern } from '../../naming/tables/medium-formats.ts';
import { lazy } from '../../util/lazy.ts';

/** Words before a disc's number. Source: Jellyfin AlbumStackingPrefixes; the weak ones are as often titles of albums. */
const STRONG = /^(.*?)(?:^|[\s._([-]+)(?:cd|dis[ck]|digital media)[\s._-]*(\d{1,2})(?:$|[\s._)\]:-].*$)/i;
const WEAK = /^()(?:vol\.?|volume|part|act)[\s._-]*(\d{1,2})(?:$|[\s._)\]:-].*$)/i;

const BEHIND = String.raw`[\s._-]*(\d{1,2})(?:$|[\s._)\]:-].*$)`;
/** `SACD 01`, `Enhanced CD 02`: a format of MusicBrainz and the number of the medium. */
const format = lazy(() => new RegExp(`^()(?:${formatPattern()})${BEHIND}`, 'i'));
const wordFormat = lazy(() => new RegExp(`^()(?:${wordFormatPattern()})${BEHIND}`, 'i'));

/** A folder's name as that of one disc of an album. */
export interface DiscFolder {
  readonly number: number;
  /** What stands before the word: the album's name, where the folder bears it. */
  readonly album: string;
}

/**
 * Reads `CD1`, `Disc 2 - Bonus`, `SACD 01`, `Album (Disc 1)`. `Volume 2`, `Part 1`, `Act 3`, `Other 1` count only where `weak` says that the
 * folder lies in one that can be an album.
 */
export function readDiscFolder(name: string, weak: boolean): DiscFolder | undefined {
  const match =
    format().exec(name) ?? STRONG.exec(name) ?? (weak ? (WEAK.exec(name) ?? wordFormat().exec(name)) : null);
  if (match === null) return undefined;
  return { number: Number(match[2]), album: (match[1] ?? '').replace(/[\s._([-]+$/, '') };
}
