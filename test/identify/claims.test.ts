import { describe, expect, test } from 'vitest';
import { trackClaims, workClaims } from '../../src/identify/claims.ts';
import { collectPins, contradiction, narrowingIds } from '../../src/identify/pins.ts';
import { searchQueries } from '../../src/identify/queries.ts';
import type { IdentifyInput } from '../../src/identify/types.ts';
import { albumArtist, mostCommon } from '../../src/model/album-tags.ts';
import type { Pin } from '../../src/model/reading.ts';
import { yearOf } from '../../src/model/year.ts';
import { group, input, mainFile, nfo, tagsOf } from './support.ts';

function asked(of: IdentifyInput): string[] {
  return searchQueries(of.group.kind, workClaims(of), of.tags).map(({ title, year, artist }) =>
    [artist, title, year].filter((part) => part !== undefined).join('|'),
  );
}

describe('queries', () => {
  test.each<[string, IdentifyInput, string[]]>([
    ['a title and year', input(group('movie', { title: '12 Monkeys', year: 1995 })), ['12 Monkeys|1995', '12 Monkeys']],
    ['a title alone', input(group('movie', { title: '1917' })), ['1917']],
    ['a year in the title', input(group('movie', { title: '2012', year: 2009 })), ['2012|2009', '2012']],
    [
      'two titles in one name',
      input(group('movie', { title: '기생충', alternativeTitles: ['Parasite'], year: 2019 })),
      ['기생충|2019', '기생충', 'Parasite|2019', 'Parasite'],
    ],
    [
      'another reading',
      input(
        group('movie', {
          title: 'Blade Runner',
          year: 2049,
          alternatives: [{ weight: 0.5, rule: 'r', title: 'Blade Runner 2049', year: null }],
        }),
      ),
      ['Blade Runner|2049', 'Blade Runner 2049', 'Blade Runner'],
    ],
    [
      'an unlikely reading, one of no title, and one that differs in the season only',
      input(
        group('movie', {
          title: 'Up',
          alternatives: [
            { weight: 0.1, rule: 'r', title: 'Down' },
            { weight: 0.9, rule: 'r', title: null },
            { weight: 0.9, rule: 'r', season: 1 },
          ],
        }),
      ),
      ['Up'],
    ],
    [
      'an NFO beside a name of the same title',
      input(group('movie', { title: 'WALL-E', year: 2008 }), {
        nfo: [nfo('movie', { values: { title: 'WALL·E', originalTitle: 'WALL·E', releaseDate: '2008-06-22' } })],
      }),
      ['WALL·E|2008', 'WALL·E'],
    ],
    ['no title', input(group('movie', { year: 2008 })), []],
    [
      'an album by its tags',
      input(group('album', { album: 'ignored', artist: 'ignored' }, [mainFile('1')]), {
        tags: [tagsOf('1', { album: 'Kid A', artist: 'Radiohead', date: '2000-10-02' })],
      }),
      ['Radiohead|Kid A|2000', 'Radiohead|Kid A'],
    ],
    [
      'an album by its names',
      input(group('album', { album: 'Kid A', artist: 'Radiohead', year: 2000 }, [mainFile('1')])),
      ['Radiohead|Kid A|2000', 'Radiohead|Kid A'],
    ],
    [
      'an album whose artist may be the first half of its title',
      input(
        group('album', {
          album: 'The Long Night',
          artist: 'Harbour',
          year: 2004,
          alternatives: [{ weight: 0.5, rule: 'r', title: 'Harbour - The Long Night', artist: 'DJ Quarry' }],
        }),
      ),
      [
        'Harbour|The Long Night|2004',
        'Harbour|The Long Night',
        'DJ Quarry|Harbour - The Long Night|2004',
        'DJ Quarry|Harbour - The Long Night',
      ],
    ],
    [
      'an album of which only the title is known',
      input(group('album', { title: 'Kid A' }, [mainFile('1')])),
      ['Kid A'],
    ],
  ])('%s', (_, of, expected) => {
    expect(asked(of)).toEqual(expected);
  });

  test('no name causes more than five', () => {
    const alternativeTitles = Array.from({ length: 20 }, (_, index) => `Title ${index}`);
    expect(asked(input(group('movie', { title: 'Alien', year: 1979, alternativeTitles })))).toHaveLength(5);
  });

  test('an album is asked for with its barcode, catalogue number and track total', () => {
    const some = { album: 'Kid A', artist: 'Radiohead', barcode: '724352775323', catalogNumber: 'CDKIDA1' };
    const of = input(group('album', {}, [mainFile('1'), mainFile('2')]), {
      tags: [tagsOf('1', { ...some, disc: 1, trackTotal: 6 }), tagsOf('2', { ...some, disc: 2, trackTotal: 4 })],
    });
    expect(searchQueries('album', workClaims(of), of.tags)[0]).toEqual({
      kind: 'album',
      title: 'Kid A',
      artist: 'Radiohead',
      barcode: '724352775323',
      catalogNumber: 'CDKIDA1',
      trackCount: 10,
    });
    const unsure = of.tags.map(({ trackTotal: _, ...tag }) => tag);
    expect(searchQueries('album', workClaims(of), unsure)[0]).not.toHaveProperty('trackCount');
  });
});

