import { describe, expect, test } from 'vitest';
import { HOSTS, type Host } from '../../../src/model/hosts.ts';
import {
  ALBUM_NAMES,
  ARTIST_NAMES,
  episodeNames,
  MOVIE_FOLDER_NAMES,
  movieNames,
  namesFor,
  type PictureName,
  SERIES_NAMES,
  seasonNames,
} from '../../../src/tagging/artwork/names.ts';

const ALL: readonly Host[] = HOSTS;
const movie = movieNames('Alien');
const first = seasonNames(1);
const specials = seasonNames(0);
const episode = episodeNames('Show S01E01');

/** Names after conventions §8: what each host finds, in the fewest files. */
test.each<[string, readonly PictureName[] | undefined, readonly Host[], string, readonly string[]]>([
  ['a movie folder', MOVIE_FOLDER_NAMES.poster, ALL, 'jpg', ['poster']],
  ['a movie folder', MOVIE_FOLDER_NAMES.backdrop, ALL, 'jpg', ['fanart']],
  ['a movie folder', MOVIE_FOLDER_NAMES.logo, ALL, 'png', ['clearlogo']],
  ['a movie folder', MOVIE_FOLDER_NAMES.landscape, ['plex'], 'jpg', []],
  ['a movie folder', MOVIE_FOLDER_NAMES.disc, ALL, 'png', ['discart']],
  ['a folder of several movies', movie.poster, ['kodi', 'jellyfin'], 'jpg', ['Alien-poster']],
  ['a folder of several movies', movie.poster, ['jellyfin', 'plex'], 'jpg', ['Alien']],
  ['a folder of several movies', movie.poster, ALL, 'jpg', ['Alien-poster', 'Alien']],
  ['a folder of several movies', movie.poster, ALL, 'webp', ['Alien-poster']],
  ['a folder of several movies', movie.backdrop, ALL, 'jpg', ['Alien-fanart']],
  ['a series', SERIES_NAMES.banner, ALL, 'jpg', ['banner']],
  ['a season', first.poster, ALL, 'jpg', ['season01-poster', 'Season01']],
  ['a season', first.poster, ['kodi'], 'jpg', ['season01-poster']],
  ['a season', seasonNames(12).backdrop, ALL, 'jpg', ['season12-fanart']],
  ['specials', specials.poster, ALL, 'jpg', ['season-specials-poster']],
  ['an episode', episode.still, ALL, 'jpg', ['Show S01E01-thumb', 'Show S01E01']],
  ['an episode', episode.still, ['jellyfin', 'plex'], 'jpg', ['Show S01E01']],
  ['an album', ALBUM_NAMES.cover, ALL, 'jpg', ['cover']],
  ['an album', ALBUM_NAMES.disc, ALL, 'png', ['discart', 'cdart']],
  ['an artist', ARTIST_NAMES.profile, ALL, 'jpg', ['folder', 'artist']],
  ['an artist', ARTIST_NAMES.profile, ['plex'], 'jpg', ['artist']],
])('in %s: %j for %j as %s', (_place, names, hosts, format, expected) => {
  expect(namesFor(names ?? [], hosts, format)).toEqual(expected);
});

describe('formats that no host shows', () => {
  test.each(['avif', 'tiff'])('%s', (format) => {
    expect(namesFor(MOVIE_FOLDER_NAMES.poster ?? [], ALL, format)).toEqual([]);
  });
});
