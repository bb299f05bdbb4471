import { describe, expect, test } from 'vitest';
import { identifyGroup } from '../../src/identify/chain.ts';
import type { IdentifyInput, KnownIdentity } from '../../src/identify/types.ts';
import { newItemId } from '../../src/model/ids.ts';
import type { Pin } from '../../src/model/reading.ts';
import type { Sources } from '../../src/providers/port.ts';
import {
  album,
  group,
  input,
  located,
  mainFile,
  manager,
  movie,
  nfo,
  nothingKnown,
  series,
  source,
  sources,
  tagsOf,
} from './support.ts';

const signal = new AbortController().signal;
const alien = movie('348', 'Alien', 1979, { ids: { tmdb: '348', imdb: 'tt0078748' } });
const aliens = movie('679', 'Aliens', 1986, { ids: { tmdb: '679', imdb: 'tt0090605' } });

function identify(of: IdentifyInput, from: Partial<Sources>, known: KnownIdentity = nothingKnown) {
  return identifyGroup(of, sources(from), known, {}, signal);
}

function pin(kind: Pin['kind'], value: string, from: Pin['source'] = 'folder-name'): Pin {
  return { kind, value, source: from, text: `[${kind}-${value}] in the ${from}` };
}

const alienGroup = (pins: readonly Pin[] = []) => group('movie', { title: 'Alien', year: 1979 }, undefined, pins);

describe('by path', () => {
  const radarr = located({ tmdb: '348', radarr: '1' }, { providerId: '1', values: { title: 'Alien', year: 1979 } });

  test('an Arr that knows the path settles it, and nobody else is asked', async () => {
    const [arr, tmdb] = [manager({ located: radarr }), source([alien])];
    const { identification, located: found } = await identify(input(alienGroup()), {
      managers: [arr],
      metadata: [tmdb],
    });
    expect(identification).toMatchObject({
      outcome: 'matched',
      by: 'radarr',
      score: 1,
      ids: { tmdb: '348' },
      degraded: [],
    });
    expect(identification.reasons).toEqual(['radarr knows this path as "Alien" (1979, tmdb 348)']);
    expect(found).toEqual([radarr]);
    expect([arr.asked, tmdb.asked]).toEqual([['locate'], []]);
  });

  test('an Arr of another kind or library is not asked', async () => {
    const arrs = [manager({ located: radarr, groups: ['series'] }), manager({ located: radarr, covers: false })];
    const { identification } = await identify(input(alienGroup()), { managers: arrs });
    expect(identification.outcome).toBe('unmatched');
    expect(arrs.map(({ asked }) => asked)).toEqual([[], []]);
  });

  test('two Arrs that agree are both kept; one that disagrees is left out and named', async () => {
    const second = manager({ id: 'radarr-4k', located: located({ tmdb: '348' }) });
    const third = manager({ id: 'radarr-kids', located: located({ tmdb: '679' }, { providerId: '9' }) });
    const result = await identify(input(alienGroup()), { managers: [manager({ located: radarr }), second, third] });
    expect(result.located).toHaveLength(2);
    expect(result.identification.reasons.at(-1)).toBe(
      'radarr-kids takes this path for another work: "9" (tmdb 679); left out',
    );
  });

  test('a pin that says otherwise is named; a person’s pin outranks the path', async () => {
    const named = await identify(input(alienGroup([pin('tmdb', '679')])), { managers: [manager({ located: radarr })] });
    expect(named.identification).toMatchObject({ by: 'radarr', ids: { tmdb: '348' } });
    expect(named.identification.reasons).toContain('[tmdb-679] in the folder-name names another work than radarr');
    const byPerson = input(alienGroup([pin('tmdb', '679', 'person'), pin('imdb', 'tt0078748')]));
    const chosen = await identify(byPerson, {
      managers: [manager({ located: radarr })],
      metadata: [source([alien, aliens])],
    });
    expect(chosen.identification).toMatchObject({
      outcome: 'matched',
      by: 'pin',
      ids: { tmdb: '679', imdb: 'tt0090605' },
    });
  });

  test('a corrected match in the Arr replaces the stored identity', async () => {
    const stored = { itemId: newItemId(), ids: { tmdb: '679' } };
    const { identification } = await identify(input(alienGroup(), { stored }), {
      managers: [manager({ located: radarr })],
    });
    expect(identification).toMatchObject({ by: 'radarr', ids: { tmdb: '348' } });
    expect(identification.reasons).toContain('the store held another identity; the one of the path is taken');
  });

  test('an Arr that cannot be asked, or breaks, does not stop the others; the answer of another is certain', async () => {
    for (const arr of [manager({ down: true }), manager({ throws: true })]) {
      const { identification } = await identify(input(alienGroup()), { managers: [arr], metadata: [source([alien])] });
      expect(identification).toMatchObject({ outcome: 'matched', by: 'tmdb', degraded: [{ provider: 'radarr' }] });
    }
  });
});

