import { MOVIES, type MovieFact } from '../facts/movies.ts';

/** Movies that the demo's Radarr manages; the path of the file inside its folder, where it has one. */
const MANAGED: ReadonlyMap<number, { readonly folder: string; readonly file?: string; readonly edition?: string }> =
  new Map([
    [603, { folder: 'The Matrix (1999)', file: 'The Matrix (1999) - 1080p.mkv' }],
    [335984, { folder: 'Blade Runner 2049 (2017)', file: 'Blade.Runner.2049.2017.1080p.BluRay.x264-DEMO.mkv' }],
    [63, { folder: '12 Monkeys (1995)', file: '12.Monkeys.1995.720p.BluRay.x264-DEMO.mkv' }],
    [62, { folder: '2001 A Space Odyssey (1968)', file: '2001 A Space Odyssey (1968).mkv' }],
    [679, { folder: 'Aliens (1986)' }],
  ]);

/** What `GET /api/v3/movie` answers. */
export function radarrMovies(): unknown[] {
  return MOVIES.filter((movie) => MANAGED.has(movie.tmdb)).map((movie, index) => radarrMovie(movie, index + 1));
}

function radarrMovie(movie: MovieFact, id: number): unknown {
  const managed = MANAGED.get(movie.tmdb);
  const folder = `/movies/${managed?.folder ?? movie.title}`;
  const file = managed?.file;
  return {
    id,
    title: movie.title,
    originalTitle: movie.originalTitle ?? movie.title,
    originalLanguage: { id: 1, name: 'English' },
    alternateTitles: (movie.alternativeTitles ?? []).map((title) => ({ sourceType: 'tmdb', title })),
    sortTitle: movie.title.toLowerCase(),
    status: 'released',
    overview: movie.overview,
    inCinemas: `${movie.releaseDate}T00:00:00Z`,
    images: [
      { coverType: 'poster', url: `/MediaCover/${id}/poster.jpg`, remoteUrl: posterUrl(movie) },
      { coverType: 'fanart', url: `/MediaCover/${id}/fanart.jpg`, remoteUrl: backdropUrl(movie) },
    ],
    year: Number(movie.releaseDate.slice(0, 4)),
    hasFile: file !== undefined,
    studio: movie.studios[0],
    path: folder,
    monitored: true,
    runtime: movie.runtime,
    imdbId: movie.imdb,
    tmdbId: movie.tmdb,
    certification: movie.certification,
    genres: movie.genres,
    tags: [],
    added: '2024-02-03T10:11:12Z',
    ratings: { tmdb: { votes: movie.votes, value: movie.rating, type: 'user' } },
    ...(movie.collection === undefined
      ? {}
      : { collection: { title: movie.collection.name, tmdbId: movie.collection.id } }),
    ...(file === undefined ? {} : { movieFile: movieFile(id, folder, file) }),
  };
}

function movieFile(id: number, folder: string, file: string): unknown {
  return {
    id: 100 + id,
    movieId: id,
    relativePath: file,
    path: `${folder}/${file}`,
    size: 1,
    dateAdded: '2024-02-04T08:00:00Z',
    quality: { quality: { id: 7, name: 'Bluray-1080p', source: 'bluray', resolution: 1080, modifier: 'none' } },
    edition: '',
    languages: [{ id: 1, name: 'English' }],
    mediaInfo: {
      audioLanguages: 'eng',
      subtitles: '',
      videoCodec: 'x264',
      runTime: '0:01',
      audioChannels: 2,
      videoBitrate: 0,
    },
  };
}

function posterUrl(movie: MovieFact): string {
  return `https://image.tmdb.org/t/p/original/movie-${movie.tmdb}-poster.jpg`;
}

function backdropUrl(movie: MovieFact): string {
  return `https://image.tmdb.org/t/p/original/movie-${movie.tmdb}-backdrop.jpg`;
}
