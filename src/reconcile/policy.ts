import type { FieldName } from '../model/fields.ts';
import type { ProviderId } from '../model/ids.ts';
import type { ItemKind } from '../model/kinds.ts';
import { ORDERS, type Orders } from './orders.ts';
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

/** What is in the file at hand: no catalogue knows it better. */
const OF_THE_FILE: readonly ProviderId[] = ['person', 'tags', 'nfo', 'name', ANY_OTHER];

/**
 * The default policy. Titles and texts: an NFO, as Jellyfin and Kodi rank it, then TMDb, which answers in the preferred
 * language where the Arrs do not. Ratings, certifications and alternative titles of different sources do not compete
 * and are joined. Sonarr's numbers and dates hold for episodes, because the files were named by them.
 */
export function policyFor({ texts, facts: factual, managed: ofManagers, leading }: Orders): Policy {
  const text: FieldPolicy = { order: texts, mode: 'fill' };
  const facts: FieldPolicy = { order: factual, mode: 'fill' };
  const managed: FieldPolicy = { order: ofManagers, mode: 'fill' };
  const everyone: FieldPolicy = { order: factual, mode: 'union' };
  // Genres of music are a matter of taste, and a collector's tags are the collector's taste.
  const taste: FieldPolicy = {
    order: ['person', 'nfo', 'tags', ...leading('genres'), ANY_OTHER, 'name'],
    mode: 'fill',
  };
  const music = { genres: taste, releaseDate: facts, artist: facts, title: facts } as const;
  return {
    otherwise: facts,
    fields: {
      title: text,
      originalTitle: text,
      sortTitle: { order: ['person', 'nfo', ...leading('sortTitle'), 'tags', ANY_OTHER, 'name'], mode: 'fill' },
      alternativeTitles: everyone,
      overview: text,
      tagline: text,
      genres: text,
      tags: { order: texts, mode: 'union' },
      studios: text,
      collection: { order: texts, mode: 'join' },
      certifications: everyone,
      ratings: { order: ['person', ...leading('ratings'), ...factual], mode: 'union' },
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
      artist: music,
      'release-group': music,
      release: music,
      track: { ...music, duration: { order: OF_THE_FILE, mode: 'fill' } },
    },
  };
}

export const DEFAULT_POLICY: Policy = policyFor(ORDERS);

/** The rule for one field of one kind of item. */
export function fieldPolicy({ otherwise, fields, kinds }: Policy, kind: ItemKind, field: FieldName): FieldPolicy {
  return kinds[kind]?.[field] ?? fields[field] ?? otherwise;
}