describe('by store', () => {
  const stored = { itemId: newItemId(), ids: { tmdb: '348' } };

  test('the stored identity is kept without any request', async () => {
    const tmdb = source([aliens]);
    const { identification } = await identify(input(alienGroup(), { stored }), { metadata: [tmdb] });
    expect(identification).toMatchObject({ outcome: 'matched', by: 'store', ids: { tmdb: '348' } });
    expect(tmdb.asked).toEqual([]);
  });

  test('neither a source nor an Arr that is down changes it', async () => {
    const down = { managers: [manager({ down: true })], metadata: [source([], { down: ['search', 'resolve'] })] };
    const { identification } = await identify(input(alienGroup(), { stored }), down);
    expect(identification).toMatchObject({ outcome: 'matched', by: 'store', ids: { tmdb: '348' } });
  });

  test('a pin that has changed since re-links the group', async () => {
    const of = input(alienGroup([pin('tmdb', '679')]), { stored });
    const { identification } = await identify(of, { metadata: [source([alien, aliens])] });
    expect(identification).toMatchObject({ by: 'pin', ids: { tmdb: '679' } });
    expect(identification.reasons[0]).toBe('[tmdb-679] in the folder-name names another work than the stored one');
  });
});

describe('by pins', () => {
  test.each<[string, IdentifyInput, string]>([
    ['an id in a name', input(alienGroup([pin('tmdb', '348')])), 'resolve tmdb 348'],
    ['a foreign id in a name', input(alienGroup([pin('imdb', 'tt0078748')])), 'resolve imdb tt0078748'],
    [
      'an NFO',
      input(alienGroup(), { nfo: [nfo('movie', { ids: { imdb: 'tt0078748', tmdb: '348' }, defaultId: 'imdb' })] }),
      'resolve tmdb 348',
    ],
    [
      'an NFO of only an address',
      input(alienGroup(), { nfo: [nfo('url-only', { ids: { tmdb: '348' } })] }),
      'resolve tmdb 348',
    ],
  ])('%s settles it with one look-up and no search', async (_, of, asked) => {
    const tmdb = source([aliens, alien]);
    const { identification, candidate } = await identify(of, { metadata: [tmdb] });
    expect(identification).toMatchObject({
      outcome: 'matched',
      by: 'pin',
      score: 1,
      ids: { tmdb: '348', imdb: 'tt0078748' },
    });
    expect(candidate?.title).toBe('Alien');
    expect(tmdb.asked).toEqual([asked]);
  });

  test('an Arr that has the work in its list resolves a pin without a request', async () => {
    const arr = manager({ located: located({ tmdb: '348', imdb: 'tt0078748' }), knowsPath: false });
    const tmdb = source([alien]);
    const result = await identify(input(alienGroup([pin('imdb', 'tt0078748')])), { managers: [arr], metadata: [tmdb] });
    expect(result.identification).toMatchObject({ outcome: 'matched', by: 'pin', ids: { tmdb: '348' } });
    expect(result.located).toHaveLength(1);
    expect(tmdb.asked).toEqual([]);
  });

  test.each<[string, Pin[]]>([
    ['two ids of one kind', [pin('tmdb', '348'), pin('tmdb', '679', 'nfo')]],
    ['ids of two kinds, as a source knows them', [pin('tmdb', '348'), pin('imdb', 'tt0090605', 'nfo')]],
    ['foreign ids of two kinds', [pin('imdb', 'tt0078748'), pin('tvdb', '9')]],
  ])('%s that contradict each other are ambiguous', async (_, pins) => {
    const known = [{ ...alien, ids: { ...alien.ids, tvdb: '5' } }, aliens];
    const { identification } = await identify(input(alienGroup(pins)), { metadata: [source(known)] });
    expect(identification).toMatchObject({ outcome: 'ambiguous', ids: {} });
    expect(identification.reasons.join()).toContain('two ids contradict each other');
  });

  test('an Arr’s list shows that two ids contradict each other', async () => {
    const arr = manager({ located: located({ tmdb: '348', imdb: 'tt0078748' }), knowsPath: false });
    const pins = [pin('tmdb', '348'), pin('imdb', 'tt0090605')];
    expect((await identify(input(alienGroup(pins)), { managers: [arr] })).identification.outcome).toBe('ambiguous');
  });

  test.each<[string, Pin]>([
    ['that nobody knows', pin('imdb', 'tt9999999')],
    ['of its own kind that the source does not know', pin('tmdb', '1')],
    ['of a kind that no source resolves', pin('wikidata', 'Q1')],
  ])('a pin %s is ambiguous, never replaced by a search', async (_, unresolvable) => {
    const tmdb = source([alien]);
    const { identification } = await identify(input(alienGroup([unresolvable])), { metadata: [tmdb] });
    expect(identification).toMatchObject({ outcome: 'ambiguous', ids: {}, candidates: [] });
    expect(identification.reasons.at(-1)).toContain('no source can resolve');
    expect(tmdb.asked.filter((question) => question.startsWith('search'))).toEqual([]);
  });

  test('a foreign pin whose source is down is degraded, unless the store knows the id', async () => {
    const of = input(alienGroup([pin('imdb', 'tt0078748')]));
    const from = { metadata: [source([alien], { down: ['resolve'] })] };
    expect((await identify(of, from)).identification).toMatchObject({
      outcome: 'degraded',
      degraded: [{ provider: 'tmdb', reason: 'no answer within 10 s' }],
    });
    const known = { ...nothingKnown, itemByIds: async () => newItemId() };
    expect((await identify(of, from, known)).identification).toMatchObject({
      outcome: 'matched',
      by: 'pin',
      ids: { imdb: 'tt0078748' },
    });
  });

  test('an id of the source’s own kind holds while the source is down', async () => {
    const of = input(alienGroup([pin('tmdb', '348')]));
    const { identification } = await identify(of, { metadata: [source([alien], { down: ['resolve'] })] });
    expect(identification).toMatchObject({
      outcome: 'matched',
      by: 'pin',
      ids: { tmdb: '348' },
      degraded: [{ provider: 'tmdb' }],
    });
  });

  test('without any source for the kind, an id is believed', async () => {
    const of = input(alienGroup([pin('imdb', 'tt0078748')]));
    expect((await identify(of, {})).identification).toMatchObject({ outcome: 'matched', ids: { imdb: 'tt0078748' } });
  });

  test('the pin outranks what a source says of the same foreign id (R6)', async () => {
    const trees = series('1', 'Trees', 2006, { ids: { tmdb: '1', tvdb: '79357' } });
    const tmdb = { ...source([]), resolve: async () => ({ status: 'ok' as const, value: trees }) };
    const of = input(group('series', { title: 'Trees' }, undefined, [pin('tvdb', '81189')]));
    expect((await identify(of, { metadata: [tmdb] })).identification.ids).toEqual({ tmdb: '1', tvdb: '81189' });
  });

  test('an id that its own source merged into another is followed', async () => {
    const merged = movie('349', 'Alien', 1979);
    const tmdb = { ...source([]), resolve: async () => ({ status: 'ok' as const, value: merged }) };
    expect((await identify(input(alienGroup([pin('tmdb', '348')])), { metadata: [tmdb] })).identification.ids).toEqual({
      tmdb: '349',
    });
  });

  test('a second source resolves what the first does not know', async () => {
    const tvdb = source([series('121361', 'Thrones', 2011, { provider: 'tvdb', ids: { tvdb: '121361' } })], {
      id: 'tvdb',
    });
    const of = input(group('series', { title: 'Thrones' }, undefined, [pin('tvdb', '121361')]));
    const { identification } = await identify(of, { metadata: [source([]), tvdb] });
    expect(identification).toMatchObject({ outcome: 'matched', by: 'pin' });
    expect(identification.reasons[0]).toContain('tmdb does not know [tvdb-121361]');
  });

  test('MusicBrainz ids of tags and a bare id of a folder name pin an album', async () => {
    const release = album('r1', 'Radiohead', 'OK Computer');
    const metadata = () => [source([release], { groups: ['album'] })];
    const tagged = input(group('album', {}, [mainFile('1.flac')]), {
      tags: [tagsOf('1.flac', { ids: { 'musicbrainz-release': 'r1' } })],
    });
    expect((await identify(tagged, { metadata: metadata() })).identification).toMatchObject({
      by: 'pin',
      ids: { 'musicbrainz-release': 'r1' },
    });
    const bare = input(group('album', { album: 'OK Computer' }, [mainFile('1.flac')], [pin('mbid', 'r1')]));
    expect((await identify(bare, { metadata: metadata() })).identification).toMatchObject({
      by: 'pin',
      ids: { 'musicbrainz-release': 'r1' },
    });
    expect((await identify(bare, {})).identification.outcome).toBe('ambiguous');
  });
});

