import { MOVIES, type MovieFact } from '../facts/movies.ts';
import { type EpisodeFact, SERIES, type SeriesFact } from '../facts/series.ts';

/** Answers of the demo's TMDb to one path below `/3`; undefined = 404. */
export function tmdbAnswer(path: string, query: URLSearchParams): unknown {
  const [kind, id, third] = path.split('/').filter((part) => part !== '');
  if (kind === 'search' && id === 'movie') return page(MOVIES.filter((movie) => found(movie, query)).map(movieHit));
  if (kind === 'search' && id === 'tv')
    return page(SERIES.filter((series) => foundSeries(series, query)).map(seriesHit));
  if (kind === 'configuration') return { images: { secure_base_url: 'https://image.tmdb.org/t/p/' } };
  if (kind === 'find' && id !== undefined) return find(id);
  const movie = kind === 'movie' ? MOVIES.find((candidate) => String(candidate.tmdb) === id) : undefined;
  if (movie && third === undefined) return movieDetail(movie);
  const series = kind === 'tv' ? SERIES.find((candidate) => String(candidate.tmdb) === id) : undefined;
  if (series && third === undefined) return seriesDetail(series, query.get('append_to_response') ?? '');
  return undefined;
}

/** Addresses below the image host that the demo's TMDb offers. */
export function tmdbImagePaths(): string[] {
  return [
    ...MOVIES.flatMap((movie) => [`/movie-${movie.tmdb}-poster.jpg`, `/movie-${movie.tmdb}-backdrop.jpg`]),
    ...SERIES.flatMap((series) => [
      `/tv-${series.tmdb}-poster.jpg`,
      `/tv-${series.tmdb}-backdrop.jpg`,
      ...seasonsOf(series).map((season) => `/tv-${series.tmdb}-season-${season}.jpg`),
    ]),
  ];
}

function page(results: unknown[]): unknown {
  return { page: 1, results, total_pages: 1, total_results: results.length };
}

function found(movie: MovieFact, query: URLSearchParams): boolean {
  const year = query.get('year') ?? query.get('primary_release_year');
  if (year !== null && year !== movie.releaseDate.slice(0, 4)) return false;
  return matches([movie.title, movie.originalTitle, ...(movie.alternativeTitles ?? [])], query.get('query'));
}

function foundSeries(series: SeriesFact, query: URLSearchParams): boolean {
  const year = query.get('first_air_date_year') ?? query.get('year');
  if (year !== null && year !== series.firstAired.slice(0, 4)) return false;
  return matches([series.title, series.originalTitle], query.get('query'));
}

