import type { IdentifyInput } from '../../src/identify/types.ts';
import { NOT_FOUND, ok, unavailable } from '../../src/model/answer.ts';
import { RevengeError } from '../../src/model/errors.ts';
import type { GroupFile, MediaGroup } from '../../src/model/files.ts';
import type { ExternalIds } from '../../src/model/ids.ts';
import type { GroupKind } from '../../src/model/kinds.ts';
import type { FileTags, NfoReading } from '../../src/model/media.ts';
import type { Candidate } from '../../src/model/outcome.ts';
import type { NameReading, Pin } from '../../src/model/reading.ts';
import type { SourceRecord } from '../../src/model/records.ts';
import type { LibraryManager, Located, MetadataSource, SearchQuery, Sources } from '../../src/providers/port.ts';
import { nameReading } from '../support/name-reading.ts';

/** Members of `T`, those that differ given. */
type Some<T> = { [K in keyof T]?: T[K] };

export function mainFile(relativePath: string, some: Some<NameReading> = {}): GroupFile {
  return {
    path: `/media/${relativePath}`,
    relativePath,
    size: 1,
    mtimeMs: 1_600_000_000_000,
    inode: 1,
    role: 'main',
    reading: nameReading(some),
  };
}

export function group(
  kind: GroupKind,
  some: Some<NameReading> = {},
  files?: readonly GroupFile[],
  pins: readonly Pin[] = [],
): MediaGroup {
  return {
    key: 'Group',
    kind,
    library: { name: 'library', root: '/media', kind: 'auto' },
    folder: 'Group',
    reading: nameReading(some),
    pins,
    files: files ?? [mainFile('Group/file.mkv', some)],
  };
}

export function input(of: MediaGroup, some: Some<IdentifyInput> = {}): IdentifyInput {
  return { group: of, nfo: [], tags: [], ...some };
}

export function nfo(root: NfoReading['root'], some: Some<NfoReading> = {}): NfoReading {
  return { root, ids: {}, values: {}, credits: [], images: [], lockedFields: [], ...some };
}

export function tagsOf(relativePath: string, some: Some<FileTags> = {}): FileTags {
  return { relativePath, artists: [], genres: [], ids: {}, origin: 'vorbis', hasPicture: false, ...some };
}

export function movie(id: string, title: string, year?: number, some: Some<Candidate> = {}): Candidate {
  return work('movie', id, title, year, some);
}

export function series(id: string, title: string, year?: number, some: Some<Candidate> = {}): Candidate {
  return work('series', id, title, year, some);
}

export function album(id: string, artist: string, title: string, some: Some<Candidate> = {}): Candidate {
  return {
    provider: 'musicbrainz',
    providerId: id,
    kind: 'release',
    ids: { 'musicbrainz-release': id },
    title,
    artist,
    alternativeTitles: [],
    ...some,
  };
}

function work(
  kind: 'movie' | 'series',
  id: string,
  title: string,
  year: number | undefined,
  some: Some<Candidate>,
): Candidate {
  return {
    provider: 'tmdb',
    providerId: id,
    kind,
    ids: { tmdb: id },
    title,
    alternativeTitles: [],
    ...(year === undefined ? {} : { year }),
    ...some,
  };
}

export function record(some: Some<SourceRecord> = {}): SourceRecord {
  return {
    provider: 'tmdb',
    providerId: '1',
    kind: 'movie',
    fetchedAt: '2026-01-01T00:00:00.000Z',
    digest: '0123456789abcdef',
    confidence: 1,
    ids: {},
    values: {},
    credits: [],
    images: [],
    children: [],
    ...some,
  };
}

export interface CountingSource extends MetadataSource {
  /** What it was asked, in order: `search Alien 1979`, `resolve imdb tt1`, `complete 348`. */
  readonly asked: string[];
}

