import { describe, expect, test } from 'vitest';
import { linkFiles } from '../../src/identify/links.ts';
import type { FieldValues } from '../../src/model/fields.ts';
import type { FileTags } from '../../src/model/media.ts';
import type { Position, SourceRecord } from '../../src/model/records.ts';
import { group, located, mainFile, record, tagsOf } from './support.ts';

type Reading = NonNullable<Parameters<typeof mainFile>[1]>;

function episode(season: number, number: number, values: FieldValues = {}): SourceRecord {
  return record({ kind: 'episode', providerId: `${season}x${number}`, position: { season, episode: number }, values });
}

function show(...seasons: readonly (readonly SourceRecord[])[]): SourceRecord {
  const children = seasons.map((episodes) => {
    const season = episodes[0]?.position?.season ?? 0;
    return record({ kind: 'season', position: { season }, children: episodes });
  });
  return record({ kind: 'series', children });
}

function link(reading: Reading, ...records: readonly SourceRecord[]): readonly Position[] | undefined {
  return linkFiles({ group: group('series', {}, [mainFile('f.mkv', reading)]), records, tags: [] }).get('f.mkv');
}

describe('series', () => {
  const tree = show(
    [episode(0, 1, { title: 'The Unaired Pilot' }), episode(0, 2, { title: 'Christmas Special' })],
    [
      episode(1, 1, { releaseDate: '2020-01-01' }),
      episode(1, 2, { releaseDate: '2020-01-08', title: 'Morning' }),
      episode(1, 3, { releaseDate: '2020-01-08', title: 'Evening' }),
    ],
    [episode(2, 1, { absoluteNumber: 40 }), episode(2, 2)],
  );

  test.each<[string, Reading, readonly Position[]]>([
    ['S01E02', { season: 1, episodes: [2] }, [{ season: 1, episode: 2 }]],
    [
      'a double episode',
      { season: 1, episodes: [1, 2] },
      [
        { season: 1, episode: 1 },
        { season: 1, episode: 2 },
      ],
    ],
    ['an episode without a season', { episodes: [3] }, [{ season: 1, episode: 3 }]],
    ['an episode that nobody lists', { season: 1, episodes: [9] }, [{ season: 1, episode: 9 }]],
    ['a listed absolute number', { absolute: [40] }, [{ season: 2, episode: 1 }]],
    ['a counted absolute number', { absolute: [5] }, [{ season: 2, episode: 2 }]],
    ['an absolute number in a season folder', { season: 2, absolute: [2] }, [{ season: 2, episode: 2 }]],
    ['an absolute number beyond the last', { absolute: [99] }, [{ absolute: 99 }]],
    ['an air date', { date: '2020-01-01' }, [{ season: 1, episode: 1 }]],
    ['an air date of two, by title', { date: '2020-01-08', episodeTitle: 'Evening' }, [{ season: 1, episode: 3 }]],
    ['an air date of two, untold', { date: '2020-01-08' }, [{ airDate: '2020-01-08' }]],
    ['an air date that nobody lists', { date: '2021-01-01' }, [{ airDate: '2021-01-01' }]],
    ['a special by title', { season: 0, episodeTitle: 'Christmas Special' }, [{ season: 0, episode: 2 }]],
    [
      'a special by title against a number that nobody lists',
      { season: 0, episodes: [77], episodeTitle: 'Christmas Special' },
      [{ season: 0, episode: 2 }],
    ],
    ['a special of a title that nobody lists', { season: 0, episodeTitle: 'Making of' }, []],
    [
      'another reading that means an episode',
      {
        season: 10,
        episodes: [2],
        alternatives: [
          { weight: 0.05, rule: 'r', season: 1, episodes: [1] },
          { weight: 0.5, rule: 'r', season: 1, episodes: [2] },
        ],
      },
      [{ season: 1, episode: 2 }],
    ],
    [
      'another reading by absolute number',
      { season: 4, episodes: [0], alternatives: [{ weight: 0.5, rule: 'r', season: null, absolute: [40] }] },
      [{ season: 2, episode: 1 }],
    ],
    ['nothing', {}, []],
  ])('%s', (_, reading, expected) => {
    expect(link(reading, tree)).toEqual(expected);
  });

  test('without any tree the name is believed', () => {
    expect(link({ season: 3, episodes: [4] })).toEqual([{ season: 3, episode: 4 }]);
    expect(link({ absolute: [7] })).toEqual([{ absolute: 7 }]);
    expect(link({ date: '2020-01-01' })).toEqual([{ airDate: '2020-01-01' }]);
    expect(link({ episodeTitle: 'Pilot' })).toEqual([]);
  });

  test('absolute numbers are not counted over seasons with a gap', () => {
    expect(link({ absolute: [2] }, show([episode(2, 1), episode(2, 2)]))).toEqual([{ absolute: 2 }]);
  });

  test('a title that two specials have tells nothing', () => {
    const twins = show([episode(0, 1, { title: 'Special' }), episode(0, 2, { title: 'Special' })]);
    expect(link({ season: 0, episodeTitle: 'Special' }, twins)).toEqual([]);
  });

  test('sources complete each other: one lists the date, another the title', () => {
    const dated = show([
      episode(1, 1, { releaseDate: '2020-01-08', title: 'Un' }),
      episode(1, 2, { releaseDate: '2020-01-08' }),
    ]);
    const titled = show([episode(1, 1, { title: 'One' })]);
    expect(link({ date: '2020-01-08', episodeTitle: 'One' }, dated, titled)).toEqual([{ season: 1, episode: 1 }]);
  });

  test('Sonarr’s word for a file outranks its name', () => {
    const sonarr = located({ tvdb: '1' }, {}, [
      { relativePath: 'Show/F.mkv', season: 5, episodes: [6, 7] },
      { relativePath: 'Show/g.mkv' },
    ]);
    const second = located({ tvdb: '1' }, {}, [{ relativePath: 'Show/f.mkv', season: 1, episodes: [1] }]);
    const of = group('series', {}, [
      mainFile('Show/f.mkv', { season: 1, episodes: [1] }),
      mainFile('Show/g.mkv', { season: 1, episodes: [2] }),
    ]);
    const links = linkFiles({ group: of, located: [sonarr, second], records: [], tags: [] });
    expect([...links.values()]).toEqual([
      [
        { season: 5, episode: 6 },
        { season: 5, episode: 7 },
      ],
      [{ season: 1, episode: 2 }],
    ]);
  });

  test('a file without a reading is of the series itself', () => {
    const { reading: _, ...file } = mainFile('f.mkv');
    expect(linkFiles({ group: group('series', {}, [file]), records: [], tags: [] }).get('f.mkv')).toEqual([]);
  });
});

