import type { ExternalIds } from '../../model/ids.ts';
import type { SourceRecord } from '../../model/records.ts';
import type { ArrConfig } from '../arr/config.ts';
import type { Loaded } from '../arr/load-list.ts';
import type { Digested } from '../arr/read-list.ts';
import { certificationsOf, ownId } from '../arr/values.ts';
import { bareRecord } from '../shared/bare-record.ts';
import { present } from '../shared/present.ts';
import type { SonarrEpisode, SonarrSeries } from './schema.ts';

/** Ids by which Sonarr knows a series. */
export function seriesIds(series: SonarrSeries, config: ArrConfig): ExternalIds {
  return present({
    sonarr: ownId(config, 'sonarr', String(series.id)),
    tvdb: series.tvdbId,
    tmdb: series.tmdbId,
    imdb: series.imdbId,
    tvmaze: series.tvMazeId,
  });
}

interface SeriesContext {
  readonly fetchedAt: string;
  /** That of certifications that do not say theirs. */
  readonly country: string;
  /** Labels of its tags. */
  readonly tags: readonly string[];
  readonly episodes?: Loaded<SonarrEpisode> | undefined;
}

/** A series of Sonarr's list with its seasons and, where they were asked for, its episodes. */
export function seriesRecord(series: Digested<SonarrSeries>, config: ArrConfig, context: SeriesContext): SourceRecord {
  const over = series.status === 'ended';
  return {
    ...bareRecord('sonarr', 'series', ownId(config, 'sonarr', String(series.id)), {
      fetchedAt: context.fetchedAt,
      digest: series.digest,
    }),
    ids: seriesIds(series, config),
    values: present({
      title: series.title,
      alternativeTitles: series.alternateTitles,
      year: series.year,
      releaseDate: series.firstAired,
      endDate: over ? (series.lastAired ?? series.previousAiring) : undefined,
      overview: series.overview,
      runtime: series.runtime,
      genres: series.genres,
      tags: context.tags,
      networks: series.network === undefined ? [] : [series.network],
      originalLanguage: series.originalLanguage,
      certifications: certificationsOf(series.certification, context.country),
      ratings: series.ratings,
      status: series.status,
      added: series.added,
      monitored: series.monitored,
    }),
    images: series.images,
    children: seasonRecords(series, config, context),
  };
}

function seasonRecords(series: Digested<SonarrSeries>, config: ArrConfig, context: SeriesContext): SourceRecord[] {
  const listed = new Map(series.seasons.map((season) => [season.seasonNumber, season]));
  const episodes = new Map<number, SourceRecord[]>();
  for (const episode of context.episodes?.elements ?? []) {
    const record = episodeRecord(episode, config, context.episodes?.fetchedAt ?? context.fetchedAt);
    const there = episodes.get(episode.seasonNumber);
    if (there === undefined) episodes.set(episode.seasonNumber, [record]);
    else there.push(record);
  }
  const numbers = [...new Set([...listed.keys(), ...episodes.keys()])].sort((a, b) => a - b);
  return numbers.map((season) => ({
    provider: 'sonarr',
    providerId: `${ownId(config, 'sonarr', String(series.id))}/season/${season}`,
    kind: 'season',
    fetchedAt: context.fetchedAt,
    digest: series.digest,
    confidence: 1,
    ids: {},
    position: { season },
    values: present({ seasonNumber: season, monitored: listed.get(season)?.monitored }),
    credits: [],
    images: (listed.get(season)?.images ?? []).map((image) => ({ ...image, season })),
    children: (episodes.get(season) ?? []).sort((a, b) => (a.position?.episode ?? 0) - (b.position?.episode ?? 0)),
  }));
}

function episodeRecord(episode: Digested<SonarrEpisode>, config: ArrConfig, fetchedAt: string): SourceRecord {
  const id = ownId(config, 'sonarr', String(episode.id));
  return {
    ...bareRecord('sonarr', 'episode', id, { fetchedAt, digest: episode.digest }),
    ids: present({ sonarr: id, tvdb: episode.tvdbId }),
    position: {
      season: episode.seasonNumber,
      episode: episode.episodeNumber,
      ...present({ absolute: episode.absoluteEpisodeNumber, airDate: episode.airDate }),
    },
    values: present({
      title: episode.title,
      overview: episode.overview,
      releaseDate: episode.airDate,
      runtime: episode.runtime,
      seasonNumber: episode.seasonNumber,
      episodeNumber: episode.episodeNumber,
      absoluteNumber: episode.absoluteEpisodeNumber,
      monitored: episode.monitored,
      added: episode.episodeFile?.dateAdded,
    }),
    images: episode.images,
  };
}
