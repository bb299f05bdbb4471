import type { ItemDraft } from '../../src/model/drafts.ts';
import type { FieldName, FieldValues } from '../../src/model/fields.ts';
import type { Library, MediaGroup } from '../../src/model/files.ts';
import type { GroupKind } from '../../src/model/kinds.ts';
import type { Identification } from '../../src/model/outcome.ts';
import { definePolicy, type PolicyName } from '../../src/model/policies.ts';
import type { NameReading } from '../../src/model/reading.ts';
import type { Credit, SourceRecord, SourceValue } from '../../src/model/records.ts';
import type { Resolve, ResolvedFields } from '../../src/model/resolved.ts';
import { sealRecord, sealValue } from '../../src/model/seal.ts';
import type { GroupSave, SavedFile } from '../../src/store/port.ts';
import { nameReading } from '../support/name-reading.ts';

export const AT = '2026-03-01T10:00:00.000Z';
export const LATER = '2026-03-02T10:00:00.000Z';

export const MOVIES: Library = { name: 'films', root: '/media/movies', kind: 'movies' };
const SERIES: Library = { name: 'series', root: '/media/tv', kind: 'tv' };
const MUSIC: Library = { name: 'music', root: '/media/music', kind: 'music' };

/** The first provider in this order that gives a field has it; what no name is given for comes last. */
export function preferring(...providers: readonly string[]): PolicyName {
  return definePolicy(providers.join(' '), resolvePreferring(providers));
}

function resolvePreferring(providers: readonly string[]): Resolve {
  const rank = (value: SourceValue) => {
    const place = providers.indexOf(value.provider);
    return place < 0 ? providers.length : place;
  };
  return (values) => {
    const resolved: Record<string, { value: unknown; provider: string }> = {};
    for (const value of [...values].sort((a, b) => rank(a) - rank(b))) {
      resolved[value.field] ??= { value: value.value, provider: value.provider };
    }
    const typed: ResolvedFields = resolved;
    return typed;
  };
}

export function values(provider: string, providerId: string, given: FieldValues, digest = 'd1'): SourceValue[] {
  const made: SourceValue[] = [];
  let field: FieldName;
  for (field in given) {
    const value = given[field];
    if (value !== undefined) made.push({ field, provider, providerId, value, confidence: 1, fetchedAt: AT, digest });
  }
  return made;
}

/** The credits of one source. */
export function credited(provider: string, credits: readonly Credit[], rank = 101): ItemDraft['credits'] {
  return [{ provider, rank, credits }];
}

export function draft(kind: ItemDraft['kind'], parts: Partial<ItemDraft> = {}): ItemDraft {
  return { kind, ids: {}, values: [], credits: [], images: [], children: [], ...parts };
}

/** The draft as it comes of sealed records. */
export function sealedDraft({ kind, ids, values: said, credits, images, ...rest }: ItemDraft): ItemDraft {
  const blank = { provider: 'tmdb', providerId: '1', kind, fetchedAt: AT, digest: 'd1', confidence: 1, ids: {} };
  const empty: SourceRecord = { ...blank, values: {}, credits: [], images: [], children: [] };
  const sealed = sealRecord({ ...empty, ids });
  return {
    ...rest,
    kind,
    ids: sealed.ids,
    values: said.flatMap((each) => {
      const own = sealRecord({ ...empty, providerId: each.providerId, values: { [each.field]: each.value } });
      return values(each.provider, own.providerId, own.values, each.digest);
    }),
    credits: credits.map((list) => ({ ...list, credits: sealRecord({ ...empty, credits: list.credits }).credits })),
    images: images.map((image) => sealValue(image)),
  };
}

export function identified(parts: Partial<Identification> = {}): Identification {
  return { outcome: 'matched', ids: {}, reasons: ['by path'], candidates: [], degraded: [], by: 'radarr', ...parts };
}

export function reading(parts: Partial<NameReading> = {}): NameReading {
  return nameReading({ type: 'movie', ...parts });
}

export function file(relativePath: string, parts: Partial<SavedFile> = {}): SavedFile {
  return {
    path: `/media/${relativePath}`,
    relativePath,
    size: 1000,
    mtimeMs: 1_700_000_000_123.456,
    inode: 42,
    role: 'main',
    positions: [],
    ...parts,
  };
}

export interface SaveParts extends Partial<Omit<GroupSave, 'group'>> {
  readonly library?: Library;
  readonly key?: string;
  readonly kind?: GroupKind;
  readonly title?: string;
  readonly year?: number;
}

/** A save of a group whose key, folder and unit are one, as for a folder at the top of its root. */
export function groupSave(parts: SaveParts): GroupSave {
  const { library = MOVIES, key = 'Heat (1995)', kind = 'movie', title, year, ...rest } = parts;
  const files = parts.files ?? [file(`${key}/${key}.mkv`)];
  const group: MediaGroup = {
    key,
    kind,
    library,
    folder: key,
    reading: reading({ ...(title === undefined ? {} : { title }), ...(year === undefined ? {} : { year }) }),
    pins: [],
    files,
  };
  return {
    at: AT,
    unit: key,
    group,
    files,
    identification: identified(),
    policy: preferring('radarr', 'sonarr', 'tmdb', 'musicbrainz'),
    ...rest,
  };
}

