import { validId } from '../../model/external-ids.ts';
import type { ExternalIdKind, ExternalIds } from '../../model/ids.ts';
import { wordTable } from '../../model/word-table.ts';
import { childrenOf, textIn, textOf } from './nodes.ts';
import type { NfoNode } from './tree.ts';
import { idsInUrls } from './urls.ts';

export type NfoRoot = 'movie' | 'tvshow' | 'season' | 'episodedetails' | 'artist' | 'album';

/** Names of id types as Kodi, Jellyfin, the Arr services and MediaElch write them. */
const TYPES: ReadonlyMap<string, ExternalIdKind> = wordTable({
  tmdb: 'tmdb',
  tmdbid: 'tmdb',
  themoviedb: 'tmdb',
  tvdb: 'tvdb',
  tvdbid: 'tvdb',
  thetvdb: 'tvdb',
  imdb: 'imdb',
  imdbid: 'imdb',
  imdb_id: 'imdb',
  anidb: 'anidb',
  anidbid: 'anidb',
  tvmaze: 'tvmaze',
  tvmazeid: 'tvmaze',
  sonarr: 'sonarr',
  radarr: 'radarr',
  wikidata: 'wikidata',
  wikidataid: 'wikidata',
  musicbrainzartistid: 'musicbrainz-artist',
  musicbrainzalbumartistid: 'musicbrainz-artist',
  musicbrainzalbumid: 'musicbrainz-release',
  musicbrainzreleasegroupid: 'musicbrainz-release-group',
  musicbrainztrackid: 'musicbrainz-recording',
});

/**
 * The ids of an NFO root: `<uniqueid>`s first, the one marked `default` before all; then elements of their own
 * (`<tmdbid>`), `<episodeguide>`; `<id>` only where there is no `<uniqueid>`, since it then says less (Kodi).
 */
export function idsOf(
  node: NfoNode,
  root: NfoRoot,
): { readonly ids: ExternalIds; readonly defaultId: ExternalIdKind | undefined } {
  const ids: ExternalIds = {};
  let defaultId: ExternalIdKind | undefined;
  const add = (type: string, value: string): ExternalIdKind | undefined => {
    const kind = TYPES.get(type.toLowerCase());
    const valid = kind === undefined ? undefined : (validId(kind, value) ?? idsInUrls(value)[kind]);
    if (kind === undefined || valid === undefined) return undefined;
    ids[kind] ??= valid;
    return kind;
  };
  const unique = childrenOf(node, 'uniqueid');
  for (const child of unique) {
    const kind = add(child.attributes.get('type') ?? '', textOf(child));
    if (child.attributes.get('default')?.toLowerCase() === 'true') defaultId ??= kind;
  }
  for (const child of node.children) if (child.name !== 'id') add(child.name, textOf(child));
  if (root === 'tvshow') for (const [type, value] of episodeGuide(node)) add(type, value);
  for (const child of unique.length === 0 ? childrenOf(node, 'id') : []) {
    for (const [type, value] of child.attributes) add(type, value);
    const text = textOf(child);
    // Some writers put the number of the IMDb id there, without its letters.
    if (ids.imdb !== undefined && validId('imdb', text) === ids.imdb) continue;
    for (const [type, value] of Object.entries(idsInUrls(text))) add(type, value);
    add(/^tt\d/i.test(text) ? 'imdb' : root === 'movie' ? 'tmdb' : 'tvdb', text);
  }
  const [first] = Object.keys(ids);
  return { ids, defaultId: defaultId ?? (first === undefined ? undefined : TYPES_BY_KIND.get(first)) };
}

const TYPES_BY_KIND: ReadonlyMap<string, ExternalIdKind> = new Map([...TYPES.values()].map((kind) => [kind, kind]));

/** Kodi's scrapers and Sonarr keep the ids of a series there, as JSON. Older ones keep a URL. */
function episodeGuide(node: NfoNode): readonly (readonly [string, string])[] {
  const text = textIn(node, 'episodeguide');
  if (text === undefined || !text.startsWith('{')) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return [];
    return Object.entries(parsed).map(([type, value]) => [type, String(value)] as const);
  } catch {
    return [];
  }
}
