import type { ExternalIdKind, ExternalIds } from '../../model/ids.ts';
import { validId } from './valid-id.ts';

/** Pages of works at the sources, whose addresses carry the id (conventions §9: parsing and combination NFO). */
const PAGES: readonly (readonly [RegExp, ExternalIdKind])[] = [
  [/themoviedb\.org\/(?:movie|tv)\/(\d+)/i, 'tmdb'],
  [/imdb\.com\/(?:[a-z-]{2,7}\/)?title\/(tt\d+)/i, 'imdb'],
  [/thetvdb\.com\/(?:\S*[?&](?:series)?id=|dereferrer\/(?:series|movie)\/|(?:series|movies)\/)(\d+)\b/i, 'tvdb'],
  [/tvmaze\.com\/shows\/(\d+)/i, 'tvmaze'],
  [/anidb\.net\/(?:anime\/|a|\S*[?&]aid=)(\d+)/i, 'anidb'],
  [/wikidata\.org\/(?:wiki|entity)\/(Q\d+)/i, 'wikidata'],
  [/musicbrainz\.org\/artist\/([0-9a-f-]{36})/i, 'musicbrainz-artist'],
  [/musicbrainz\.org\/release-group\/([0-9a-f-]{36})/i, 'musicbrainz-release-group'],
  [/musicbrainz\.org\/release\/([0-9a-f-]{36})/i, 'musicbrainz-release'],
  [/musicbrainz\.org\/recording\/([0-9a-f-]{36})/i, 'musicbrainz-recording'],
];

const MAX_ADDRESS = 500;

/** Ids in the addresses that a text holds; of each kind the first. */
export function idsInUrls(text: string): ExternalIds {
  const ids: ExternalIds = {};
  for (const word of text.split(/[\s"'<>]+/).filter((one) => one.includes('.'))) {
    // Cut, as a pattern needs a time that grows with the square of the length.
    const address = word.slice(0, MAX_ADDRESS);
    for (const [pattern, kind] of PAGES) {
      const value = pattern.exec(address)?.[1];
      const valid = value === undefined ? undefined : validId(kind, value);
      if (valid !== undefined) ids[kind] ??= valid;
    }
  }
  return ids;
}

/** What is left of a text without its addresses and blanks. */
export function withoutUrls(text: string): string {
  return text
    .replace(/(?:https?:\/\/|www\.)[^\s"'<>]+/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}