describe('by search', () => {
  test('an ordinary movie costs one search and nothing else', async () => {
    const tmdb = source([alien, aliens]);
    const { identification, candidate } = await identify(input(alienGroup()), { metadata: [tmdb] });
    expect(identification).toMatchObject({ outcome: 'matched', by: 'tmdb', score: 1, ids: { tmdb: '348' } });
    expect(candidate).toMatchObject({ providerId: '348' });
    expect(tmdb.asked).toEqual(['search Alien 1979']);
  });

  test('a year off is found by asking without the year', async () => {
    const tmdb = source([alien]);
    const { identification } = await identify(input(group('movie', { title: 'Alien', year: 1980 })), {
      metadata: [tmdb],
    });
    expect(identification).toMatchObject({ outcome: 'matched', score: 0.95 });
    expect(tmdb.asked).toEqual(['search Alien 1980', 'search Alien']);
  });

  test('two works of one title and no year are ambiguous, with both kept', async () => {
    const dunes = [movie('841', 'Dune', 1984), movie('438631', 'Dune', 2021)];
    const { identification } = await identify(input(group('movie', { title: 'Dune' })), { metadata: [source(dunes)] });
    expect(identification).toMatchObject({ outcome: 'ambiguous', ids: {} });
    expect(identification.candidates.map(({ providerId }) => providerId).sort()).toEqual(['438631', '841']);
  });

  test('what the first source finds ambiguous the second cannot settle by knowing only one', async () => {
    const dunes = [movie('841', 'Dune', 1984), movie('438631', 'Dune', 2021)];
    const second = source([movie('7', 'Dune', 2021, { provider: 'other', ids: { imdb: 'tt1160419' } })], {
      id: 'other',
    });
    const { identification } = await identify(input(group('movie', { title: 'Dune' })), {
      metadata: [source(dunes), second],
    });
    expect(identification.outcome).toBe('ambiguous');
  });

  test('another reading of the name is searched for too', async () => {
    const works = [movie('78', 'Blade Runner', 1982), movie('335984', 'Blade Runner 2049', 2017)];
    const tmdb = source(works);
    const name = {
      title: 'Blade Runner',
      year: 2049,
      alternatives: [{ weight: 0.6, rule: 'title.with-year', title: 'Blade Runner 2049', year: null }],
    };
    const { identification } = await identify(input(group('movie', name)), { metadata: [tmdb] });
    expect(identification).toMatchObject({ outcome: 'matched', ids: { tmdb: '335984' } });
    expect(tmdb.asked).toEqual(['search Blade Runner 2049', 'search Blade Runner 2049']);
  });

  test('a work known by another title is found by looking closer at the one of that year', async () => {
    const lives = movie('582', 'The Lives of Others', 2006);
    const tmdb = source([lives, movie('9', 'Leben', 1999)], {
      finds: () => true,
      full: { 582: { alternativeTitles: ['Das Leben der Anderen'] } },
    });
    const { identification } = await identify(input(group('movie', { title: 'Das Leben der Anderen', year: 2006 })), {
      metadata: [tmdb],
    });
    expect(identification).toMatchObject({ outcome: 'matched', ids: { tmdb: '582' } });
    expect(tmdb.asked).toEqual(['search Das Leben der Anderen 2006', 'complete 582']);
  });

  test('of several series with one title, season counts tell; at most five are looked at', async () => {
    const shows = [
      series('1', 'The Office', 2001),
      series('2', 'The Office', 2005),
      series('3', 'The Office', 2010),
      series('4', 'The Office', 2019),
    ];
    const full = { 1: { seasonCount: 2 }, 2: { seasonCount: 9 }, 3: { seasonCount: 1 }, 4: { seasonCount: 1 } };
    const of = input(group('series', { title: 'The Office' }, [mainFile('a.mkv', { season: 7, episodes: [1] })]));
    const three = source(shows.slice(0, 3), { full });
    expect((await identify(of, { metadata: [three] })).identification).toMatchObject({
      outcome: 'matched',
      ids: { tmdb: '2' },
    });
    expect(three.asked).toEqual(['search The Office', 'complete 1', 'complete 2', 'complete 3']);
    const many = [...shows, ...['5', '6', '7'].map((id) => series(id, 'The Office', 2020))];
    const six = source(many.slice(0, 6), { full });
    expect((await identify(of, { metadata: [six] })).identification.outcome).toBe('ambiguous');
    expect(six.asked).toEqual(['search The Office', ...[1, 2, 3, 4, 5].map((id) => `complete ${id}`)]);
  });

  test('what nobody knows is unmatched after few questions, and says whom it asked', async () => {
    const tmdb = source([]);
    const { identification } = await identify(input(group('movie', { title: 'Home Video', year: 2011 })), {
      metadata: [tmdb],
    });
    expect(identification).toMatchObject({ outcome: 'unmatched', candidates: [], degraded: [] });
    expect(identification.reasons).toEqual([
      'tmdb was asked for "Home Video" (2011): nothing',
      'tmdb was asked for "Home Video": nothing',
      'tmdb was asked for "Video" (2011): nothing',
      'tmdb was asked for "Home" (2011): nothing',
    ]);
    expect(tmdb.asked).toHaveLength(4);
  });

  test('a source that cannot be asked makes it degraded, once asked and no more', async () => {
    const tmdb = source([alien], { down: ['search'] });
    const { identification } = await identify(input(alienGroup()), { metadata: [tmdb] });
    expect(identification).toMatchObject({
      outcome: 'degraded',
      degraded: [{ provider: 'tmdb', reason: 'no answer within 10 s' }],
    });
    expect(tmdb.asked).toHaveLength(1);
  });

  test('a source that cannot look closer leaves it degraded rather than ambiguous', async () => {
    const dunes = [movie('841', 'Dune', 1984), movie('438631', 'Dune', 2021)];
    const tmdb = source(dunes, { down: ['complete'] });
    expect(
      (await identify(input(group('movie', { title: 'Dune' })), { metadata: [tmdb] })).identification.outcome,
    ).toBe('degraded');
  });

  test('without a source, or without a title, it is unmatched', async () => {
    expect((await identify(input(alienGroup()), {})).identification).toMatchObject({
      outcome: 'unmatched',
      reasons: ['no source to search for a movie'],
    });
    const tmdb = source([alien]);
    expect((await identify(input(group('movie')), { metadata: [tmdb] })).identification.outcome).toBe('unmatched');
    expect(tmdb.asked).toEqual([]);
  });

  test('hundreds of movies cost one request each', async () => {
    const works = Array.from({ length: 300 }, (_, index) =>
      movie(String(index), `Movie ${index} of Many`, 1900 + (index % 100)),
    );
    const tmdb = source(works, {
      finds: ({ title, year }, work) => work.year === year && work.title.startsWith(title.slice(0, 6)),
    });
    for (const { title, year } of works) {
      const { identification } = await identify(input(group('movie', { title, year: year ?? 0 })), {
        metadata: [tmdb],
      });
      expect(identification.outcome).toBe('matched');
    }
    expect(tmdb.asked).toHaveLength(300);
  });
});

