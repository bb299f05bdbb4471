import type { ItemKind } from './kinds.ts';

/** Stable id of a stored item. Depends on neither path nor provider. */
export type ItemId = string & { readonly __brand: 'ItemId' };
/** Id of one run: an invocation that changes something. */
export type RunId = string & { readonly __brand: 'RunId' };
/** Id of a source: `radarr`, `tmdb`, `nfo`, `tags`, `name` … Equals its folder name under `src/providers/`. */
export type ProviderId = string;
/** Source of a value that is worked out of other values. */
export const DERIVED: ProviderId = 'derived';

/**
 * Kinds of ids by which works are known outside. MusicBrainz ids are kept apart by entity, because the same work has
 * several of them.
 */
export const EXTERNAL_ID_KINDS = [
  'tmdb',
  'tvdb',
  'imdb',
  'anidb',
  'tvmaze',
  'radarr',
  'sonarr',
  'lidarr',
  'whisparr',
  'stashdb',
  'stashbox',
  'theporndb',
  'musicbrainz-artist',
  'musicbrainz-release-group',
  'musicbrainz-release',
  'musicbrainz-recording',
  'musicbrainz-track',
  'wikidata',
] as const;
export type ExternalIdKind = (typeof EXTERNAL_ID_KINDS)[number];
export type ExternalIds = Partial<Record<ExternalIdKind, string>>;
/** One id by which a work is known outside. */
export interface ExternalId {
  readonly kind: ExternalIdKind;
  readonly value: string;
}

/** An id that may have been merged, and the kind of item that it names. */
export interface FormerId extends ExternalId {
  readonly itemKind: ItemKind;
}

/** Whether a list of ids contains an id. */
export function hasId(ids: readonly ExternalId[] | undefined, { kind, value }: ExternalId): boolean {
  return ids?.some((id) => id.kind === kind && id.value === value) === true;
}

/** A new item id: random, so that it says nothing of path, provider or time. */
export function newItemId(): ItemId {
  return crypto.randomUUID() as ItemId;
}

/** A new run id. Sorts by time of start, to the millisecond. */
export function newRunId(now: Date): RunId {
  const stamp = now.toISOString().replace(/[-:.]/g, '').replace('T', '-').slice(0, 18);
  return `${stamp}-${crypto.randomUUID().slice(0, 8)}` as RunId;
}
