import type { GroupKind } from '../../src/model/kinds.ts';
import type { Outcome } from '../../src/model/outcome.ts';

/** How the identification of each group of the demo library ends, and who settles it. */
export interface ExpectedGroup {
  readonly library: 'Movies' | 'TV' | 'Music';
  /** What the group's key begins with. */
  readonly key: string;
  readonly kind: GroupKind;
  readonly outcome: Outcome;
  /** Title as stored; for groups without an item as the name claims it. */
  readonly title: string;
  readonly by?: string;
  /** `kind:value`, for `show`. */
  readonly id?: string;
}

export const EXPECTED: readonly ExpectedGroup[] = [
  movie('The Matrix (1999)', 'The Matrix', 'radarr', 'tmdb:603'),
  movie('Blade Runner 2049 (2017)', 'Blade Runner 2049', 'radarr', 'tmdb:335984'),
  movie('12 Monkeys (1995)', 'Twelve Monkeys', 'radarr', 'tmdb:63'),
  movie('2001 A Space Odyssey (1968)', '2001: A Space Odyssey', 'radarr', 'tmdb:62'),
  movie('Alien (1979)', 'Alien', 'tmdb', 'tmdb:348'),
  movie(
    'The Lord of the Rings - The Fellowship of the Ring (2001)',
    'The Lord of the Rings: The Fellowship of the Ring',
    'tmdb',
    'tmdb:120',
  ),
  movie('WALL-E (2008)', 'WALL·E', 'tmdb', 'tmdb:10681'),
  movie('Spirited Away', 'Spirited Away', 'pin', 'tmdb:129'),
  movie('Heat [tmdbid-949]', 'Heat', 'pin', 'tmdb:949'),
  movie('七人の侍 (1954)', 'Seven Samurai', 'tmdb', 'tmdb:346'),
  { library: 'Movies', key: 'Dune', kind: 'movie', outcome: 'ambiguous', title: 'Dune' },
  {
    library: 'Movies',
    key: 'Lake Holiday Home Video',
    kind: 'movie',
    outcome: 'unmatched',
    title: 'Lake Holiday Home Video',
  },
  series('Breaking Bad', 'Breaking Bad', 'sonarr', 'tvdb:81189'),
  series('Cowboy Bebop', 'Cowboy Bebop', 'tmdb', 'tmdb:30991'),
  series('Chernobyl (2019) {tvdb-360893}', 'Chernobyl', 'pin', 'tvdb:360893'),
  album(
    'Pink Floyd/The Dark Side of the Moon (1973)',
    'The Dark Side of the Moon',
    'pin',
    'b84ee12a-09ef-421b-82de-0441a926375b',
  ),
  album('Alan Vega/Deuce Avenue', 'Deuce Avenue', 'musicbrainz', '71d6f1d1-1190-4924-b2de-dfc1c2c8eea7'),
  album('Jeff Mills - Kat Moda (2001)', 'Kat Moda', 'musicbrainz', 'e47d04a4-7460-427d-a731-cc82386d85f1'),
];

function movie(key: string, title: string, by: string, id: string): ExpectedGroup {
  return { library: 'Movies', key, kind: 'movie', outcome: 'matched', title, by, id };
}

function series(key: string, title: string, by: string, id: string): ExpectedGroup {
  return { library: 'TV', key, kind: 'series', outcome: 'matched', title, by, id };
}

function album(key: string, title: string, by: string, release: string): ExpectedGroup {
  return { library: 'Music', key, kind: 'album', outcome: 'matched', title, by, id: `musicbrainz-release:${release}` };
}
