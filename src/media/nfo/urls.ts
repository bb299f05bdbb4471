import type { ExternalIdKind, ExternalIds } from '../../model/ids.ts';
import { validId } from './ids.ts';

/** Pages of works at the sources, whose addresses carry the id (conventions §9: parsing and combination NFO). */
const PAGES: readonly (readonly [RegExp, ExternalIdKind])[] = [
  [/themoviedb\.org\/(?:movie|tv)\/(\d+)/gi, 'tmdb'],
  [/imdb\.com\/(?:[a-z-]{2,7}\/)?title\/(tt\d+)/gi, 'imdb'],
  [
    /thetvdb\.com\/(?:[^\s"'<>]*[?&](?:series)?id=|dereferrer\/(?:series|movie)\/|(?:series|movies)\/)(\d+)\b/gi,
    'tvdb',
  ],
  [/tvmaze\.com\/shows\/(\d+)/gi, 'tvmaze'],
  [/anidb\.net\/(?:anime\/|a|[^\s"'<>]*[?&]aid=)(\d+)/gi, 'anidb'],
  [/wikidata\.org\/(?:wiki|entity)\/(Q\d+)/gi, 'wikidata'],
  [/musicbrainz\.org\/artist\/([0-9a-f-]{36})/gi, 'musicbrainz-artist'],
  [/musicbrainz\.org\/release-group\/([0-9a-f-]{36})/gi, 'musicbrainz-release-group'],
  [/musicbrainz\.org\/release\/([0-9a-f-]{36})/gi, 'musicbrainz-release'],
  [/musicbrainz\.org\/recording\/([0-9a-f-]{36})/gi, 'musicbrainz-recording'],
];

/** Ids in the addresses that a text holds; of each kind the first. */
export function idsInUrls(text: string): ExternalIds {
  const ids: ExternalIds = {};
  for (const [pattern, kind] of PAGES) {
    for (const [, value] of text.matchAll(pattern)) {
      const valid = value === undefined ? undefined : validId(kind, value);
      if (valid !== undefined) ids[kind] ??= valid;
    }
  }
  return ids;
}

/** What is left of a text without its addresses and blanks. */
export function withoutUrls(text: string): string {
  return text
    .replace(/(?:https?:\/\/|www\.)[^\s"'<>]+/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
}