describe('albums by search', () => {
  const ids = (release: string, of: string, artist = 'a1') => ({
    'musicbrainz-release': release,
    'musicbrainz-release-group': of,
    'musicbrainz-artist': artist,
  });
  const original = album('r1', 'Radiohead', 'OK Computer', { ids: ids('r1', 'g1'), year: 1997, trackCount: 2 });
  const deluxe = album('r2', 'Radiohead', 'OK Computer', { ids: ids('r2', 'g1'), year: 1997, trackCount: 3 });
  const full = {
    r1: {
      tracks: [
        { title: 'Airbag', duration: 284 },
        { title: 'Karma Police', duration: 261 },
      ],
    },
    r2: {
      tracks: [
        { title: 'Airbag', duration: 284 },
        { title: 'Karma Police', duration: 261 },
        { title: 'Lull', duration: 147 },
      ],
    },
  };
  const files = [mainFile('1.flac'), mainFile('2.flac')];
  const tags = [
    tagsOf('1.flac', { title: 'Airbag', artist: 'Radiohead', album: 'OK Computer', date: '1997-05-21', duration: 284 }),
    tagsOf('2.flac', { title: 'Karma Police', artist: 'Radiohead', album: 'OK Computer', date: '1997', duration: 262 }),
  ];

  test('by tags, with one search and one look at the track list', async () => {
    const mb = source([deluxe, original], { groups: ['album'], full });
    const { identification, candidate } = await identify(input(group('album', {}, files), { tags }), {
      metadata: [mb],
    });
    expect(identification).toMatchObject({ outcome: 'matched', by: 'musicbrainz', ids: ids('r1', 'g1') });
    expect(candidate?.tracks).toHaveLength(2);
    expect(mb.asked).toEqual(['search OK Computer 1997', 'complete r1']);
  });

  test('the artist id of the tags leaves out works of others', async () => {
    const cover = album('r9', 'Radiohead', 'OK Computer', { ids: ids('r9', 'g9', 'a9'), year: 1997, trackCount: 2 });
    const mb = source([cover, original], { groups: ['album'], full });
    const withArtist = tags.map((tag) => ({ ...tag, albumArtistMbid: 'a1' }));
    const { identification } = await identify(input(group('album', {}, files), { tags: withArtist }), {
      metadata: [mb],
    });
    expect(identification.ids['musicbrainz-release']).toBe('r1');
  });

  test('by folder and file names alone', async () => {
    const named = [
      mainFile('01 Airbag.flac', { track: 1, trackTitle: 'Airbag' }),
      mainFile('02 Karma Police.flac', { track: 2, trackTitle: 'Karma Police' }),
    ];
    const mb = source([original], { groups: ['album'], full });
    const { identification } = await identify(
      input(group('album', { artist: 'Radiohead', album: 'OK Computer' }, named)),
      { metadata: [mb] },
    );
    expect(identification.outcome).toBe('matched');
  });

  test('an edition that nobody looked at does not win by having less that differs', async () => {
    const unseen = ['r3', 'r4', 'r5'].map((id) =>
      album(id, 'Radiohead', 'OK Computer', { ids: ids(id, 'g1'), year: 1997, trackCount: 2 }),
    );
    const other = {
      tracks: [
        { title: 'Airbag', duration: 284 },
        { title: 'Karma Police', duration: 300 },
      ],
    };
    const mb = source([original, ...unseen], {
      groups: ['album'],
      full: { r1: other, r3: other, r4: other, r5: other },
    });
    const { identification } = await identify(input(group('album', {}, files), { tags }), { metadata: [mb] });
    expect(identification).toMatchObject({ outcome: 'matched', ids: { 'musicbrainz-release': 'r1' } });
    expect(mb.asked.filter((question) => question.startsWith('complete'))).toHaveLength(3);
  });

  test('a candidate that is gone when looked at closer stays as it was', async () => {
    const mb = {
      ...source([original], { groups: ['album'] }),
      complete: async () => ({ status: 'not-found' as const }),
    };
    expect(
      (await identify(input(group('album', {}, files), { tags }), { metadata: [mb] })).identification.outcome,
    ).toBe('matched');
  });

  test('tags of two releases in one folder are ambiguous', async () => {
    const mixed = tags.map((tag, index) => ({ ...tag, ids: { 'musicbrainz-release': `r${index}` } }));
    expect((await identify(input(group('album', {}, files), { tags: mixed }), {})).identification.outcome).toBe(
      'ambiguous',
    );
  });
});

describe('interruption', () => {
  test('an abort is thrown, before and while a source is asked', async () => {
    const controller = new AbortController();
    const of = input(alienGroup());
    const slow = {
      ...source([alien]),
      search: async () => {
        controller.abort(new Error('stop'));
        return { status: 'ok' as const, value: [alien] };
      },
    };
    await expect(identifyGroup(of, sources({ metadata: [slow] }), nothingKnown, {}, controller.signal)).rejects.toThrow(
      'stop',
    );
    await expect(
      identifyGroup(of, sources({ managers: [manager()] }), nothingKnown, {}, controller.signal),
    ).rejects.toThrow('stop');
  });
});

test('thresholds are the caller’s to set', async () => {
  const strict = { thresholds: { match: 0.01, margin: 0.1, perfectMargin: 0.04, plausible: 0.35 } };
  const of = input(group('movie', { title: 'Alien' }));
  const { identification } = await identifyGroup(
    of,
    sources({ metadata: [source([alien])] }),
    nothingKnown,
    strict,
    signal,
  );
  expect(identification.outcome).toBe('ambiguous');
});
