import { ALBUM_NAMINGS } from './album-namings.ts';
import { MOVIE_NAMINGS } from './movie-namings.ts';
import { SHOW_NAMINGS } from './show-namings.ts';
import type { AlbumWork, MovieWork, ShowWork, Work } from './works.ts';

/** One file of a library: where it lies, how long it lasts, and what its tags say. */
export interface LaidFile {
  readonly path: string;
  readonly seconds: number;
  /** Episodes that it has, as `season×episode`. */
  readonly episodes?: readonly string[];
  readonly tags?: {
    readonly artist?: string;
    readonly album?: string;
    readonly title?: string;
    readonly track?: number;
  };
}

/** One way to name works of one kind. */
export interface Naming<W extends Work> {
  readonly how: string;
  readonly files: (work: W) => readonly LaidFile[];
  /**
   * Whether a person could tell which work of the catalogue it is, knowing names and lengths. `rivals`: the other works of
   * the same title. Default: always.
   */
  readonly canSettle?: (work: W, rivals: readonly W[]) => boolean;
}

/** One way to name a whole library. */
export interface Layout {
  readonly name: string;
  readonly movies: Naming<MovieWork>;
  readonly shows: Naming<ShowWork>;
  readonly albums: Naming<AlbumWork>;
}

/** 20 ways to name one library, from what media servers document to what people have on old disks. */
export function layouts(): Layout[] {
  return MOVIE_NAMINGS.map((movies, index) => {
    const shows = SHOW_NAMINGS[index % SHOW_NAMINGS.length];
    const albums = ALBUM_NAMINGS[index % ALBUM_NAMINGS.length];
    if (shows === undefined || albums === undefined) throw new Error('there are no namings');
    return { name: `${movies.how} | ${shows.how} | ${albums.how}`, movies, shows, albums };
  });
}
