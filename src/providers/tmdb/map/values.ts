import type { Certification, FieldValues, Rating } from '../../../model/fields.ts';
import { present } from '../../shared/present.ts';
import { statusOf } from '../../shared/status.ts';
import type { TmdbMovie } from '../schema/movie.ts';
import type { TmdbTranslation, TmdbVideo } from '../schema/parts.ts';
import type { TmdbShow } from '../schema/tv.ts';

/** What is asked for: languages in order of preference, and the country whose certification comes first. */
export interface Wishes {
  readonly languages: readonly string[];
  readonly country: string;
}

/** Kinds of release, those first whose certification is the usual one: cinema, limited, premiere, digital, disc, TV. */
const RELEASE_TYPES: readonly number[] = [3, 2, 1, 4, 5, 6];

export function movieValues(movie: TmdbMovie, wishes: Wishes): FieldValues {
  return present({
    ...commonValues(movie, wishes),
    title: movie.title,
    originalTitle: movie.original_title,
    year: yearOf(movie.release_date),
    releaseDate: movie.release_date,
    runtime: movie.runtime,
    certifications: countryFirst(movieCertifications(movie), wishes.country),
    collection:
      movie.belongs_to_collection === undefined
        ? undefined
        : { name: movie.belongs_to_collection.name, ...present({ tmdbId: movie.belongs_to_collection.id }) },
  });
}

export function showValues(show: TmdbShow, wishes: Wishes): FieldValues {
  const status = statusOf(show.status);
  return present({
    ...commonValues(show, wishes),
    title: show.name,
    originalTitle: show.original_name,
    year: yearOf(show.first_air_date),
    releaseDate: show.first_air_date,
    endDate: status === 'ended' || status === 'cancelled' ? show.last_air_date : undefined,
    runtime: show.episode_run_time[0],
    networks: show.networks,
    certifications: countryFirst(
      show.content_ratings.flatMap(({ iso_3166_1: country, rating: value }) =>
        country === undefined || value === undefined ? [] : [{ country, value }],
      ),
      wishes.country,
    ),
  });
}

/** Titles by which a work is known besides its own: the alternative ones, and those in the wanted languages. */
export function otherTitles(work: TmdbMovie | TmdbShow, languages: readonly string[]): string[] {
  const own = 'title' in work ? work.title : work.name;
  const translated = work.translations
    .filter(({ iso_639_1: language }) => language !== undefined && languages.includes(language))
    .flatMap(({ data }) => data?.title ?? data?.name ?? []);
  return [...new Set([...work.alternative_titles, ...translated])].filter((title) => title !== own);
}

export function yearOf(date: string | undefined): number | undefined {
  return date === undefined ? undefined : Number(date.slice(0, 4));
}

export function ratingsOf(work: {
  readonly vote_average?: number | undefined;
  readonly vote_count?: number | undefined;
}): Rating[] {
  const { vote_average: value, vote_count: votes } = work;
  return value === undefined || value <= 0 || value > 10 ? [] : [{ source: 'tmdb', value, ...present({ votes }) }];
}

function commonValues(work: TmdbMovie | TmdbShow, wishes: Wishes) {
  const countries = work.production_countries.length > 0 ? work.production_countries : work.origin_country;
  return {
    alternativeTitles: otherTitles(work, wishes.languages),
    overview: work.overview ?? translation(work.translations, wishes.languages, 'overview'),
    tagline: work.tagline ?? translation(work.translations, wishes.languages, 'tagline'),
    genres: work.genres,
    tags: work.keywords,
    countries,
    languages: work.spoken_languages,
    originalLanguage: work.original_language,
    studios: work.production_companies,
    ratings: ratingsOf(work),
    status: statusOf(work.status),
    homepage: work.homepage,
    trailer: trailerOf(work.videos, wishes.languages),
  };
}

/** The text in the first wanted language that has one; the answer itself holds that of the first only. */
function translation(
  translations: readonly TmdbTranslation[],
  languages: readonly string[],
  member: 'overview' | 'tagline',
): string | undefined {
  for (const language of languages) {
    for (const { iso_639_1: of, data } of translations) {
      if (of === language && data?.[member] !== undefined) return data[member];
    }
  }
  return undefined;
}

function movieCertifications(movie: TmdbMovie): Certification[] {
  return movie.release_dates.flatMap(({ iso_3166_1: country, release_dates: releases }) => {
    if (country === undefined) return [];
    const rated = releases.filter(({ certification }) => certification !== undefined);
    rated.sort((a, b) => rank(a.type) - rank(b.type));
    const value = rated[0]?.certification;
    return value === undefined ? [] : [{ country, value }];
  });
}

function rank(type: number | undefined): number {
  const place = RELEASE_TYPES.indexOf(type ?? 0);
  return place < 0 ? RELEASE_TYPES.length : place;
}

function countryFirst(certifications: readonly Certification[], country: string): Certification[] {
  const first = certifications.filter((each) => each.country === country);
  return [...first, ...certifications.filter((each) => each.country !== country)];
}

/** An official trailer in a wanted language; failing that, any trailer. */
function trailerOf(videos: readonly TmdbVideo[], languages: readonly string[]): string | undefined {
  const score = (video: TmdbVideo): number => {
    const place = languages.indexOf(video.iso_639_1 ?? '');
    return (place < 0 ? languages.length : place) * 2 + (video.official === true ? 0 : 1);
  };
  const [best] = videos
    .filter(({ site, type, key }) => site === 'YouTube' && type === 'Trailer' && /^[\w-]+$/.test(key))
    .sort((a, b) => score(a) - score(b));
  return best === undefined ? undefined : `https://www.youtube.com/watch?v=${best.key}`;
}