export function movieDraft(parts: Partial<ItemDraft> = {}): ItemDraft {
  return draft('movie', {
    ids: { tmdb: '949', imdb: 'tt0113277' },
    values: [
      ...values('radarr', '7', { title: 'Heat', year: 1995, runtime: 170 }),
      ...values('tmdb', '949', { title: 'Heat', year: 1995, overview: 'A heist.', genres: ['Crime', 'Drama'] }),
    ],
    credits: credited('tmdb', [
      { name: 'Al Pacino', department: 'cast', character: 'Vincent Hanna', order: 0, ids: { 'tmdb-person': '1158' } },
      {
        name: 'Robert De Niro',
        department: 'cast',
        character: 'Neil McCauley',
        order: 1,
        ids: { 'tmdb-person': '380', imdb: 'nm0000134' },
        profileUrl: 'https://images.test/380.jpg',
      },
      { name: 'Michael Mann', department: 'directing', job: 'Director', order: 0, ids: {} },
    ]),
    images: [
      { kind: 'poster', url: 'https://images.test/heat-1.jpg', width: 1000, height: 1500, provider: 'tmdb' },
      {
        kind: 'poster',
        url: 'https://images.test/heat-2.jpg',
        language: 'en',
        rating: 5.5,
        votes: 3,
        provider: 'tmdb',
      },
      { kind: 'backdrop', url: 'https://images.test/heat-b.jpg', provider: 'radarr' },
    ],
    ...parts,
  });
}

export function episodeDraft(
  season: number,
  episode: number,
  title: string,
  parts: Partial<ItemDraft> = {},
): ItemDraft {
  return draft('episode', {
    ids: { tvdb: `${season}${String(episode).padStart(3, '0')}` },
    position: { season, episode },
    values: values('sonarr', `e${season}-${episode}`, { title, seasonNumber: season, episodeNumber: episode }),
    ...parts,
  });
}

export function seriesDraft(parts: Partial<ItemDraft> = {}): ItemDraft {
  return draft('series', {
    ids: { tvdb: '79126', tmdb: '1438', imdb: 'tt0306414' },
    values: values('sonarr', '3', { title: 'The Wire', year: 2002 }),
    images: [
      { kind: 'poster', url: 'https://images.test/wire.jpg', provider: 'tmdb' },
      { kind: 'poster', url: 'https://images.test/wire-s1.jpg', season: 1, provider: 'tmdb' },
      { kind: 'poster', url: 'https://images.test/wire-s9.jpg', season: 9, provider: 'tmdb' },
    ],
    children: [
      draft('season', {
        position: { season: 1 },
        values: values('sonarr', 's1', { title: 'Season 1' }),
        children: [episodeDraft(1, 1, 'The Target'), episodeDraft(1, 2, 'The Detail'), episodeDraft(1, 3, 'The Buys')],
      }),
      draft('season', { position: { season: 0 }, values: values('sonarr', 's0', { title: 'Specials' }) }),
    ],
    ...parts,
  });
}

export function seriesSave(parts: SaveParts = {}): GroupSave {
  return groupSave({
    library: SERIES,
    key: 'The Wire',
    kind: 'series',
    title: 'The Wire',
    files: [
      file('The Wire/Season 1/The Wire S01E01-E02.mkv', {
        positions: [
          { season: 1, episode: 1 },
          { season: 1, episode: 2 },
        ],
      }),
      file('The Wire/Season 1/The Wire S01E01-E02.en.srt', {
        role: 'subtitle',
        language: 'en',
        flags: ['forced'],
        belongsTo: 'The Wire/Season 1/The Wire S01E01-E02.mkv',
      }),
      file('The Wire/season01-poster.jpg', { role: 'artwork', artworkKind: 'poster', season: 1 }),
      file('The Wire/The Wire S07E99.mkv', { positions: [{ season: 7, episode: 99 }] }),
    ],
    draft: seriesDraft(),
    ...parts,
  });
}

export function albumDraft(parts: Partial<ItemDraft> = {}): ItemDraft {
  const track = (disc: number, number: number, title: string): ItemDraft =>
    draft('track', {
      ids: { 'musicbrainz-track': `t-${disc}-${number}`, 'musicbrainz-recording': `r-${title}` },
      position: { disc, track: number },
      values: values('musicbrainz', `t-${disc}-${number}`, { title, trackNumber: number, discNumber: disc }),
    });
  return draft('release', {
    ids: { 'musicbrainz-release': 'rel-1', 'musicbrainz-release-group': 'rg-1', 'musicbrainz-artist': 'art-1' },
    values: values('musicbrainz', 'rel-1', { title: 'Dummy', albumArtist: 'Portishead', year: 1994 }),
    children: [track(1, 1, 'Mysterons'), track(1, 2, 'Sour Times'), track(2, 1, 'Strangers')],
    parent: draft('release-group', {
      ids: { 'musicbrainz-release-group': 'rg-1' },
      values: values('musicbrainz', 'rg-1', { title: 'Dummy' }),
      parent: draft('artist', {
        ids: { 'musicbrainz-artist': 'art-1' },
        values: values('musicbrainz', 'art-1', { title: 'Portishead' }),
      }),
    }),
    ...parts,
  });
}

export function albumSave(parts: SaveParts = {}): GroupSave {
  return groupSave({
    library: MUSIC,
    key: 'Portishead/Dummy',
    kind: 'album',
    title: 'Dummy',
    files: [
      file('Portishead/Dummy/01.flac', { positions: [{ track: 1 }] }),
      file('Portishead/Dummy/02.flac', { positions: [{ disc: 1, track: 2 }] }),
    ],
    draft: albumDraft(),
    ...parts,
  });
}
