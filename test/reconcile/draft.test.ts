import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Credit, SourceRecord } from '../../src/model/records.ts';
import { sealRecord } from '../../src/model/seal.ts';
import { matchChildren } from '../../src/reconcile/children.ts';
import { creditLists } from '../../src/reconcile/credits.ts';
import { buildDraft } from '../../src/reconcile/draft.ts';
import { record } from '../identify/support.ts';

const unsealed = record({
  provider: 'tmdb',
  providerId: '348',
  ids: { tmdb: '348', imdb: 'tt0078748' },
  values: { title: 'Alien', year: 1979, tagline: '', genres: [] },
  images: [
    { kind: 'poster', url: 'https://image/1.jpg' },
    { kind: 'poster', url: 'https://image/1.jpg' },
  ],
});
const tmdb = sealRecord(unsealed);
const radarr = record({
  provider: 'radarr',
  providerId: '7',
  ids: { radarr: '7', tmdb: '999', imdb: 'tt1' },
  values: { title: 'Alien', added: '2020-01-01T00:00:00Z' },
  images: [
    { kind: 'poster', url: 'https://image/1.jpg' },
    { kind: 'backdrop', url: 'https://image/2.jpg' },
  ],
});
const name = record({
  provider: 'name',
  providerId: 'Alien (1979)',
  confidence: 0.4,
  values: { title: 'Alien', year: 1979 },
});

describe('buildDraft', () => {
  test('keeps every value with its provenance, and nothing that says nothing', () => {
    const draft = buildDraft([name, radarr, tmdb]);
    expect(draft.values.map(({ field, provider, providerId, value }) => [field, provider, providerId, value])).toEqual([
      ['added', 'radarr', '7', '2020-01-01T00:00:00Z'],
      ['title', 'name', 'Alien (1979)', 'Alien'],
      ['title', 'radarr', '7', 'Alien'],
      ['title', 'tmdb', '348', 'Alien'],
      ['year', 'name', 'Alien (1979)', 1979],
      ['year', 'tmdb', '348', 1979],
    ]);
    expect(draft.values[1]).toMatchObject({ confidence: 0.4, fetchedAt: name.fetchedAt, digest: name.digest });
  });

  test('of an id the word of the source that gives it out holds, else of the most trusted; identity outranks all', () => {
    expect(buildDraft([name, radarr, tmdb]).ids).toEqual({ tmdb: '348', imdb: 'tt1', radarr: '7' });
    expect(buildDraft([radarr, tmdb], { imdb: 'tt0078748' }).ids).toMatchObject({ imdb: 'tt0078748' });
    const release = record({ kind: 'release', provider: 'musicbrainz', ids: { 'musicbrainz-release': 'new' } });
    const tags = record({ kind: 'release', provider: 'tags', ids: { 'musicbrainz-release': 'old' } });
    expect(buildDraft([tags, release]).ids).toEqual({ 'musicbrainz-release': 'new' });
  });

  test('images of all sources, each address once a source order', () => {
    expect(buildDraft([tmdb, radarr]).images).toEqual([
      { kind: 'poster', url: 'https://image/1.jpg', provider: 'radarr' },
      { kind: 'backdrop', url: 'https://image/2.jpg', provider: 'radarr' },
    ]);
  });

  test('a record of another kind is no part of it; two of one source and id count once', () => {
    const stray = record({ provider: 'name', kind: 'series', values: { title: 'Alien Nation' } });
    expect(buildDraft([tmdb, tmdb, stray]).values).toHaveLength(2);
  });

  test('without any record there is nothing to build', () => {
    expect(() => buildDraft([])).toThrow('no record');
  });

  test('children of all sources are joined by their places', () => {
    const episode = (provider: string, season: number, number: number, title: string) =>
      record({ provider, kind: 'episode', position: { season, episode: number }, values: { title } });
    const tree = (provider: string, ...episodes: SourceRecord[]) =>
      record({
        provider,
        kind: 'series',
        children: [record({ provider, kind: 'season', position: { season: 1 }, children: episodes })],
      });
    const draft = buildDraft([
      tree('name', episode('name', 1, 2, 'Two?')),
      tree('tmdb', episode('tmdb', 1, 2, 'Two'), episode('tmdb', 1, 1, 'One')),
    ]);
    const [season] = draft.children;
    expect(season).toMatchObject({ kind: 'season', position: { season: 1 } });
    expect(
      season?.children.map(({ position, values }) => [position?.episode, values.map(({ value }) => value)]),
    ).toEqual([
      [1, ['One']],
      [2, ['Two?', 'Two']],
    ]);
  });

  test('parents are joined kind by kind, whichever source leaves one out', () => {
    const artist = (provider: string, title: string) => record({ provider, kind: 'artist', values: { title } });
    const full = record({
      provider: 'musicbrainz',
      kind: 'release',
      parent: record({
        provider: 'musicbrainz',
        kind: 'release-group',
        values: { title: 'Kid A' },
        parent: artist('musicbrainz', 'Radiohead'),
      }),
    });
    const short = record({ provider: 'nfo', kind: 'release', parent: artist('nfo', 'RADIOHEAD') });
    const draft = buildDraft([short, full]);
    expect(draft.parent).toMatchObject({ kind: 'release-group', parent: { kind: 'artist' } });
    expect(draft.parent?.parent?.values.map(({ value }) => value)).toEqual(['Radiohead', 'RADIOHEAD']);
    expect(buildDraft([short]).parent).toMatchObject({ kind: 'artist' });
  });

  test('the result does not depend on the order of the records', () => {
    const records = [tmdb, radarr, name];
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: 3 }), (shuffled) => {
        expect(buildDraft(shuffled)).toEqual(buildDraft(records));
      }),
    );
  });
});

