import { EXTERNAL_ID_KINDS, type ExternalIdKind, type ExternalIds, type ProviderId } from './ids.ts';
import type { GroupKind, ItemKind } from './kinds.ts';

/** What is known of one kind of external ids. */
interface ExternalIdFacts {
  /** The source that gives these ids out. Its word counts before that of the other sources. */
  readonly owner: ProviderId;
  /** `instance`: one Arr instance numbers its own entries; another instance gives the same number to another work. */
  readonly scope: 'world' | 'instance';
  readonly form: 'number' | 'imdb' | 'wikidata' | 'uuid';
  /** Address of a work's page; its first group is the id (conventions §9: parsing and combination NFO). */
  readonly page?: RegExp;
  /** The groups of files that such an id identifies when it stands in a name, a tag or a sidecar file. */
  readonly identifies: readonly (GroupKind | 'scene')[];
}

const FACTS: Readonly<Record<ExternalIdKind, ExternalIdFacts>> = {
  tmdb: {
    ...inTheWorld('tmdb', 'number', /themoviedb\.org\/(?:movie|tv)\/(\d+)/i),
    identifies: ['movie', 'series'],
  },
  tvdb: {
    ...inTheWorld(
      'tvdb',
      'number',
      /thetvdb\.com\/(?:\S*[?&](?:series)?id=|dereferrer\/(?:series|movie)\/|(?:series|movies)\/)(\d+)\b/i,
    ),
    identifies: ['movie', 'series'],
  },
  imdb: {
    ...inTheWorld('imdb', 'imdb', /imdb\.com\/(?:[a-z-]{2,7}\/)?title\/(tt\d+)/i),
    identifies: ['movie', 'series'],
  },
  anidb: {
    ...inTheWorld('anidb', 'number', /anidb\.net\/(?:anime\/|a|\S*[?&]aid=)(\d+)/i),
    identifies: ['series'],
  },
  tvmaze: { ...inTheWorld('tvmaze', 'number', /tvmaze\.com\/shows\/(\d+)/i), identifies: ['series'] },
  radarr: { ...inAnInstance('radarr'), identifies: ['movie'] },
  sonarr: { ...inAnInstance('sonarr'), identifies: ['series'] },
  lidarr: inAnInstance('lidarr'),
  whisparr: inAnInstance('whisparr'),
  stashdb: { ...inTheWorld('stashbox', 'number'), identifies: ['scene'] },
  stashbox: { ...inTheWorld('stashbox', 'number'), identifies: ['scene'] },
  theporndb: inTheWorld('theporndb', 'number'),
  'musicbrainz-artist': inTheWorld('musicbrainz', 'uuid', /musicbrainz\.org\/artist\/([0-9a-f-]{36})/i),
  'musicbrainz-release-group': {
    ...inTheWorld('musicbrainz', 'uuid', /musicbrainz\.org\/release-group\/([0-9a-f-]{36})/i),
    identifies: ['album'],
  },
  'musicbrainz-release': {
    ...inTheWorld('musicbrainz', 'uuid', /musicbrainz\.org\/release\/([0-9a-f-]{36})/i),
    identifies: ['album'],
  },
  'musicbrainz-recording': inTheWorld('musicbrainz', 'uuid', /musicbrainz\.org\/recording\/([0-9a-f-]{36})/i),
  'musicbrainz-track': inTheWorld('musicbrainz', 'uuid'),
  wikidata: {
    ...inTheWorld('wikidata', 'wikidata', /wikidata\.org\/(?:wiki|entity)\/(Q\d+)/i),
    identifies: ['movie', 'series'],
  },
};

/**
 * The kinds of ids that tell works of a kind apart, the most trusted first. Ids of an Arr instance are not among them, nor
 * ids of works that belong to others: one recording is on many releases, and a release carries the id of its group.
 * Seasons, episodes and tracks have none: their place in their parent tells them apart.
 */
export const IDENTITY_IDS: Readonly<Record<ItemKind, readonly ExternalIdKind[]>> = {
  movie: ['tmdb', 'imdb', 'tvdb', 'anidb', 'wikidata', 'stashdb', 'stashbox', 'theporndb'],
  series: ['tvdb', 'tmdb', 'imdb', 'tvmaze', 'anidb', 'wikidata'],
  season: [],
  episode: [],
  artist: ['musicbrainz-artist', 'wikidata'],
  'release-group': ['musicbrainz-release-group', 'wikidata'],
  release: ['musicbrainz-release'],
  track: [],
};

/** Addresses of works' pages with the kind of id that they carry. */
export const ID_PAGES: readonly (readonly [RegExp, ExternalIdKind])[] = EXTERNAL_ID_KINDS.flatMap((kind) => {
  const { page } = FACTS[kind];
  return page === undefined ? [] : [[page, kind] as const];
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id in its proper form, or undefined where it cannot be one: `0`, `-1`, an id of another site. */
export function validId(kind: ExternalIdKind, text: string): string | undefined {
  const value = text.trim();
  switch (FACTS[kind].form) {
    case 'imdb': {
      const digits = /^(?:tt)?(\d{6,9})$/i.exec(value)?.[1];
      return digits === undefined || Number(digits) === 0 ? undefined : `tt${digits.padStart(7, '0')}`;
    }
    case 'wikidata':
      return /^Q\d{1,10}$/i.test(value) ? value.toUpperCase() : undefined;
    case 'uuid':
      return UUID.test(value.toLowerCase()) ? value.toLowerCase() : undefined;
    case 'number':
      return /^[1-9]\d{0,9}$/.test(value) ? value : undefined;
  }
}

/** The source that gives out ids of a kind; what other sources say of such an id is hearsay. */
export function ownerOf(kind: ExternalIdKind): ProviderId {
  return FACTS[kind].owner;
}

/** Whether such an id counts within one Arr instance only. It changes when the entry is made anew. */
export function isOfInstance(kind: ExternalIdKind): boolean {
  return FACTS[kind].scope === 'instance';
}

/** Whether an id of this kind names the whole work of such a group. Ids of parts (recordings, tracks, persons) do not. */
export function identifiesWork(kind: ExternalIdKind, group: GroupKind | 'scene'): boolean {
  return FACTS[kind].identifies.includes(group);
}

/** All ids of the sets in one; where two sets have an id of the same kind, the earlier set counts. */
export function mergeIds(sets: readonly ExternalIds[]): ExternalIds {
  return Object.assign({}, ...sets.toReversed());
}

function inTheWorld(owner: ProviderId, form: ExternalIdFacts['form'], page?: RegExp): ExternalIdFacts {
  return { owner, scope: 'world', form, ...(page === undefined ? {} : { page }), identifies: [] };
}

function inAnInstance(owner: ProviderId): ExternalIdFacts {
  return { owner, scope: 'instance', form: 'number', identifies: [] };
}
