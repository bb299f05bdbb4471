import { NOT_FOUND, ok } from '../../../src/model/answer.ts';
import type { Candidate } from '../../../src/model/outcome.ts';
import type { SourceRecord } from '../../../src/model/records.ts';
import { titleKey } from '../../../src/model/title-key.ts';
import type { MetadataSource, SearchQuery } from '../../../src/providers/port.ts';
import { record } from '../../identify/support.ts';
import type { AlbumWork, Catalogue, MovieWork, ShowWork } from './works.ts';

/** What a search shows of a work, and what a lookup adds. */
interface Entry {
  readonly shown: Candidate;
  readonly full: Candidate;
  readonly titles: readonly string[];
}

/** The catalogue as TMDb and MusicBrainz would search and show it. */
export function catalogueSources({ movies, shows, albums }: Catalogue): MetadataSource[] {
  const videos = [...movies.map(movieEntry), ...shows.map(showEntry)];
  const trees = new Map(shows.map((show) => [show.id, showTree(show)]));
  return [
    {
      id: 'tmdb',
      groups: ['movie', 'series'],
      resolves: ['tmdb', 'imdb', 'tvdb'],
      idKind: { movie: 'tmdb', series: 'tmdb' },
      ...lookups(videos, isFound),
      fetch: async ({ tmdb = '' }) => {
        const tree = trees.get(tmdb);
        return tree === undefined ? NOT_FOUND : ok(tree);
      },
    },
    {
      id: 'musicbrainz',
      groups: ['album'],
      resolves: ['musicbrainz-release', 'mbid', 'musicbrainz-release-group'],
      idKind: { album: 'musicbrainz-release' },
      ...lookups(albums.map(albumEntry), isAlbumFound),
      fetch: async () => NOT_FOUND,
    },
  ];
}

function lookups(
  entries: readonly Entry[],
  isHit: (query: SearchQuery, entry: Entry) => boolean,
): Pick<MetadataSource, 'search' | 'resolve' | 'complete'> {
  const byId = new Map(entries.map((entry) => [entry.shown.providerId, entry]));
  return {
    search: async (query) =>
      ok(
        entries
          .filter((entry) => entry.shown.kind === ITEM[query.kind] && isHit(query, entry))
          .map(({ shown }) => shown),
      ),
    resolve: async ({ value }) => {
      const entry = byId.get(value);
      return entry === undefined ? NOT_FOUND : ok(entry.full);
    },
    complete: async ({ providerId }) => {
      const entry = byId.get(providerId);
      return entry === undefined ? NOT_FOUND : ok(entry.full);
    },
  };
}

const ITEM = { movie: 'movie', series: 'series', album: 'release' } as const;

/** Every word of the query in one of the titles, and the year exactly, as TMDb searches. */
function isFound({ title, year }: SearchQuery, { shown, titles }: Entry): boolean {
  if (year !== undefined && shown.year !== year) return false;
  const wanted = words(title);
  return (
    wanted.length > 0 && titles.some((each) => wanted.every((word) => words(each).some((w) => w.startsWith(word))))
  );
}

/** MusicBrainz meets most words, of the title and of the artist, and ranks only by the year. */
function isAlbumFound({ title, artist = '' }: SearchQuery, { shown }: Entry): boolean {
  return share(title, shown.title) >= 0.5 && (artist === '' || share(artist, shown.artist ?? '') >= 0.5);
}

function share(query: string, text: string): number {
  const wanted = words(query);
  const there = new Set(words(text));
  return wanted.length === 0 ? 0 : wanted.filter((word) => there.has(word)).length / wanted.length;
}

function words(text: string): string[] {
  return text
    .replaceAll('&', ' and ')
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(titleKey);
}

function movieEntry({ id, title, originalTitle = title, year, minutes }: MovieWork): Entry {
  const shown = { ...base('tmdb', 'movie', id, title), ids: { tmdb: id }, originalTitle, year };
  return { shown, full: { ...shown, runtime: minutes }, titles: [title, originalTitle] };
}

function showEntry({ id, title, originalTitle = title, year, episodes }: ShowWork): Entry {
  const shown = { ...base('tmdb', 'series', id, title), ids: { tmdb: id }, originalTitle, year };
  const seasonCount = Math.max(...episodes.map(({ season }) => season));
  return { shown, full: { ...shown, seasonCount, episodeCount: episodes.length }, titles: [title, originalTitle] };
}

function albumEntry({ id, group, title, artist, year, tracks }: AlbumWork): Entry {
  const ids = { 'musicbrainz-release': id, 'musicbrainz-release-group': group };
  const shown = { ...base('musicbrainz', 'release', id, title), ids, artist, year, trackCount: tracks.length };
  const full = { ...shown, tracks: tracks.map((track) => ({ title: track.title, duration: track.seconds })) };
  return { shown, full, titles: [title] };
}

function base(provider: string, kind: Candidate['kind'], providerId: string, title: string) {
  return { provider, kind, providerId, title, alternativeTitles: [] };
}

function showTree({ id, title, episodes }: ShowWork): SourceRecord {
  const seasons = [...new Set(episodes.map(({ season }) => season))];
  return record({
    providerId: id,
    kind: 'series',
    ids: { tmdb: id },
    values: { title },
    children: seasons.map((season) =>
      record({
        providerId: `${id}/${season}`,
        kind: 'season',
        position: { season },
        children: episodes
          .filter((each) => each.season === season)
          .map(({ episode, airDate, title: name }) =>
            record({
              providerId: `${id}/${season}/${episode}`,
              kind: 'episode',
              position: { season, episode, airDate },
              values: { title: name },
            }),
          ),
      }),
    ),
  });
}
