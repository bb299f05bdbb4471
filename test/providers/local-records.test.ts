import { describe, expect, test } from 'vitest';
import { linkFiles } from '../../src/identify/links.ts';
import type { MediaGroup } from '../../src/model/files.ts';
import type { FileTags, NfoReading } from '../../src/model/media.ts';
import type { SourceRecord } from '../../src/model/records.ts';
import type { LocalWork } from '../../src/providers/port.ts';
import { buildDraft } from '../../src/reconcile/draft.ts';
import { group, mainFile, nfo, tagsOf } from '../identify/support.ts';
import { localSources } from './local-sources.ts';

function locals(of: MediaGroup, readings: readonly NfoReading[] = [], tags: readonly FileTags[] = []) {
  return recordsOf(of, { nfo: readings, tags, links: linkFiles({ group: of, records: [], tags }) });
}

/** What the local sources say of a group, as gathering asks them. */
function recordsOf(of: MediaGroup, some: Partial<LocalWork> = {}): SourceRecord[] {
  const work: LocalWork = { group: of, nfo: [], tags: [], claims: [], links: new Map(), ...some };
  return localSources.flatMap((source) => (source.groups.includes(of.kind) ? (source.record(work) ?? []) : []));
}

describe('names', () => {
  test('a movie has title and year, but no edition, which is of each file, less sure than any provider, as old as its files', () => {
    const [record, ...others] = locals(
      group('movie', { title: 'Alien', year: 1979, edition: ['Director’s Cut', 'Remastered'] }),
    );
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      provider: 'name',
      providerId: 'Group',
      kind: 'movie',
      fetchedAt: '2020-09-13T12:26:40.000Z',
      confidence: 0.4,
      values: { title: 'Alien', year: 1979 },
      children: [],
    });
    expect(record?.digest).toMatch(/^[0-9a-f]{16}$/);
    expect(locals(group('movie', { title: 'Alien', year: 1979, edition: ['Director’s Cut', 'Remastered'] }))).toEqual([
      record,
    ]);
  });

  test('a series has an episode for each place that a file holds, each once, under its season', () => {
    const files = [
      mainFile('a', { season: 1, episodes: [1], episodeTitle: 'Pilot' }),
      mainFile('a-1080p', { season: 1, episodes: [1] }),
      mainFile('b', { season: 1, episodes: [2, 3], episodeTitle: 'Both' }),
      mainFile('c', { absolute: [7] }),
      { ...mainFile('d', { season: 9, episodes: [9] }), role: 'extra' as const },
    ];
    const [record] = locals(group('series', { title: 'Lost' }, files));
    const [season, special] = record?.children ?? [];
    expect(season).toMatchObject({
      kind: 'season',
      position: { season: 1 },
      values: { seasonNumber: 1 },
      providerId: 'Group#1',
    });
    expect(season?.children.map(({ position, values }) => [position?.episode, values.title])).toEqual([
      [1, 'Pilot'],
      [2, undefined],
      [3, undefined],
    ]);
    expect(special).toMatchObject({ kind: 'episode', position: { absolute: 7 }, values: { absoluteNumber: 7 } });
  });

  test('an album shows without any tags or answers: artist, release group, release, tracks', () => {
    const files = [
      mainFile('01', { track: 1, trackTitle: 'Airbag' }),
      mainFile('02', { track: 2, disc: 2, artist: 'Guest' }),
    ];
    const draft = buildDraft(locals(group('album', { album: 'OK Computer', artist: 'Radiohead', year: 1997 }, files)));
    expect(draft).toMatchObject({ kind: 'release', parent: { kind: 'release-group', parent: { kind: 'artist' } } });
    expect(draft.children.map(({ position }) => position)).toEqual([
      { disc: 1, track: 1 },
      { disc: 2, track: 2 },
    ]);
    const untitled = buildDraft(locals(group('album', { artist: 'Radiohead' }, files)));
    expect(untitled.parent).toMatchObject({ kind: 'artist' });
    expect(buildDraft(locals(group('album', { title: 'Untitled' }, files))).parent).toMatchObject({
      kind: 'release-group',
    });
  });

  test('names that are not UTF-8 become text that any store takes, and odd times are held to dates', () => {
    const file = { ...mainFile('x'), mtimeMs: 1e300 };
    const of = { ...group('movie', { title: 'Caf\udce9\u0000' }, [file]), key: 'Caf\udce9' };
    expect(locals(of)[0]).toMatchObject({
      providerId: 'Caf\\xe9',
      values: { title: 'Caf\ufffd' },
      fetchedAt: '+275760-09-13T00:00:00.000Z',
    });
    expect(locals({ ...of, key: '', files: [{ ...file, mtimeMs: Number.NaN }] })[0]).toMatchObject({
      providerId: '.',
      fetchedAt: '1970-01-01T00:00:00.000Z',
    });
  });
});

