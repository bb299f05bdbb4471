import type { JsonBody } from '../../../http/port.ts';
import type { SourceRecord } from '../../../model/records.ts';
import { yearOf } from '../../../model/year.ts';
import { bareRecord } from '../../shared/bare-record.ts';
import { present } from '../../shared/present.ts';
import type { TvdbEpisode, TvdbMovie, TvdbSeason, TvdbSeries } from '../schema.ts';
import { creditsOf } from './credits.ts';
import { imagesOf } from './images.ts';
import { idsOf, movieValues, seriesValues, type Wishes } from './values.ts';

export function movieRecord({ data: movie, ...answer }: JsonBody<TvdbMovie>, wishes: Wishes): SourceRecord {
  return {
    ...bareRecord('tvdb', 'movie', movie.id, answer),
    ids: idsOf(movie),
    values: movieValues(movie, wishes),
    credits: creditsOf(movie.characters),
    images: imagesOf(movie.artworks, movie.image),
  };
}

/** A series with the seasons of one order and the episodes in it. */
export function seriesRecord(
  { data: series, ...answer }: JsonBody<TvdbSeries>,
  episodes: JsonBody<readonly TvdbEpisode[]>,
  seasonType: string,
  wishes: Wishes,
): SourceRecord {
  const seasons = seasonsOf(series, seasonType);
  const byId = new Map(seasons.map((season) => [season.id, season.number]));
  const numbers = new Set([...seasons, ...episodes.data.map((each) => ({ number: each.seasonNumber }))].map(numberOf));
  return {
    ...bareRecord('tvdb', 'series', series.id, answer),
    ids: idsOf(series),
    values: seriesValues(series, wishes),
    credits: creditsOf(series.characters),
    images: imagesOf(series.artworks, series.image, (id) => byId.get(id)),
    children: [...numbers]
      .sort((a, b) => a - b)
      .map((number) => {
        const season = seasons.find((each) => each.number === number);
        const own = episodes.data.filter((episode) => episode.seasonNumber === number);
        return {
          ...bareRecord('tvdb', 'season', season?.id ?? `${series.id}/season/${number}`, answer),
          ids: present({ tvdb: season?.id }),
          position: { season: number },
          values: present({ title: season?.name, seasonNumber: number, year: yearOf(season?.year) }),
          images: imagesOf([], season?.image).map((image) => ({ ...image, season: number })),
          children: own.map((episode) => episodeRecord(episode, series.id, seasonType, episodes)),
        };
      }),
  };
}

function episodeRecord(
  episode: TvdbEpisode,
  series: string,
  seasonType: string,
  answer: JsonBody<unknown>,
): SourceRecord {
  const { seasonNumber: season, number } = episode;
  const absolute = seasonType === 'absolute' ? number : episode.absoluteNumber;
  return {
    ...bareRecord('tvdb', 'episode', episode.id ?? `${series}/season/${season}/episode/${number}`, answer),
    ids: present({ tvdb: episode.id }),
    position: { season, episode: number, ...present({ absolute, airDate: episode.aired }) },
    values: present({
      title: episode.name,
      overview: episode.overview,
      releaseDate: episode.aired,
      runtime: episode.runtime,
      seasonNumber: season,
      episodeNumber: number,
      absoluteNumber: absolute,
    }),
    images: episode.image === undefined ? [] : [{ kind: 'still', url: episode.image }],
  };
}

/** The seasons of the asked order; `default` is the one that the series itself prefers. */
export function seasonsOf({ seasons, defaultSeasonType = 1 }: TvdbSeries, seasonType: string): TvdbSeason[] {
  return seasons.filter(({ type }) =>
    seasonType === 'default' ? type?.id === defaultSeasonType : type?.type === seasonType,
  );
}

function numberOf({ number }: { readonly number: number }): number {
  return number;
}