test('files of a movie are the movie; sidecars are linked to nothing', () => {
  const files = [mainFile('a.mkv'), mainFile('b.mkv'), { ...mainFile('a.srt'), role: 'subtitle' as const }];
  expect([...linkFiles({ group: group('movie', {}, files), records: [], tags: [] })]).toEqual([
    ['a.mkv', []],
    ['b.mkv', []],
  ]);
});

describe('albums', () => {
  const track = (disc: number, number: number, title: string, seconds: number, recording?: string): SourceRecord =>
    record({
      kind: 'track',
      position: { disc, track: number },
      values: { title, duration: seconds * 1000 },
      ids: recording === undefined ? {} : { 'musicbrainz-recording': recording },
    });
  const release = (...children: SourceRecord[]) => record({ kind: 'release', children });
  const twoDiscs = release(
    track(1, 1, 'Airbag', 284, 'rec-1'),
    track(1, 2, 'Karma Police', 261, 'rec-2'),
    track(2, 1, 'Lull', 147, 'rec-1'),
    track(2, 2, 'Polyethylene', 262),
  );

  function links(files: readonly [string, Partial<FileTags> | undefined, Reading?][], ...records: SourceRecord[]) {
    const of = group(
      'album',
      {},
      files.map(([path, , reading]) => mainFile(path, reading)),
    );
    const tags = files.flatMap(([path, tag]) => (tag === undefined ? [] : [tagsOf(path, tag)]));
    return [...linkFiles({ group: of, records, tags }).values()].map((positions) =>
      positions.map(({ disc, track: number }) => `${disc}.${number}`).join(),
    );
  }

  test('by disc and track number of the tags', () => {
    expect(
      links(
        [
          ['a', { disc: 2, track: 1 }],
          ['b', { disc: 1, track: 2, title: 'Karma Police' }],
        ],
        twoDiscs,
      ),
    ).toEqual(['2.1', '1.2']);
  });

  test('by recording id, with the number where two tracks are one recording', () => {
    expect(
      links(
        [
          ['a', { ids: { 'musicbrainz-recording': 'rec-2' } }],
          ['b', { disc: 2, track: 1, ids: { 'musicbrainz-recording': 'rec-1' } }],
        ],
        twoDiscs,
      ),
    ).toEqual(['1.2', '2.1']);
  });

  test('by the number in the file name', () => {
    expect(links([['a', undefined, { disc: 2, track: 2 }]], twoDiscs)).toEqual(['2.2']);
  });

  test('a number without a disc tells only where there is one disc; else titles and durations do', () => {
    expect(links([['a', { track: 2 }]], release(track(1, 1, 'Airbag', 284), track(1, 2, 'Karma Police', 261)))).toEqual(
      ['1.2'],
    );
    expect(
      links(
        [
          ['a', { track: 1, title: 'Lull' }],
          ['b', { track: 1, title: 'Airbag' }],
        ],
        twoDiscs,
      ),
    ).toEqual(['2.1', '1.1']);
  });

  test('a number whose title is another track’s gives way to title and duration', () => {
    expect(
      links(
        [
          ['a', { disc: 1, track: 1, title: 'Karma Police' }],
          ['b', { disc: 1, track: 2, title: 'Airbag' }],
        ],
        twoDiscs,
      ),
    ).toEqual(['1.2', '1.1']);
  });

  test('by duration alone', () => {
    expect(
      links(
        [
          ['a', { duration: 148 }],
          ['b', { duration: 285 }],
        ],
        twoDiscs,
      ),
    ).toEqual(['2.1', '1.1']);
  });

  test('what fits no track is the album’s; a file that says nothing is not guessed', () => {
    expect(
      links(
        [
          ['a', { title: 'Hidden Noise', duration: 900 }],
          ['b', undefined],
        ],
        twoDiscs,
      ),
    ).toEqual(['', '']);
  });

  test('two files of one track are both linked to it', () => {
    expect(
      links(
        [
          ['a.flac', { disc: 1, track: 1 }],
          ['a.mp3', { disc: 1, track: 1 }],
        ],
        twoDiscs,
      ),
    ).toEqual(['1.1', '1.1']);
  });

  test('without any tree the numbers are believed', () => {
    expect(
      links([
        ['a', { track: 3 }],
        ['b', { track: 3, disc: 2 }],
        ['c', {}],
      ]),
    ).toEqual(['1.3', '2.3', '']);
    expect(links([['a', { track: 3 }]], record({ kind: 'release', children: [record({ kind: 'track' })] }))).toEqual([
      '1.3',
    ]);
  });
});
