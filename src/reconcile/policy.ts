import type { FieldName } from '../model/fields.ts';
import type { ProviderId } from '../model/ids.ts';
import type { ItemKind } from '../model/kinds.ts';
import { ANY_OTHER } from './provider-order.ts';

/** Whose value of a field holds. */
export interface FieldPolicy {
  /** Best first; `*` = every source not named here. */
  readonly order: readonly ProviderId[];
  /**
   * `fill`: the first that has a value. `union`: the lists of all, joined in this order without repetitions. `join`: the
   * members of the first, and those that it lacks from others that speak of the same thing.
   */
  readonly mode: 'fill' | 'union' | 'join';
}

export interface Policy {
  readonly otherwise: FieldPolicy;
  readonly fields: Readonly<Partial<Record<FieldName, FieldPolicy>>>;
  /** What differs for a kind of item. */
  readonly kinds: Readonly<Partial<Record<ItemKind, Readonly<Partial<Record<FieldName, FieldPolicy>>>>>>;
}

/** A person first, then what a person keeps beside the media, then catalogues, then what the file names claim. */
const TEXT: readonly ProviderId[] = [
  'person',
  'nfo',
  'tmdb',
  'tvdb',
  'musicbrainz',
  'stashbox',
  'radarr',
  'sonarr',
  'lidarr',
  ANY_OTHER,
  'tags',
  'plexmatch',
  'name',
];
/** Facts that change or are measured: catalogues first, since an NFO is as old as its writing. */
const FACTS: readonly ProviderId[] = [
  'person',
  'tmdb',
  'tvdb',
  'musicbrainz',
  'stashbox',
  'radarr',
  'sonarr',
  'lidarr',
  ANY_OTHER,
  'nfo',
  'tags',
  'plexmatch',
  'name',
];
/** What only the manager of the library can know, or knows best. */
const MANAGED: readonly ProviderId[] = [
  'person',
  'radarr',
  'sonarr',
  'lidarr',
  ANY_OTHER,
  'nfo',
  'tags',
  'plexmatch',
  'name',
];
/** What is in the file at hand: no catalogue knows it better. */
const OF_THE_FILE: readonly ProviderId[] = ['person', 'tags', 'nfo', 'name', ANY_OTHER];
/** Genres of music are a matter of taste, and a collector's tags are the collector's taste. */
const TASTE: readonly ProviderId[] = ['person', 'nfo', 'tags', 'musicbrainz', ANY_OTHER, 'name'];

const text: FieldPolicy = { order: TEXT, mode: 'fill' };
const facts: FieldPolicy = { order: FACTS, mode: 'fill' };
const managed: FieldPolicy = { order: MANAGED, mode: 'fill' };
const everyone: FieldPolicy = { order: FACTS, mode: 'union' };
const taste: FieldPolicy = { order: TASTE, mode: 'fill' };
const musicFields = { genres: taste, releaseDate: facts, artist: facts, title: facts } as const;

/**
 * The default policy. Titles and texts: an NFO, as Jellyfin and Kodi rank it, then TMDb, which answers in the preferred
 * language where the Arrs do not. Ratings, certifications and alternative titles of different sources do not compete
 * and are joined. Sonarr's numbers and dates hold for episodes, because the files were named by them.
 */
export const DEFAULT_POLICY: Policy = {
  otherwise: facts,
  fields: {
    title: text,
    originalTitle: text,
    sortTitle: { order: ['person', 'nfo', 'musicbrainz', 'tags', ANY_OTHER, 'name'], mode: 'fill' },
    alternativeTitles: everyone,
    overview: text,
    tagline: text,
    genres: text,
    tags: { order: TEXT, mode: 'union' },
    studios: text,
    collection: { order: TEXT, mode: 'join' },
    certifications: everyone,
    ratings: { order: ['person', 'omdb', ...FACTS], mode: 'union' },
    translations: everyone,
    availability: everyone,
    videos: everyone,
    similar: everyone,
    added: managed,
    monitored: managed,
    mediaFormat: facts,
  },
  kinds: {
    episode: { releaseDate: managed, absoluteNumber: managed, seasonNumber: managed, episodeNumber: managed },
    artist: musicFields,
    'release-group': musicFields,
    release: musicFields,
    track: { ...musicFields, duration: { order: OF_THE_FILE, mode: 'fill' } },
  },
};

/** The rule for one field of one kind of item. */
export function fieldPolicy({ otherwise, fields, kinds }: Policy, kind: ItemKind, field: FieldName): FieldPolicy {
  return kinds[kind]?.[field] ?? fields[field] ?? otherwise;
}
