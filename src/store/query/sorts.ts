import type { FieldName } from '../../model/fields.ts';

/** What items are sorted by with the help of an index. */
const INDEXED_SORTS = ['title', 'year', 'rating', 'added'] as const;
export type IndexedSort = (typeof INDEXED_SORTS)[number];

type SortedField = Exclude<
  FieldName,
  IndexedSort | 'ratings' | 'certifications' | 'videos' | 'translations' | 'availability' | 'episodeOrders' | 'edition'
>;

/** The form of each field that items can be sorted by; of a list the first entry counts. */
export const SORTED_FIELDS: Readonly<Record<SortedField, 'text' | 'number' | 'list' | 'named'>> = {
  originalTitle: 'text',
  sortTitle: 'text',
  alternativeTitles: 'list',
  releaseDate: 'text',
  endDate: 'text',
  overview: 'text',
  tagline: 'text',
  runtime: 'number',
  duration: 'number',
  genres: 'list',
  tags: 'list',
  countries: 'list',
  languages: 'list',
  originalLanguage: 'text',
  studios: 'list',
  networks: 'list',
  status: 'text',
  collection: 'named',
  homepage: 'text',
  trailer: 'text',
  similar: 'list',
  listeners: 'number',
  plays: 'number',
  seasonNumber: 'number',
  episodeNumber: 'number',
  absoluteNumber: 'number',
  artist: 'text',
  albumArtist: 'text',
  discNumber: 'number',
  discTotal: 'number',
  trackNumber: 'number',
  trackTotal: 'number',
  label: 'text',
  catalogNumber: 'text',
  barcode: 'text',
  isrc: 'text',
  releaseTypes: 'list',
  releaseStatus: 'text',
  mediaFormat: 'text',
  disambiguation: 'text',
  monitored: 'text',
};

/** `size`: bytes of all files; `updated`: when the item last changed in the store. */
export type SortKey = IndexedSort | SortedField | 'size' | 'updated';

export interface Sort {
  readonly by: SortKey;
  readonly descending: boolean;
}

export const SORTS: readonly SortKey[] = [...INDEXED_SORTS, 'size', 'updated', ...namesOf(SORTED_FIELDS)];

export function isIndexedSort(by: SortKey): by is IndexedSort {
  return by === 'title' || by === 'year' || by === 'rating' || by === 'added';
}

function namesOf(fields: Readonly<Record<SortedField, string>>): readonly SortedField[] {
  const names: SortedField[] = [];
  let name: SortedField;
  for (name in fields) names.push(name);
  return names;
}