/** A metadata source that answers from a list of works; `down`: the questions that it cannot be asked. */
export function source(
  works: readonly Candidate[],
  some: {
    readonly id?: string;
    readonly groups?: readonly GroupKind[];
    readonly down?: readonly ('search' | 'resolve' | 'complete')[];
    readonly finds?: (query: SearchQuery, work: Candidate) => boolean;
    /** Fuller facts by id. */
    readonly full?: Readonly<Record<string, Some<Candidate>>>;
    readonly resolves?: MetadataSource['resolves'];
    /** Trees by id, for `fetch`. */
    readonly trees?: Readonly<Record<string, SourceRecord>>;
  } = {},
): CountingSource {
  const asked: string[] = [];
  const groups = some.groups ?? ['movie', 'series'];
  const isDown = (question: 'search' | 'resolve' | 'complete') => some.down?.includes(question) === true;
  const error = unavailable(new RevengeError('HTTP_TIMEOUT', 'no answer within 10 s'));
  return {
    asked,
    id: some.id ?? (groups.includes('album') ? 'musicbrainz' : 'tmdb'),
    groups,
    resolves:
      some.resolves ??
      (groups.includes('album')
        ? ['musicbrainz-release', 'mbid', 'musicbrainz-release-group']
        : ['tmdb', 'imdb', 'tvdb']),
    idKind: groups.includes('album') ? { album: 'musicbrainz-release' } : { movie: 'tmdb', series: 'tmdb' },
    search: async (query) => {
      asked.push(`search ${query.title}${query.year === undefined ? '' : ` ${query.year}`}`);
      if (isDown('search')) return error;
      return ok(
        works.filter((each) => (some.finds === undefined ? looselyFinds(query, each) : some.finds(query, each))),
      );
    },
    resolve: async ({ kind, value }) => {
      asked.push(`resolve ${kind} ${value}`);
      if (isDown('resolve')) return error;
      const found = works.find(({ ids }) =>
        Object.entries(ids).some(([k, v]) => (k === kind || kind === 'mbid') && v === value),
      );
      return found === undefined ? NOT_FOUND : ok(found);
    },
    complete: async (candidate) => {
      asked.push(`complete ${candidate.providerId}`);
      if (isDown('complete')) return error;
      return ok({ ...candidate, ...some.full?.[candidate.providerId] });
    },
    fetch: async ({ tmdb = '' }) => {
      const tree = some.trees?.[tmdb];
      if (tree === undefined) return NOT_FOUND;
      asked.push(`fetch ${tmdb}`);
      return ok(tree);
    },
  };
}

/** As TMDb searches: every word of the query in a title, the year exact. */
function looselyFinds({ title, year }: SearchQuery, work: Candidate): boolean {
  const words = title.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const titles = [work.title, work.originalTitle ?? '', ...work.alternativeTitles].map((each) => each.toLowerCase());
  return (
    (year === undefined || work.year === year) && titles.some((each) => words.every((word) => each.includes(word)))
  );
}

export interface CountingManager extends LibraryManager {
  readonly asked: string[];
}

/** A manager that knows one work, by path when `knowsPath`. */
export function manager(
  some: {
    readonly id?: string;
    readonly groups?: readonly GroupKind[];
    readonly located?: Located;
    readonly knowsPath?: boolean;
    readonly down?: boolean;
    readonly throws?: boolean;
    readonly covers?: boolean;
  } = {},
): CountingManager {
  const asked: string[] = [];
  const id = some.id ?? 'radarr';
  return {
    asked,
    id,
    instance: id,
    groups: some.groups ?? ['movie'],
    covers: () => some.covers ?? true,
    locate: async () => {
      asked.push('locate');
      if (some.throws === true) throw new Error('broken');
      if (some.down === true) return unavailable(new RevengeError('HTTP_NETWORK', 'connection refused'));
      return some.located === undefined || some.knowsPath === false ? NOT_FOUND : ok(some.located);
    },
    byId: async (ids) => {
      asked.push('byId');
      if (some.down === true) return unavailable(new RevengeError('HTTP_NETWORK', 'connection refused'));
      const { located } = some;
      const known =
        located !== undefined &&
        Object.entries(ids).some(([kind, value]) =>
          Object.entries(located.ids).some(([k, v]) => k === kind && v === value),
        );
      return known ? ok(located) : NOT_FOUND;
    },
  };
}

export function located(ids: ExternalIds, some: Some<SourceRecord> = {}, files: Located['files'] = []): Located {
  return { ids, record: record({ provider: 'radarr', ids, ...some }), files };
}

export function sources(some: Some<Sources> = {}): Sources {
  return { managers: [], metadata: [], artwork: [], local: [], ...some };
}

export const nothingKnown = {
  itemByIds: async () => undefined,
  currentIds: async (former: readonly unknown[]) => former.map(() => undefined),
};
