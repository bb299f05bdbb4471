/** What a configured library root holds; `auto` decides folder by folder. */
export const LIBRARY_KINDS = ['movies', 'tv', 'music', 'adult', 'auto'] as const;
export type LibraryKind = (typeof LIBRARY_KINDS)[number];

/** What a media group is on disk. A group is identified once, as a whole. */
export const GROUP_KINDS = ['movie', 'series', 'album'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** What a stored work is. */
export const ITEM_KINDS = [
  'movie',
  'series',
  'season',
  'episode',
  'artist',
  'release-group',
  'release',
  'track',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** Kind of the item that a group as a whole is. */
export const ROOT_KIND: Readonly<Record<GroupKind, ItemKind>> = { movie: 'movie', series: 'series', album: 'release' };