describe('claims of other files beside the media', () => {
  test('come after the NFO and before the names, each title and year once', () => {
    const claims = [
      { title: 'The Office', year: 2005, weight: 1, from: '.plexmatch' },
      { title: 'Office', weight: 1, from: '.plexmatch' },
    ];
    const of = input(group('series', { title: 'Office' }), {
      nfo: [nfo('tvshow', { values: { title: 'The Office (US)' } })],
      claims,
    });
    expect(workClaims(of).map(({ title, from }) => [title, from])).toEqual([
      ['The Office (US)', 'the NFO'],
      ['The Office', '.plexmatch'],
      ['Office', '.plexmatch'],
    ]);
  });
});

describe('claims of albums', () => {
  test.each([
    [
      [
        { albumArtist: 'A', artist: 'B' },
        { albumArtist: 'A', artist: 'C' },
      ],
      'A',
    ],
    [[{ artist: 'B' }, { artist: 'B' }], 'B'],
    [[{ artist: 'B' }, { artist: 'C' }], 'Various Artists'],
    [[{ artist: 'B' }, { artist: 'B' }, { artist: 'B' }, { artist: 'B feat. C' }], 'B'],
    [[{}], undefined],
  ])('artist of %j is %s', (tags, expected) => {
    expect(albumArtist(tags.map((tag, index) => tagsOf(String(index), tag)))).toBe(expected);
  });

  test('tracks: tags before names', () => {
    const files = [
      mainFile('1', { trackTitle: 'From name', track: 3, disc: 2 }),
      mainFile('2', { title: 'Only title' }),
      { ...mainFile('x'), role: 'other' as const },
    ];
    const tags = [tagsOf('1', { title: 'From tag', track: 1, duration: 100 })];
    expect(trackClaims(input(group('album', {}, files), { tags }))).toEqual([
      { relativePath: '1', title: 'From tag', track: 1, disc: 2, duration: 100 },
      { relativePath: '2', title: 'Only title' },
    ]);
  });

  test.each([
    ['1997', 1997],
    ['1997-05', 1997],
    ['97', undefined],
    ['0000-00-00', undefined],
    [undefined, undefined],
  ])('year of %s is %s', (date, year) => {
    expect(yearOf(date)).toBe(year);
  });

  test('mostCommon prefers the first of equals and passes over what is not there', () => {
    expect(mostCommon(['b', 'a', undefined, 'a', 'b', ''])).toBe('b');
    expect(mostCommon([])).toBeUndefined();
  });
});

describe('pins', () => {
  const pin = (kind: Pin['kind'], value: string, source: Pin['source']): Pin => ({ kind, value, source, text: '' });

  test('are those of the work, each once, by rank', () => {
    const pins = [
      pin('imdb', 'tt1', 'folder-name'),
      pin('tmdb', '1', 'file-name'),
      pin('anidb', '5', 'plexmatch'),
      pin('tmdb', '', 'plexmatch'),
    ];
    const of = input(group('movie', {}, undefined, pins), {
      nfo: [
        nfo('movie', { ids: { tmdb: '1', tvdb: '7', imdb: 'tt1' }, defaultId: 'tvdb' }),
        nfo('episodedetails', { ids: { tmdb: '99' } }),
      ],
    });
    expect(collectPins(of).map(({ kind, value, source }) => `${kind} ${value} ${source}`)).toEqual([
      'tmdb 1 file-name',
      'imdb tt1 folder-name',
      'tvdb 7 nfo',
    ]);
  });

  test('ids of an album’s recordings pin nothing, and movies have no tags', () => {
    const tags = [tagsOf('1', { ids: { 'musicbrainz-recording': 'x', 'musicbrainz-release': 'r' } })];
    expect(collectPins(input(group('album', {}, []), { tags })).map(({ kind }) => kind)).toEqual([
      'musicbrainz-release',
    ]);
    expect(collectPins(input(group('movie'), { tags }))).toEqual([]);
  });

  test('several NFOs of only an address in a series are of its episodes', () => {
    const address = (tvdb: string) => nfo('url-only', { ids: { tvdb } });
    expect(collectPins(input(group('series'), { nfo: [address('1'), address('2')] }))).toEqual([]);
    expect(collectPins(input(group('series'), { nfo: [address('1')] }))).toHaveLength(1);
  });

  test('a person’s silence the others, and contradictions are found by kind', () => {
    const pins = [pin('tmdb', '1', 'folder-name'), pin('tmdb', '2', 'person'), pin('imdb', 'tt1', 'nfo')];
    expect(collectPins(input(group('movie', {}, undefined, pins)))).toEqual([pins[1]]);
    expect(contradiction(pins)).toEqual([pins[0], pins[1]]);
    expect(
      contradiction([pin('tmdb', '1', 'nfo'), pin('imdb', 'tt1', 'nfo'), pin('tmdb', '1', 'plexmatch')]),
    ).toBeUndefined();
  });

  test('tags narrow a search by the album artist they agree on', () => {
    const tags = (...ids: string[]) => ({
      tags: ids.map((albumArtistMbid, index) => tagsOf(String(index), { albumArtistMbid })),
    });
    expect(narrowingIds(input(group('album'), tags('a', 'a')))).toEqual({ 'musicbrainz-artist': 'a' });
    expect(narrowingIds(input(group('album'), tags('a', 'b')))).toEqual({});
    expect(narrowingIds(input(group('movie'), tags('a')))).toEqual({});
  });
});
