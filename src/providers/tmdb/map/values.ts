import type {
  Availability,
  Certification,
  CollectionReference,
  FieldValues,
  Rating,
  Video,
} from '../../../model/fields.ts';
import { baseLanguages } from '../../../model/language-tags.ts';
import { wordTable } from '../../../model/word-table.ts';
import { yearOf } from '../../../model/year.ts';
import { present } from '../../shared/present.ts';
import { statusOf } from '../../shared/status.ts';
import type { TmdbCollection } from '../schema/collection.ts';
import type { TmdbMovie } from '../schema/movie.ts';
import type { TmdbVideo } from '../schema/parts.ts';
import type { TmdbShow } from '../schema/tv.ts';
import { imageUrl } from './images.ts';
import { otherTitles, textOf, titleOf, translationsOf } from './texts.ts';

/** What is asked for: languages in order of preference, and the country whose certification comes first. */
export interface Wishes {
  readonly languages: readonly string[];
  readonly country: string;
}

/** Kinds of release, those first whose certification is the usual one: cinema, limited, premiere, digital, disc, TV. */
const RELEASE_TYPES: readonly number[] = [3, 2, 1, 4, 5, 6];

/** Types of episode groups from 1 (developer.themoviedb.org/reference/tv-episode-group-details). */
const EPISODE_ORDERS = ['aired', 'absolute', 'dvd', 'digital', 'story-arc', 'production', 'tv'] as const;
/** Sites whose films have an address that is made of their key. */
const SITES: ReadonlyMap<string, string> = wordTable({
  YouTube: 'https://www.youtube.com/watch?v=',
  Vimeo: 'https://vimeo.com/',
});

/** `images`: where pictures lie. `collection`: what was said of the movie's, where that was asked for. */
export function movieValues(
  movie: TmdbMovie,
  wishes: Wishes,
  images: string,
  collection?: TmdbCollection,
): FieldValues {
  return present({
    ...commonValues(movie, wishes),
    title: titleOf(movie, wishes.languages),
    originalTitle: movie.original_title,
    year: yearOf(movie.release_date),
    releaseDate: releasedIn(movie, wishes.country) ?? movie.release_date,
    runtime: movie.runtime,
    certifications: countryFirst(movieCertifications(movie), wishes.country),
    collection: collectionOf(movie, images, collection && textOf(collection, wishes.languages, 'overview')),
    similar: movie.recommendations,
  });
}

function collectionOf(
  { belongs_to_collection: given }: TmdbMovie,
  images: string,
  overview: string | undefined,
): CollectionReference | undefined {
  if (given === undefined) return undefined;
  const [poster, backdrop] = [imageUrl(images, given.poster_path), imageUrl(images, given.backdrop_path)];
  return { name: given.name, ...present({ tmdbId: given.id, overview, poster, backdrop }) };
}

export function showValues(show: TmdbShow, wishes: Wishes): FieldValues {
  const status = statusOf(show.status);
  return present({
    ...commonValues(show, wishes),
    title: titleOf(show, wishes.languages),
    originalTitle: show.original_name,
    year: yearOf(show.first_air_date),
    releaseDate: show.first_air_date,
    endDate: status === 'ended' || status === 'cancelled' ? show.last_air_date : undefined,
    runtime: show.episode_run_time[0],
    networks: show.networks,
    episodeOrders: show.episode_groups.map(({ id, name, type }) => ({
      id,
      name,
      kind: EPISODE_ORDERS[(type ?? 0) - 1] ?? 'alternate',
    })),
    certifications: countryFirst(
      show.content_ratings.flatMap(({ iso_3166_1: country, rating: value }) =>
        country === undefined || value === undefined ? [] : [{ country, value }],
      ),
      wishes.country,
    ),
  });
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
    overview: textOf(work, wishes.languages, 'overview'),
    tagline: textOf(work, wishes.languages, 'tagline'),
    translations: translationsOf(work),
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
    videos: videosOf(work.videos),
    availability: availabilityIn(work['watch/providers'], wishes.country),
  };
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

/**
 * The day on which a movie came out in a country: first in its cinemas, a premiere only where there is nothing else. A movie
 * that was in cinemas elsewhere is not of the day of its disc here; one that was in none is.
 */
function releasedIn(movie: TmdbMovie, country: string): string | undefined {
  const releases = movie.release_dates.flatMap((each) =>
    each.release_dates.flatMap(({ type, release_date: at }) =>
      at === undefined ? [] : [{ country: each.iso_3166_1, rank: rank(type), at }],
    ),
  );
  const wasInCinemas = releases.some(isOfCinemas);
  const those = releases.filter((each) => each.country === country && (!wasInCinemas || isOfCinemas(each)));
  those.sort((one, other) => one.rank - other.rank || one.at.localeCompare(other.at));
  return those[0]?.at;
}

function isOfCinemas(release: { readonly rank: number }): boolean {
  return release.rank < RELEASE_TYPES.indexOf(4);
}

function rank(type: number | undefined): number {
  const place = RELEASE_TYPES.indexOf(type ?? 0);
  return place < 0 ? RELEASE_TYPES.length : place;
}

function countryFirst(certifications: readonly Certification[], country: string): Certification[] {
  const first = certifications.filter((each) => each.country === country);
  return [...first, ...certifications.filter((each) => each.country !== country)];
}

function videosOf(videos: readonly TmdbVideo[]): Video[] {
  return videos.flatMap(({ site, key, type: kind, name, iso_639_1: language }) => {
    const place = SITES.get(site ?? '');
    if (place === undefined || kind === undefined || !/^[\w-]+$/.test(key)) return [];
    return [{ kind, url: place + key, ...present({ name, language }) }];
  });
}

const OFFERS = { flatrate: 'stream', free: 'free', ads: 'ads', rent: 'rent', buy: 'buy' } as const;

/** Where a work can be watched in one country; what holds in all the others changes by the day and is of no use here. */
function availabilityIn(offers: TmdbMovie['watch/providers'], country: string): Availability[] {
  const here = offers.get(country);
  if (here === undefined) return [];
  return (['flatrate', 'free', 'ads', 'rent', 'buy'] as const)
    .filter((kind) => here[kind].length > 0)
    .map((kind) => ({ country, kind: OFFERS[kind], names: here[kind] }));
}

/** An official trailer in a wanted language; failing that, any trailer. */
function trailerOf(videos: readonly TmdbVideo[], languages: readonly string[]): string | undefined {
  const score = (video: TmdbVideo): number => {
    const place = baseLanguages(languages).indexOf(video.iso_639_1 ?? '');
    return (place < 0 ? languages.length : place) * 2 + (video.official === true ? 0 : 1);
  };
  const [best] = videos
    .filter(({ site, type, key }) => site === 'YouTube' && type === 'Trailer' && /^[\w-]+$/.test(key))
    .sort((a, b) => score(a) - score(b));
  return best === undefined ? undefined : `https://www.youtube.com/watch?v=${best.key}`;
}
