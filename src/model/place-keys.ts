import type { ItemKind } from './kinds.ts';
import type { Position } from './records.ts';

/**
 * The names of a place within a series or release, the surest first; two places with a name in common are the same.
 * Discs count from 1 where none is said. Empty where the position says nothing.
 */
export function placeKeys(kind: ItemKind, position: Position): readonly string[] {
  if (kind === 'season') return position.season === undefined ? [] : [`season ${position.season}`];
  if (kind === 'track') return trackKeys(position);
  return kind === 'episode' ? episodeKeys(position) : [];
}

/** The names of the place that a file claims: it may be of an episode or of a track. */
export function filePlaceKeys(position: Position): readonly string[] {
  return [...episodeKeys(position), ...trackKeys(position)];
}

function episodeKeys(position: Position): readonly string[] {
  const keys: string[] = [];
  if (position.season !== undefined && position.episode !== undefined) {
    keys.push(`episode ${position.season}x${position.episode}`);
  }
  if (position.absolute !== undefined) keys.push(`absolute ${position.absolute}`);
  if (position.airDate !== undefined) keys.push(`date ${position.airDate}`);
  return keys;
}

function trackKeys(position: Position): readonly string[] {
  return position.track === undefined ? [] : [`track ${position.disc ?? 1}.${position.track}`];
}
