import type { ItemKind } from './kinds.ts';
import type { Position, SourceRecord } from './records.ts';

/** The disc of a track that names none. */
export const FIRST_DISC = 1;

/** Where a record stands in its parent: as its position says, else as its values do. */
export function positionOf({ position = {}, values }: Pick<SourceRecord, 'position' | 'values'>): Position {
  const { season = values.seasonNumber, episode = values.episodeNumber, absolute = values.absoluteNumber } = position;
  const { disc = values.discNumber, track = values.trackNumber, airDate = values.releaseDate } = position;
  return {
    ...(season === undefined ? {} : { season }),
    ...(episode === undefined ? {} : { episode }),
    ...(absolute === undefined ? {} : { absolute }),
    ...(airDate === undefined ? {} : { airDate }),
    ...(disc === undefined ? {} : { disc }),
    ...(track === undefined ? {} : { track }),
  };
}

/** The place in a series or release: season, season and episode, or disc and track. `undefined` where one is missing. */
export function placeKey(kind: ItemKind, { season, episode, disc, track }: Position): string | undefined {
  if (kind === 'season') return season === undefined ? undefined : `season ${season}`;
  if (kind === 'track') return track === undefined ? undefined : `track ${disc ?? FIRST_DISC}.${track}`;
  if (kind !== 'episode' || season === undefined || episode === undefined) return undefined;
  return `episode ${episodeKey(season, episode)}`;
}

/** Season and episode as one key: `1x2`. */
export function episodeKey(season: number, episode: number): string {
  return `${season}x${episode}`;
}

/** The places of an episode that count over the whole series: absolute number and air date. */
export function sequenceKeys({ absolute, airDate }: Position): readonly string[] {
  return [
    ...(absolute === undefined ? [] : [`absolute ${absolute}`]),
    ...(airDate === undefined ? [] : [`date ${airDate}`]),
  ];
}

/**
 * The keys of a place within a series or release, the most reliable first; two places that share a key are the same.
 * Empty where the position says nothing.
 */
export function placeKeys(kind: ItemKind, position: Position): readonly string[] {
  const place = placeKey(kind, position);
  return [...(place === undefined ? [] : [place]), ...(kind === 'episode' ? sequenceKeys(position) : [])];
}

/** The keys of the place that a file claims: it may be the place of an episode or of a track. */
export function filePlaceKeys(position: Position): readonly string[] {
  return [...placeKeys('episode', position), ...placeKeys('track', position)];
}

/** A key of everything that a position says. */
export function positionKey({ season, episode, absolute, airDate, disc, track }: Position): string {
  return JSON.stringify([season, episode, absolute, airDate, disc, track]);
}
