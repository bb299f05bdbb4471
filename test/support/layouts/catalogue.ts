import { FOREIGN_TITLES, titleMaker } from './words.ts';
import type { AlbumWork, Catalogue, EpisodeWork, MovieWork, ShowWork, TrackWork } from './works.ts';
import { seeded } from './works.ts';

type Some<T> = { [K in keyof T]?: T[K] };

/** 150 movies, 60 shows and 30 albums that a library has, with homonyms, sequels and remakes that it does not have. */
export function makeCatalogue(): Catalogue {
  return { movies: makeMovies(), shows: makeShows(), albums: makeAlbums() };
}

function makeMovies(): MovieWork[] {
  const random = seeded(11);
  const title = titleMaker(12);
  const movies: MovieWork[] = [];
  const add = (name: string, some: Some<MovieWork> = {}): MovieWork => {
    const movie: MovieWork = {
      kind: 'movie',
      id: String(1000 + movies.length),
      title: name,
      year: 1950 + random(74),
      minutes: 82 + random(70),
      owned: true,
      ...some,
    };
    movies.push(movie);
    return movie;
  };
  for (let count = 0; count < 70; count++) add(title());
  for (const [originalTitle, english] of FOREIGN_TITLES) add(english, { originalTitle });
  for (let count = 0; count < 10; count++) addRemade(add, title(), false);
  for (let count = 0; count < 4; count++) addRemade(add, title(), true);
  for (const name of ['Tide', 'Orphans', 'Ash', 'Vertigo Bay']) addRemade(add, name, false);
  for (let count = 0; count < 4; count++) addSeries(add, title(), ['', ' 2', ' 3'], [true, true, true]);
  for (let count = 0; count < 4; count++) addSeries(add, title(), ['', ' II', ' III'], [true, false, false]);
  for (let count = 0; count < 4; count++) addSeries(add, title(), ['', ' 2', ' Returns'], [false, true, false]);
  for (let count = 0; count < 3; count++) addSeries(add, title(), [': Part One', ': Part Two'], [true, true]);
  addSeries(add, 'Dust', ['', ': Part Two', ' (miniseries cut)'], [false, true, false]);
  for (const name of ['1944', 'The 400', '12 Lanterns', 'Room 104', 'Apollo 21', '2046 Nights', 'Catch 44', '9'])
    add(name);
  add('1984', { year: 1956 });
  add('1984', { year: 1984, owned: false });
  while (movies.filter(({ owned }) => owned).length < 150) add(title());
  return movies;
}

type Add = (name: string, some?: Some<MovieWork>) => MovieWork;

/** Two movies of one title: other year, other length. */
function addRemade(add: Add, name: string, both: boolean): void {
  const { year, minutes } = add(name);
  add(name, { year: year > 1990 ? year - 23 : year + 17, minutes: minutes + 24, owned: both });
}

function addSeries(add: Add, name: string, endings: readonly string[], owned: readonly boolean[]): void {
  let year = 1980;
  for (const [index, ending] of endings.entries()) {
    const collection = { name: `${name} Collection`, number: index + 1 };
    const movie = add(`${name}${ending}`, { year, owned: owned[index] ?? false, collection });
    year = movie.year + 3;
  }
}

function makeShows(): ShowWork[] {
  const random = seeded(21);
  const title = titleMaker(22);
  const episodeTitle = titleMaker(23);
  const shows: ShowWork[] = [];
  const add = (name: string, seasons: readonly number[], some: Some<ShowWork> = {}): void => {
    const year = some.year ?? 1975 + random(45);
    shows.push({
      kind: 'series',
      id: String(5000 + shows.length),
      title: name,
      year,
      episodes: makeEpisodes(seasons, year, episodeTitle),
      owned: true,
      ...some,
    });
  };
  for (let count = 0; count < 30; count++) add(title(), [4, 4]);
  for (const name of ['86', '1883', '24', 'The 4400', 'Route 9', 'Extras']) add(name, [4, 4]);
  for (const [originalTitle, english] of FOREIGN_TITLES.slice(0, 18).filter((_, index) => index % 3 === 0)) {
    add(`${english} Stories`, [5], { originalTitle });
  }
  for (let count = 0; count < 6; count++) {
    const name = title();
    add(name, [4, 4], { year: 1978 + count });
    add(name, [6], { year: 2009 + count, owned: false });
  }
  for (let count = 0; count < 4; count++) add(title(), [110], { year: 1999 + count });
  while (shows.filter(({ owned }) => owned).length < 60) add(title(), [5, 5, 5]);
  return shows;
}

function makeEpisodes(seasons: readonly number[], year: number, title: () => string): EpisodeWork[] {
  let absolute = 0;
  return seasons.flatMap((count, index) =>
    Array.from({ length: count }, (_, at): EpisodeWork => {
      const day = new Date(Date.UTC(year + index, 1, 3 + at * 7));
      absolute++;
      return { season: index + 1, episode: at + 1, absolute, title: title(), airDate: day.toISOString().slice(0, 10) };
    }),
  );
}

const ARTISTS = [
  'The Lanterns',
  'Ottilie Marsh',
  'Copper & Vale',
  'Nordlicht',
  'DJ Quarry',
  '4 Winds',
  'Björk Larsdóttir',
  'Harbour Choir',
];

function makeAlbums(): AlbumWork[] {
  const random = seeded(31);
  const title = titleMaker(32);
  const song = titleMaker(33);
  const albums: AlbumWork[] = [];
  const add = (artist: string, name: string, discs: readonly number[], some: Some<AlbumWork> = {}): AlbumWork => {
    const id = mbid(albums.length + 1);
    const album: AlbumWork = {
      kind: 'album',
      id,
      group: mbid(500 + albums.length),
      artist,
      title: name,
      year: 1965 + random(55),
      tracks: makeTracks(discs, song, random),
      owned: true,
      ...some,
    };
    albums.push(album);
    return album;
  };
  for (const artist of ARTISTS) for (let count = 0; count < 2; count++) add(artist, title(), [5]);
  for (const artist of ARTISTS.slice(0, 3)) add(artist, title(), [4, 4]);
  for (const artist of ARTISTS.slice(0, 3)) {
    const album = add(artist, title(), [5]);
    const bonus = makeTracks([2], song, random).map((track) => ({ ...track, track: track.track + 5 }));
    const deluxe = { year: album.year + 9, group: album.group, tracks: [...album.tracks, ...bonus], owned: false };
    add(artist, `${album.title} (Deluxe Edition)`, [7], deluxe);
  }
  for (const artist of ARTISTS.slice(3, 6)) {
    const name = title();
    const album = add(artist, name, [5]);
    const live = album.tracks.map((track) => ({ ...track, seconds: track.seconds + 45 }));
    add(artist, `${name} (Live)`, [5], { owned: false, tracks: live });
  }
  for (const artist of ARTISTS.slice(0, 2)) add(artist, 'Greatest Hits', [5]);
  for (const artist of ARTISTS.slice(5)) add(artist, artist, [5]);
  while (albums.filter(({ owned }) => owned).length < 30) {
    const name = title();
    add(ARTISTS[albums.length % ARTISTS.length] ?? '', name, [6]);
    add(`The ${name} Band`, name, [6], { owned: false });
  }
  return albums;
}

function makeTracks(discs: readonly number[], song: () => string, random: (limit: number) => number): TrackWork[] {
  return discs.flatMap((count, index) =>
    Array.from({ length: count }, (_, at) => ({
      disc: index + 1,
      track: at + 1,
      title: song(),
      seconds: 130 + random(220),
    })),
  );
}

function mbid(number: number): string {
  return `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
}