function matches(titles: readonly (string | undefined)[], query: string | null): boolean {
  const wanted = fold(query ?? '');
  return wanted !== '' && titles.some((title) => title !== undefined && fold(title).includes(wanted));
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function movieHit(movie: MovieFact): unknown {
  return {
    id: movie.tmdb,
    title: movie.title,
    original_title: movie.originalTitle ?? movie.title,
    original_language: movie.originalLanguage ?? 'en',
    overview: movie.overview,
    release_date: movie.releaseDate,
    poster_path: `/movie-${movie.tmdb}-poster.jpg`,
    backdrop_path: `/movie-${movie.tmdb}-backdrop.jpg`,
    popularity: movie.votes / 200,
    vote_average: movie.rating,
    vote_count: movie.votes,
    adult: false,
    video: false,
  };
}

function seriesHit(series: SeriesFact): unknown {
  return {
    id: series.tmdb,
    name: series.title,
    original_name: series.originalTitle ?? series.title,
    original_language: series.originalLanguage,
    overview: series.overview,
    first_air_date: series.firstAired,
    origin_country: series.countries,
    poster_path: `/tv-${series.tmdb}-poster.jpg`,
    popularity: series.votes / 100,
    vote_average: series.rating,
    vote_count: series.votes,
  };
}

function find(id: string): unknown {
  const movies = MOVIES.filter((movie) => movie.imdb === id).map(movieHit);
  const series = SERIES.filter((candidate) => candidate.imdb === id || String(candidate.tvdb) === id).map(seriesHit);
  return {
    movie_results: movies,
    tv_results: series,
    tv_episode_results: [],
    tv_season_results: [],
    person_results: [],
  };
}

function movieDetail(movie: MovieFact): unknown {
  return {
    ...Object(movieHit(movie)),
    imdb_id: movie.imdb,
    tagline: movie.tagline ?? '',
    runtime: movie.runtime,
    status: 'Released',
    homepage: '',
    genres: movie.genres.map((name) => ({ name })),
    production_countries: movie.countries.map((country) => ({ iso_3166_1: country, name: country })),
    production_companies: movie.studios.map((name) => ({ name, logo_path: null, origin_country: '' })),
    spoken_languages: [{ iso_639_1: movie.originalLanguage ?? 'en', name: '', english_name: '' }],
    belongs_to_collection:
      movie.collection === undefined
        ? null
        : { id: movie.collection.id, name: movie.collection.name, poster_path: null, backdrop_path: null },
    credits: credits(movie),
    images: images(`movie-${movie.tmdb}`),
    external_ids: { imdb_id: movie.imdb, wikidata_id: null, facebook_id: null },
    release_dates: {
      results: [
        {
          iso_3166_1: 'US',
          release_dates: [
            {
              certification: movie.certification,
              iso_639_1: '',
              release_date: `${movie.releaseDate}T00:00:00.000Z`,
              type: 3,
              note: '',
            },
          ],
        },
      ],
    },
    alternative_titles: {
      titles: (movie.alternativeTitles ?? []).map((title) => ({ iso_3166_1: 'US', title, type: '' })),
    },
    keywords: { keywords: (movie.keywords ?? []).map((name) => ({ name })) },
    videos: { results: [] },
    translations: { translations: [] },
  };
}

function seriesDetail(series: SeriesFact, append: string): unknown {
  const wanted = append.split(',').filter((part) => part.startsWith('season/'));
  const seasons = seasonsOf(series);
  return {
    ...Object(seriesHit(series)),
    last_air_date: series.lastAired,
    number_of_seasons: seasons.filter((season) => season > 0).length,
    number_of_episodes: series.episodes.filter((episode) => episode.season > 0).length,
    episode_run_time: [],
    status: series.status,
    type: 'Scripted',
    tagline: '',
    homepage: '',
    in_production: false,
    genres: series.genres.map((name) => ({ name })),
    networks: series.networks.map((name) => ({ name, logo_path: null, origin_country: '' })),
    production_companies: series.studios.map((name) => ({ name, logo_path: null, origin_country: '' })),
    production_countries: series.countries.map((country) => ({ iso_3166_1: country, name: country })),
    spoken_languages: [{ iso_639_1: series.originalLanguage, name: '', english_name: '' }],
    created_by: series.crew
      .filter(([, job]) => job === 'Creator')
      .map(([name, , , id]) => ({ name, ...(id === undefined ? {} : { id }) })),
    seasons: seasons.map((season) => ({
      season_number: season,
      name: season === 0 ? 'Specials' : `Season ${season}`,
      air_date: series.episodes.find((episode) => episode.season === season)?.airDate ?? null,
      episode_count: series.episodes.filter((episode) => episode.season === season).length,
      overview: '',
      poster_path: `/tv-${series.tmdb}-season-${season}.jpg`,
      vote_average: 0,
    })),
    external_ids: { imdb_id: series.imdb, tvdb_id: series.tvdb, wikidata_id: null },
    content_ratings: { results: [{ descriptors: [], iso_3166_1: 'US', rating: series.certification }] },
    aggregate_credits: {
      cast: series.cast.map(([name, character, id], order) => ({
        name,
        ...(id === undefined ? {} : { id }),
        roles: [{ character, episode_count: series.episodes.length }],
        total_episode_count: series.episodes.length,
        profile_path: null,
        order,
      })),
      crew: series.crew.map(([name, job, department, id]) => ({
        name,
        ...(id === undefined ? {} : { id }),
        jobs: [{ job, episode_count: series.episodes.length }],
        department,
        profile_path: null,
      })),
    },
    images: images(`tv-${series.tmdb}`),
    alternative_titles: { results: [] },
    keywords: { results: [] },
    videos: { results: [] },
    translations: { translations: [] },
    ...Object.fromEntries(wanted.map((part) => [part, seasonDetail(series, Number(part.slice('season/'.length)))])),
  };
}

function seasonDetail(series: SeriesFact, season: number): unknown {
  const episodes = series.episodes.filter((episode) => episode.season === season);
  if (episodes.length === 0) return undefined;
  return {
    season_number: season,
    name: season === 0 ? 'Specials' : `Season ${season}`,
    overview: '',
    air_date: episodes[0]?.airDate ?? null,
    poster_path: `/tv-${series.tmdb}-season-${season}.jpg`,
    episodes: episodes.map((episode) => episodeDetail(series, episode)),
  };
}

function episodeDetail(series: SeriesFact, episode: EpisodeFact): unknown {
  return {
    name: episode.title,
    overview: '',
    season_number: episode.season,
    episode_number: episode.episode,
    air_date: episode.airDate ?? null,
    runtime: series.runtime,
    still_path: null,
    vote_average: 0,
    vote_count: 0,
    crew: [],
    guest_stars: [],
  };
}

function credits(movie: MovieFact): unknown {
  return {
    cast: movie.cast.map(([name, character, id], order) => ({
      name,
      character,
      order,
      profile_path: null,
      ...(id === undefined ? {} : { id }),
    })),
    crew: movie.crew.map(([name, job, department, id]) => ({
      name,
      job,
      department,
      profile_path: null,
      ...(id === undefined ? {} : { id }),
    })),
  };
}

function images(stem: string): unknown {
  return {
    posters: [
      {
        file_path: `/${stem}-poster.jpg`,
        width: 400,
        height: 600,
        iso_639_1: 'en',
        vote_average: 5.4,
        vote_count: 12,
        aspect_ratio: 0.667,
      },
    ],
    backdrops: [
      {
        file_path: `/${stem}-backdrop.jpg`,
        width: 640,
        height: 360,
        iso_639_1: null,
        vote_average: 5.3,
        vote_count: 8,
        aspect_ratio: 1.778,
      },
    ],
    logos: [],
  };
}

function seasonsOf(series: SeriesFact): number[] {
  return [...new Set(series.episodes.map((episode) => episode.season))].sort((a, b) => a - b);
}