describe('NFO', () => {
  test('of a movie, with ids, credits and images', () => {
    const image = { kind: 'poster' as const, url: 'https://image/1.jpg' };
    const credit = { name: 'Ridley Scott', department: 'directing' as const, order: 0, ids: {} };
    const [record] = locals(group('movie', { title: 'Alien' }), [
      nfo('url-only'),
      nfo('movie', { ids: { tmdb: '348' }, values: { title: 'Alien' }, images: [image], credits: [credit] }),
    ]);
    expect(record).toMatchObject({
      provider: 'nfo',
      kind: 'movie',
      confidence: 0.9,
      ids: { tmdb: '348' },
      images: [image],
      credits: [credit],
    });
  });

  test('of a series, its seasons and episodes', () => {
    const readings = [
      nfo('season', { season: 1, values: { title: 'First' } }),
      nfo('season', { season: 3, values: { title: 'Third' } }),
      nfo('season'),
      nfo('episodedetails', { season: 1, episode: 1, values: { title: 'Pilot' } }),
      nfo('episodedetails', { season: 2, episode: 1, values: { title: 'Return' } }),
      nfo('episodedetails', { season: 2 }),
    ];
    const [record] = locals(group('series', { title: 'Lost' }), readings);
    expect(record?.provider).toBe('nfo');
    expect(record?.values).toEqual({});
    expect(
      record?.children.map(({ position, values, children }) => [position?.season, values.title, children.length]),
    ).toEqual([
      [1, 'First', 1],
      [3, 'Third', 0],
      [2, undefined, 1],
    ]);
  });

  test('of an album and its artist; nothing where only others are there', () => {
    const [record] = locals(group('album', { album: 'Kid A' }), [
      nfo('artist', { values: { title: 'Radiohead' } }),
      nfo('album', { values: { title: 'Kid A' } }),
    ]);
    expect(record).toMatchObject({
      kind: 'release',
      values: { title: 'Kid A' },
      parent: { kind: 'artist', values: { title: 'Radiohead' } },
    });
    expect(
      locals(group('movie', { title: 'Alien' }), [nfo('tvshow'), nfo('url-only')]).map(({ provider }) => provider),
    ).toEqual(['name']);
  });
});

describe('tags', () => {
  const common = {
    album: 'OK Computer',
    albumArtist: 'Radiohead',
    artist: 'Radiohead',
    date: '1997-05-21',
    genres: ['Rock'],
    label: 'Parlophone',
    catalogNumber: 'NODATA 02',
    barcode: '724385522925',
    discTotal: 1,
  };
  const tags = [
    tagsOf('1', {
      ...common,
      track: 1,
      title: 'Airbag',
      duration: 284.4004,
      composer: 'Thom Yorke',
      isrc: 'GBAYE9700106',
      albumArtistMbid: 'a1',
      ids: {
        'musicbrainz-recording': 'rec',
        'musicbrainz-track': 'trk',
        'musicbrainz-release': 'r1',
        'musicbrainz-release-group': 'g1',
      },
    }),
    tagsOf('2', { ...common, track: 2, title: 'Paranoid Android', genres: ['Rock', 'Art Rock'] }),
    tagsOf('3', { ...common, track: 2, title: 'Paranoid Android, again' }),
    tagsOf('4', { ...common, title: 'No number' }),
  ];
  const files = ['1', '2', '3', '4'].map((path) => mainFile(path));

  test('make a release with its tracks, group and artist, with the ids they carry', () => {
    const [record] = locals(group('album', {}, files), [], tags);
    expect(record).toMatchObject({
      provider: 'tags',
      kind: 'release',
      confidence: 0.7,
      ids: { 'musicbrainz-release': 'r1' },
      values: {
        title: 'OK Computer',
        albumArtist: 'Radiohead',
        year: 1997,
        releaseDate: '1997-05-21',
        genres: ['Rock', 'Art Rock'],
        label: 'Parlophone',
        catalogNumber: 'NODATA 02',
        barcode: '724385522925',
        discTotal: 1,
      },
      parent: {
        kind: 'release-group',
        ids: { 'musicbrainz-release-group': 'g1' },
        parent: { kind: 'artist', ids: { 'musicbrainz-artist': 'a1' }, values: { title: 'Radiohead' } },
      },
    });
    expect(record?.children.map(({ position }) => position)).toEqual([
      { disc: 1, track: 1 },
      { disc: 1, track: 2 },
    ]);
    expect(record?.children[0]).toMatchObject({
      ids: { 'musicbrainz-recording': 'rec', 'musicbrainz-track': 'trk' },
      values: { title: 'Airbag', duration: 284_400, isrc: 'GBAYE9700106', discNumber: 1, trackNumber: 1 },
      credits: [{ name: 'Thom Yorke', department: 'music', job: 'Composer' }],
    });
  });

  test('say what they can: without artist or album there is no parent of that kind', () => {
    const bare = recordsOf(group('album', {}, files), { tags: [tagsOf('1', { originalDate: '1997' })] });
    expect(bare[0]).toMatchObject({ values: { year: 1997 }, children: [] });
    expect(bare[0]).not.toHaveProperty('parent');
    const single = recordsOf(group('album', {}, files), { tags: [tagsOf('1', { artist: 'Radiohead' })] });
    expect(single[0]?.parent).toMatchObject({ kind: 'artist' });
  });

  test('are of albums only', () => {
    expect(locals(group('movie', { title: 'Alien' }), [], tags).map(({ provider }) => provider)).toEqual(['name']);
  });
});