describe('matchChildren', () => {
  const child = (provider: string, some: Partial<SourceRecord>) =>
    record({ provider, providerId: provider, kind: 'episode', ...some });
  const grouped = (...children: SourceRecord[]) =>
    matchChildren(children).map((group) => group.map(({ provider }) => provider).join('+'));

  test.each<[string, SourceRecord[], string[]]>([
    [
      'season and episode, in position or values',
      [
        child('a', { position: { season: 1, episode: 1 } }),
        child('b', { values: { seasonNumber: 1, episodeNumber: 1 } }),
      ],
      ['a+b'],
    ],
    [
      'another place is another child, whatever the id',
      [
        child('a', { position: { season: 1, episode: 1 }, ids: { tvdb: '1' } }),
        child('b', { position: { season: 1, episode: 2 }, ids: { tvdb: '1' } }),
      ],
      ['a', 'b'],
    ],
    [
      'absolute number where there is no place',
      [
        child('n', { position: { absolute: 5 } }),
        child('a', { position: { season: 2, episode: 1 }, values: { absoluteNumber: 5 } }),
      ],
      ['a+n'],
    ],
    [
      'air date where there is no place',
      [
        child('n', { position: { airDate: '2020-01-01' } }),
        child('a', { position: { season: 2, episode: 1 }, values: { releaseDate: '2020-01-01' } }),
      ],
      ['a+n'],
    ],
    [
      'id where there is no place',
      [child('n', { ids: { tvdb: '1' } }), child('a', { position: { season: 1, episode: 1 }, ids: { tvdb: '1' } })],
      ['a+n'],
    ],
    ['nothing in common', [child('n', {}), child('m', {})], ['m', 'n']],
    [
      'tracks by disc and number',
      [
        child('a', { kind: 'track', position: { track: 1 } }),
        child('b', { kind: 'track', position: { disc: 1, track: 1 } }),
        child('c', { kind: 'track', position: { disc: 2, track: 1 } }),
      ],
      ['b+a', 'c'],
    ],
    [
      'order by place, numbers as numbers, the unplaced last',
      [
        child('x', {}),
        child('b', { position: { season: 1, episode: 10 } }),
        child('a', { position: { season: 1, episode: 9 } }),
      ],
      ['a', 'b', 'x'],
    ],
  ])('%s', (_, children, expected) => {
    expect(grouped(...children).map((group) => group.split('+').sort().join('+'))).toEqual(
      expected.map((group) => group.split('+').sort().join('+')),
    );
  });
});

describe('creditLists', () => {
  const credit = (some: Partial<Credit>): Credit => ({
    name: 'Sigourney Weaver',
    department: 'cast',
    order: 0,
    ids: {},
    ...some,
  });
  const director = credit({ name: 'Ridley Scott', department: 'directing', job: 'Director' });
  const nfo = record({ provider: 'nfo', credits: [credit({ character: 'Ripley' })] });
  const whole = record({ provider: 'tmdb', credits: [director, credit({})] });
  const kept = (...records: SourceRecord[]) => creditLists(records).map(({ provider }) => provider);

  test('the whole list of the first source that has a cast', () => {
    const onlyCrew = record({ provider: 'tmdb', credits: [director] });
    expect(kept(nfo, onlyCrew)).toEqual(['nfo', 'tmdb']);
    expect(kept(name, onlyCrew)).toEqual(['tmdb']);
    expect(kept(nfo, whole)).toEqual(['tmdb']);
    expect(kept(name)).toEqual([]);
    expect(kept()).toEqual([]);
  });

  test('of a sidecar that locks its cast also the list that holds without it', () => {
    const locked = { ...nfo, locked: ['cast'] } as const;
    const omdb = record({ provider: 'omdb', credits: [credit({})] });
    expect(kept(omdb, whole, locked)).toEqual(['nfo', 'tmdb']);
    expect(creditLists([whole, locked]).map(({ rank }) => rank)).toEqual(
      creditLists([whole, locked])
        .map(({ rank }) => rank)
        .toSorted((one, other) => one - other),
    );
  });

  test('cast first, by billing; a person once a character or job', () => {
    const credits = [
      director,
      credit({ name: 'Tom Skerritt', character: 'Dallas', order: 1 }),
      credit({ character: 'Ripley', order: 0, ids: { 'tmdb-person': '10205' } }),
      credit({ name: 'S. Weaver', character: 'RIPLEY', order: 5, ids: { 'tmdb-person': '10205' } }),
      credit({ character: 'Another', order: 6, ids: { 'tmdb-person': '10205' } }),
      { ...director, order: 9 },
    ];
    const [list] = creditLists([record({ credits })]);
    expect(list?.credits.map((each) => [each.name, each.character ?? each.job])).toEqual([
      ['Sigourney Weaver', 'Ripley'],
      ['Tom Skerritt', 'Dallas'],
      ['Sigourney Weaver', 'Another'],
      ['Ridley Scott', 'Director'],
    ]);
  });
});
