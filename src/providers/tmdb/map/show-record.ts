import type { SourceRecord } from '../../../model/records.ts';
import { yearOf } from '../../../model/year.ts';
import { present } from '../../shared/present.ts';
import type { TmdbEpisode, TmdbListedSeason, TmdbSeason, TmdbShow } from '../schema/tv.ts';
import { aggregatedCredits, creditsOf } from './credits.ts';
import { showIds } from './ids.ts';
import { artwork, imagesOf, plainImage } from './images.ts';
import { ratingsOf, showValues, type Wishes } from './values.ts';

/** When and from what an answer was read. */
interface Origin {
  readonly fetchedAt: string;
  readonly digest: string;
}

/** A show and the seasons that were fetched, each with the answer it came in. */
export interface FetchedShow extends Origin {
  readonly show: TmdbShow;
  readonly seasons: ReadonlyMap<number, Origin & { readonly season: TmdbSeason }>;
}

/**
 * Everything that was said of a show: seasons that were fetched with their episodes, the others as the show lists them.
 * `images`: where pictures lie.
 */
export function showRecord(fetched: FetchedShow, wishes: Wishes, images: string): SourceRecord {
  const { show } = fetched;
  return {
    ...record(fetched, 'series', show.id),
    ids: showIds(show),
    values: showValues(show, wishes),
    credits: creditsOfShow(show, images),
    images: artwork(images, show),
    children: seasonRecords(fetched, images),
  };
}

function seasonRecords(fetched: FetchedShow, images: string): SourceRecord[] {
  const { show, seasons } = fetched;
  const listed = new Map(show.seasons.map((season) => [season.season_number, season]));
  const numbers = [...new Set([...listed.keys(), ...seasons.keys()])].sort((a, b) => a - b);
  return numbers.map((number) => {
    const full = seasons.get(number);
    const facts: TmdbSeason | TmdbListedSeason | undefined = full?.season ?? listed.get(number);
    const posters = imagesOf('poster', images, full?.season.images?.posters ?? [], number);
    return {
      ...record(full ?? fetched, 'season', facts?.id ?? `${show.id}/season/${number}`),
      ids: present({ tmdb: facts?.id }),
      position: { season: number },
      values: present({
        title: facts?.name,
        overview: facts?.overview,
        releaseDate: facts?.air_date,
        year: yearOf(facts?.air_date),
        seasonNumber: number,
        ratings: facts === undefined ? [] : ratingsOf(facts),
      }),
      images: posters.length > 0 ? posters : plainImage('poster', images, facts?.poster_path, number),
      children: (full?.season.episodes ?? []).map((episode) =>
        episodeRecord(episode, number, { show, origin: full ?? fetched, images }),
      ),
    };
  });
}

function episodeRecord(
  episode: TmdbEpisode,
  season: number,
  context: { readonly show: TmdbShow; readonly origin: Origin; readonly images: string },
): SourceRecord {
  const { images } = context;
  const number = episode.episode_number;
  const providerId = episode.id ?? `${context.show.id}/season/${season}/episode/${number}`;
  return {
    ...record(context.origin, 'episode', providerId),
    ids: present({ tmdb: episode.id }),
    position: { season, episode: number, ...present({ airDate: episode.air_date }) },
    values: present({
      title: episode.name,
      overview: episode.overview,
      releaseDate: episode.air_date,
      runtime: episode.runtime,
      seasonNumber: season,
      episodeNumber: number,
      ratings: ratingsOf(episode),
    }),
    credits: creditsOf({ cast: episode.guest_stars, crew: episode.crew, guests: true }, images),
    images: plainImage('still', images, episode.still_path),
    children: [],
  };
}

function creditsOfShow(show: TmdbShow, images: string) {
  const { aggregate_credits: aggregate, credits, created_by: creators } = show;
  if (aggregate !== undefined || credits === undefined) {
    return aggregatedCredits(aggregate ?? { cast: [], crew: [] }, creators, images);
  }
  return creditsOf(credits, images);
}

function record(origin: Origin, kind: SourceRecord['kind'], providerId: string) {
  return {
    provider: 'tmdb',
    providerId,
    kind,
    fetchedAt: origin.fetchedAt,
    digest: origin.digest,
    confidence: 1,
    credits: [],
    images: [],
  } as const;
}
