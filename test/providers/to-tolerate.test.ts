import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RESOURCES, type ResourceName } from './answers/resources.ts';

/** One test for each thing that real answers were seen to do, called after it. Those of the Arr services: `arr/to-tolerate.test.ts`. */
const FACTS = new URL('../../../shared/api/FACTS.md', import.meta.url);
const ARR_TESTS = new URL('./arr/to-tolerate.test.ts', import.meta.url);

const text = (as: ResourceName, answer: unknown): string => JSON.stringify(RESOURCES[as].read(answer));
/** Nothing becomes of the members: the answer is as good as without them. */
const saysNothing = (as: ResourceName, base: object, ...members: readonly object[]): void => {
  for (const each of members) expect(text(as, { ...base, ...each })).toBe(text(as, base));
};
const says = (as: ResourceName, answer: unknown, ...parts: readonly string[]): void => {
  for (const part of parts) expect(text(as, answer)).toContain(part);
};
const hasNot = (as: ResourceName, answer: unknown, part: string): void => expect(text(as, answer)).not.toContain(part);

const MOVIE = { id: 1, title: 'M' };
const SHOW = { id: 1, name: 'S' };
const season = (members: object) => ({ ...SHOW, 'season/1': { season_number: 1, ...members } });
const episode = (members: object) => season({ episodes: [{ episode_number: 1, ...members }] });
const series = (members: object) => ({ data: { id: 1, name: 'S', ...members } });
const page = (members: object) => ({ data: { episodes: [{ id: 1, number: 1, seasonNumber: 1, ...members }] } });
const omdb = (members: object) => ({ Response: 'True', imdbID: 'tt0000001', Title: 'T', ...members });
const RELEASE = { id: 'r', title: 'R' };
const found = (members: object) => ({ releases: [{ ...RELEASE, ...members }] });
const track = (members: object) => ({
  ...RELEASE,
  media: [{ position: 1, tracks: [{ id: 't', position: 1, ...members }] }],
});
const artist = (members: object) => ({
  ...RELEASE,
  'artist-credit': [{ name: 'A', artist: { id: 'a', name: 'A', ...members } }],
});
const cover = (members: object) => ({ images: [{ image: 'https://e.test/1.jpg', front: true, ...members }] });
const heard = (recordings: unknown) => ({ status: 'ok', results: [{ id: 'f', score: 0.9, recordings }] });
const onRelease = (members: object) => [
  { id: 'x', releasegroups: [{ id: 'g', title: 'G', releases: [{ id: 'r', ...members }] }] },
];
const album = (members: object) => ({ album: { name: 'L', ...members } });
const picture = { url: 'https://e.test/1.jpg' };

type Items = Readonly<Record<string, () => void>>;

const ITEMS: Readonly<Record<string, Items>> = {
  'TMDb, API v3': {
    '`poster_path`, `backdrop_path`, `still_path`, `profile_path`, `logo_path` null though the specification says string':
      () => {
        saysNothing('tmdbMovie', MOVIE, { poster_path: null, backdrop_path: null });
        expect(text('tmdbShow', episode({ still_path: null }))).toBe(text('tmdbShow', episode({})));
        const cast = (members: object) => ({ ...MOVIE, credits: { cast: [{ name: 'P', ...members }], crew: [] } });
        expect(text('tmdbMovie', cast({ profile_path: null }))).toBe(text('tmdbMovie', cast({})));
        says('tmdbShow', { ...SHOW, networks: [{ name: 'N', logo_path: null }] }, '"networks":["N"]');
      },
    '`imdb_id` null or `""`': () => saysNothing('tmdbMovie', MOVIE, { imdb_id: null }, { imdb_id: '' }),
    '`release_date`, `first_air_date` `""`, and `air_date` null or `""`': () => {
      saysNothing('tmdbMovie', MOVIE, { release_date: '' });
      saysNothing('tmdbShow', SHOW, { first_air_date: '' });
      for (const air_date of [null, ''])
        expect(text('tmdbShow', episode({ air_date }))).toBe(text('tmdbShow', episode({})));
    },
    '`overview`, `tagline`, `homepage` `""` or null': () =>
      saysNothing(
        'tmdbMovie',
        MOVIE,
        { overview: '', tagline: null },
        { overview: null, tagline: '' },
        { homepage: '' },
        { homepage: null },
      ),
    '`runtime` 0 or null': () => saysNothing('tmdbMovie', MOVIE, { runtime: 0 }, { runtime: null }),
    '`episode_run_time` `[]`': () => saysNothing('tmdbShow', SHOW, { episode_run_time: [] }),
    '`certification` `""`': () => {
      const dates = (certification: string) => ({
        release_dates: { results: [{ iso_3166_1: 'US', release_dates: [{ certification, type: 3 }] }] },
      });
      saysNothing('tmdbMovie', MOVIE, dates(''));
      says('tmdbMovie', { ...MOVIE, ...dates('R') }, '"value":"R"');
    },
    '`iso_639_1` of an image null (no text on it)': () => {
      const posters = [{ file_path: '/a.jpg', iso_639_1: null }];
      says(
        'tmdbMovie',
        { ...MOVIE, images: { posters } },
        '{"kind":"poster","url":"https://pictures.test/original/a.jpg"}',
      );
    },
    '`belongs_to_collection` null': () => saysNothing('tmdbMovie', MOVIE, { belongs_to_collection: null }),
    '`release_date` absent from search hits': () => {
      says('tmdbMovieSearch', { results: [MOVIE] }, '"title":"M"');
      hasNot('tmdbMovieSearch', { results: [MOVIE] }, 'year');
    },
    'the member is really named `"watch/providers"`': () =>
      says(
        'tmdbMovie',
        { ...MOVIE, 'watch/providers': { results: { US: { buy: [{ provider_name: 'Shop' }] } } } },
        '"names":["Shop"]',
      ),
    'seasons have an additional `_id`': () =>
      expect(text('tmdbShow', season({ _id: '5256c89f19c2956ff6046d47' }))).toBe(text('tmdbShow', season({}))),
    'appended members are not in the specification of the detail answer': () =>
      says('tmdbMovie', { ...MOVIE, keywords: { keywords: [{ id: 1, name: 'space' }] } }, '"tags":["space"]'),
    '`next_episode_to_air` null': () => says('tmdbShow', { ...SHOW, next_episode_to_air: null }, '"title":"S"'),
    'numbers such as `vote_average` integer or fraction': () => {
      says('tmdbMovie', { ...MOVIE, vote_average: 7, vote_count: 1 }, '"value":7,');
      says('tmdbMovie', { ...MOVIE, vote_average: 7.25, vote_count: 1 }, '"value":7.25,');
    },
  },
  'TheTVDB, API v4': {
    'null nearly everywhere the specification says string or list (`characters[].name`, `.image`, `.aliases`, `companies.*`, `tagOptions`, `artworks[].language`, `status.name`, `finaleType`, `episodes`, `seasonTypes[].alternateName`)':
      () => {
        const nothing = {
          companies: null,
          tagOptions: null,
          status: { name: null },
          episodes: null,
          aliases: null,
          characters: null,
        };
        expect(text('tvdbSeries', series(nothing))).toBe(text('tvdbSeries', series({})));
        const characters = [{ name: null, image: null, aliases: null, personName: 'P', peopleType: 'Actor' }];
        says('tvdbSeries', series({ characters }), '"name":"P"');
        says(
          'tvdbSeries',
          series({ artworks: [{ image: 'https://e.test/p.jpg', type: 2, language: null }] }),
          '{"kind":"poster","url":"https://e.test/p.jpg"}',
        );
        says(
          'tvdbSeries',
          series({ seasonTypes: [{ id: 1, name: 'Aired', type: 'official', alternateName: null }] }),
          '"kind":"aired"',
        );
        expect(text('tvdbEpisodes', page({ finaleType: null }))).toBe(text('tvdbEpisodes', page({})));
        const movie = {
          data: { id: 1, name: 'M', companies: { studio: [{ name: null, companyType: null }], network: null } },
        };
        hasNot('tvdbMovie', movie, 'studios');
      },
    'members not in the specification (`primary_type`, `companyType`, `contentRatings[].fullname`, `absoluteNumber`)':
      () => {
        says('tvdbSearch', { data: [{ tvdb_id: '1', name: 'S', primary_type: 'series' }] }, '"title":"S"');
        says(
          'tvdbSeries',
          series({ companies: [{ name: 'C', companyType: { companyTypeName: 'Studio' } }] }),
          '"studios":["C"]',
        );
        says(
          'tvdbSeries',
          series({ contentRatings: [{ name: '16', country: 'deu', fullname: 'FSK 16' }] }),
          '{"country":"DE","value":"16"}',
        );
        says('tvdbEpisodes', page({ absoluteNumber: 27 }), '"absoluteNumber":27');
      },
    'ids of three forms: search `id` `"series-421069"`, search `tvdb_id` `"421069"`, record `id` 421069': () => {
      says('tvdbSearch', { data: [{ id: 'series-421069', tvdb_id: '421069', name: 'S' }] }, '"providerId":"421069"');
      says('tvdbSeries', series({ id: 421069 }), '"providerId":"421069"');
    },
    '`year` a string': () => says('tvdbSeries', series({ year: '2019' }), '"year":2019'),
    '`nextAired` `""`': () =>
      expect(text('tvdbSeries', series({ nextAired: '' }))).toBe(text('tvdbSeries', series({}))),
    '`isMovie` 0/1': () => {
      for (const isMovie of [0, 1])
        expect(text('tvdbEpisodes', page({ isMovie }))).toBe(text('tvdbEpisodes', page({})));
    },
    '`companies` an object in a season but a list in a series': () => {
      const company = { name: 'C', companyType: { companyTypeName: 'Studio' } };
      for (const companies of [[company], { studio: [company], network: [] }]) {
        says('tvdbSeries', series({ companies }), '"studios":["C"]');
      }
    },
    '`score` without meaning across kinds': () =>
      expect(text('tvdbSeries', series({ score: 120_000 }))).toBe(text('tvdbSeries', series({}))),
  },
  OMDb: {
    'every value a string, `"N/A"` for none': () => {
      const none = {
        Year: 'N/A',
        Rated: 'N/A',
        Released: 'N/A',
        Runtime: 'N/A',
        Genre: 'N/A',
        Director: 'N/A',
        Actors: 'N/A',
        Plot: 'N/A',
        Poster: 'N/A',
        Metascore: 'N/A',
        imdbRating: 'N/A',
        imdbVotes: 'N/A',
        Website: 'N/A',
      };
      expect(text('omdbWork', omdb(none))).toBe(text('omdbWork', omdb({})));
    },
    '`Year` `"1978–1991"` or `"2019–"` (en dash)': () => {
      says('omdbWork', omdb({ Year: '1978–1991' }), '"year":1978');
      says('omdbWork', omdb({ Year: '2019–' }), '"year":2019');
    },
    '`imdbVotes` `"858,780"`': () =>
      says('omdbWork', omdb({ imdbRating: '7.1', imdbVotes: '858,780' }), '"votes":858780'),
    '`Runtime` `"143 min"`': () => says('omdbWork', omdb({ Runtime: '143 min' }), '"runtime":143'),
    '`Released` `"14 Jun 2013"`': () =>
      says('omdbWork', omdb({ Released: '14 Jun 2013' }), '"releaseDate":"2013-06-14"'),
    '`totalResults` a string': () =>
      says('omdbSearch', { Response: 'True', totalResults: '60', Search: [omdb({})] }, '"imdbID":"tt0000001"'),
    '`Ratings[].Value` in three notations (`7.1/10`, `56%`, `55/100`)': () => {
      const sources = { 'Internet Movie Database': '7.1/10', 'Rotten Tomatoes': '56%', Metacritic: '55/100' };
      const Ratings = Object.entries(sources).map(([Source, Value]) => ({ Source, Value }));
      says(
        'omdbWork',
        omdb({ Ratings }),
        '"imdb","value":7.1',
        '"rottentomatoes","value":5.6',
        '"metacritic","value":5.5',
      );
    },
    '`Response` `"True"`/`"False"` strings': () =>
      expect(RESOURCES.omdbWork.read({ Response: 'False', Error: 'Incorrect IMDb ID.' })).toEqual({
        refused: 'Incorrect IMDb ID.',
      }),
    'the last page may be short': () =>
      expect(RESOURCES.omdbSearch.read({ Response: 'True', totalResults: '51', Search: [omdb({})] })).toHaveLength(1),
  },
  'MusicBrainz, WS/2': {
    'the same member differs between search and lookup: `video` null or boolean': () => {
      for (const video of [null, false])
        says('mbRelease', track({ recording: { id: 'x', title: 'T', video } }), '"tracks":[{"title":"T"}]');
      hasNot('mbRelease', track({ recording: { id: 'x', title: 'T', video: true } }), '"tracks":');
    },
    '`gender` `"male"` or `"Male"`': () => {
      for (const gender of ['male', 'Male'])
        expect(text('mbRelease', artist({ gender }))).toBe(text('mbRelease', artist({})));
    },
    '`life-span.ended` null or boolean': () => {
      for (const ended of [null, true]) {
        expect(text('mbRelease', artist({ 'life-span': { ended } }))).toBe(text('mbRelease', artist({})));
      }
    },
    'search `media[]` has no `position` but `disc-count`, and `track` (with an offset) for `tracks`': () => {
      const media = [
        { format: 'CD', 'disc-count': 2, 'track-count': 9, 'track-offset': 3, track: [{ id: 't', number: '4' }] },
        { format: 'CD', 'disc-count': 1, 'track-count': 8 },
      ];
      says('mbReleases', found({ media }), '"mediaFormat":"2×CD"', '"discTotal":2', '"trackTotal":17');
    },
    '`date` absent, `""`, `"1977"`, `"1977-02"` or full': () => {
      saysNothing('mbRelease', RELEASE, { date: '' }, { date: null });
      for (const date of ['1977', '1977-02', '1977-02-04']) {
        says('mbRelease', { ...RELEASE, date }, `"releaseDate":"${date}"`, '"year":1977');
      }
    },
    '`release-events[].area` null': () =>
      saysNothing('mbRelease', RELEASE, { 'release-events': [{ date: '1977', area: null }] }),
    '`length`, `barcode`, `packaging`, `status`, `country`, `label`, `catalog-number`, `type-id` null': () => {
      saysNothing('mbRelease', RELEASE, { barcode: null, packaging: null, status: null, country: null });
      saysNothing('mbRelease', RELEASE, { 'label-info': [{ label: null, 'catalog-number': null }] });
      expect(text('mbRelease', track({ length: null }))).toBe(text('mbRelease', track({})));
      expect(text('mbRelease', artist({ 'type-id': null }))).toBe(text('mbRelease', artist({})));
    },
    '`score` is a number': () => expect(text('mbReleases', found({ score: 100 }))).toBe(text('mbReleases', found({}))),
    '`first-release-date` `""`': () => {
      const group = (members: object) => ({ ...RELEASE, 'release-group': { id: 'g', title: 'G', ...members } });
      expect(text('mbRelease', group({ 'first-release-date': '' }))).toBe(text('mbRelease', group({})));
    },
    '`disambiguation` `""`': () => saysNothing('mbRelease', RELEASE, { disambiguation: '' }),
    '`artist-credit[].joinphrase` must be concatenated': () => {
      const credit = [
        { name: 'A', joinphrase: ' & ', artist: { id: 'a', name: 'A' } },
        { name: 'B', joinphrase: '', artist: { id: 'b', name: 'B' } },
      ];
      says('mbRelease', { ...RELEASE, 'artist-credit': credit }, '"albumArtist":"A & B"');
    },
    '`number` is a string (`"A1"`), `position` a number': () =>
      says('mbRelease', track({ number: 'A1', position: 3 }), '"trackNumber":3'),
    '`pregap` and `data-tracks` are members of a medium beside `tracks`': () => {
      const medium = {
        position: 1,
        pregap: { id: 'p', title: 'Hidden' },
        tracks: [{ id: 't', title: 'One', position: 1 }],
      };
      const answer = { ...RELEASE, media: [{ ...medium, 'data-tracks': [{ id: 'd', title: 'Booklet' }] }] };
      says('mbRelease', answer, '"title":"Hidden"', '"trackNumber":0', '"trackTotal":2');
      hasNot('mbRelease', answer, 'Booklet');
    },
    '`aliases[].begin` partial dates': () =>
      says(
        'mbRelease',
        artist({
          aliases: [
            { name: 'Other', begin: '1967' },
            { name: 'Third', begin: '1967-05' },
          ],
        }),
        '["Other","Third"]',
      ),
  },
  'Cover Art Archive': {
    '`id` a number in some answers and a string in others': () => {
      for (const id of [829_521_842, '829521842'])
        expect(text('covers', cover({ id }))).toBe(text('covers', cover({})));
    },
    'URLs `http://` (upgrade to https)': () =>
      says('covers', cover({ image: 'http://e.test/1.jpg' }), '"url":"https://e.test/1.jpg"'),
    '`1200` absent on old answers': () =>
      expect(
        text('covers', cover({ thumbnails: { small: 'http://e.test/s.jpg', large: 'http://e.test/l.jpg' } })),
      ).toBe(text('covers', cover({}))),
    '`types` empty': () => says('covers', cover({ types: [] }), '"kind":"cover"'),
    '`approved` false': () => {
      const images = [
        { ...cover({}).images[0], approved: false },
        { image: 'https://e.test/2.jpg', front: true, approved: true },
      ];
      expect(text('covers', { images }).indexOf('2.jpg')).toBeLessThan(text('covers', { images }).indexOf('1.jpg'));
    },
  },
  AcoustID: {
    'no match is `"results":[]`': () => expect(RESOURCES.acoustid.read({ status: 'ok', results: [] })).toEqual([]),
    '`recordings` absent (fingerprint known, not linked)': () =>
      expect(RESOURCES.acoustid.read(heard(undefined))).toEqual([]),
    'recordings with only `id`': () => expect(RESOURCES.acoustid.read(heard([{ id: 'x' }]))).toEqual([]),
    '`duration` absent': () => says('acoustid', heard(onRelease({ title: 'R' })), '"title":"R"'),
    'dates as `{year,month,day}` with parts missing': () => {
      for (const date of [{ year: 1977 }, { year: 1977, month: 2 }, { year: 1977, month: 2, day: 4 }]) {
        says('acoustid', heard(onRelease({ title: 'R', date })), '"year":1977');
      }
      hasNot('acoustid', heard(onRelease({ title: 'R', date: {} })), 'year');
    },
    '`sources` as weight when several recordings share a fingerprint': () => {
      const [rare] = onRelease({ id: 'rare', title: 'Rare' });
      const [usual] = onRelease({ id: 'usual', title: 'Usual' });
      const answer = text(
        'acoustid',
        heard([
          { ...rare, sources: 1 },
          { ...usual, sources: 40 },
        ]),
      );
      expect(answer.indexOf('Usual')).toBeLessThan(answer.indexOf('Rare'));
    },
  },
  'Last.fm, API 2.0': {
    'numbers as strings (`listeners`, `playcount`) or as numbers (`tracks.track[].duration`, `@attr.rank`)': () => {
      const tracks = { track: [{ name: 'T', duration: 143, '@attr': { rank: 1 } }] };
      for (const listeners of ['494', 494]) says('lastfmAlbum', album({ listeners, tracks }), '"listeners":494');
    },
    'members `#text` and `@attr`': () => {
      const image = [{ '#text': 'https://e.test/300x300/a.png', size: 'mega' }];
      says('lastfmAlbum', album({ image, tracks: { '@attr': {}, track: [] } }), '"url":"https://e.test/300x300/a.png"');
    },
    '`tags` `""` instead of an object': () =>
      expect(text('lastfmAlbum', album({ tags: '' }))).toBe(text('lastfmAlbum', album({}))),
    '`tracks.track` an object instead of a list when there is one': () => {
      says('lastfmAlbum', album({ tracks: { track: { name: 'T' } } }), '"title":"L"');
      says('lastfmAlbum', album({ tags: { tag: { name: 'ambient' } } }), '"tags":["ambient"]');
    },
    '`mbid` `""`': () => expect(text('lastfmAlbum', album({ mbid: '' }))).toBe(text('lastfmAlbum', album({}))),
    '`wiki` absent or in another language': () => {
      hasNot('lastfmAlbum', album({}), 'overview');
      says(
        'lastfmAlbum',
        album({ wiki: { content: 'Dois é o segundo álbum.' } }),
        '"overview":"Dois é o segundo álbum."',
      );
    },
    'biography only a "Read more" link': () => {
      const link = ' <a href="https://www.last.fm/music/X">Read more on Last.fm</a>';
      hasNot('lastfmArtist', { artist: { name: 'X', bio: { summary: link, content: '' } } }, 'overview');
    },
    'artist `[unknown]` with HTTP 200': () =>
      says('lastfmArtist', { artist: { name: '[unknown]', mbid: '' } }, '"title":"[unknown]"'),
  },
  'fanart.tv': {
    '`id`, `likes`, `season`, `disc`, `size` strings': () => {
      const answer = { name: 'S', seasonposter: [{ ...picture, id: '1', likes: '3', season: '2' }] };
      says('fanart', answer, '"season":2', '"votes":3');
      const cdart = [{ ...picture, disc: '1', size: '1000' }];
      says('fanart', { name: 'A', albums: { g: { cdart } } }, '"width":1000');
    },
    '`lang` `"00"` or `""` for no text': () => {
      for (const lang of ['00', '']) hasNot('fanart', { name: 'M', movieposter: [{ ...picture, lang }] }, 'language');
    },
    '`season` `"all"`': () => {
      hasNot('fanart', { name: 'S', seasonposter: [{ ...picture, season: 'all' }] }, 'url');
      says('fanart', { name: 'S', showbackground: [{ ...picture, season: 'all' }] }, '"kind":"backdrop"');
    },
    '`http://` URLs': () =>
      says('fanart', { name: 'M', movieposter: [{ url: 'http://e.test/1.jpg' }] }, '"url":"https://e.test/1.jpg"'),
    'any image kind absent': () => expect(RESOURCES.fanart.read({ name: 'M' })).toEqual([[], []]),
    'kinds: `hdmovielogo movielogo movieposter hdmovieclearart movieart moviedisc moviebanner moviethumb moviebackground`':
      () =>
        eachKind(
          'hdmovielogo movielogo movieposter hdmovieclearart movieart moviedisc moviebanner moviethumb moviebackground',
        ),
    '`clearlogo hdtvlogo clearart hdclearart showbackground tvthumb tvposter tvbanner seasonposter seasonthumb seasonbanner characterart`':
      () => {
        eachKind(
          'clearlogo hdtvlogo clearart hdclearart showbackground tvthumb tvposter tvbanner seasonposter seasonthumb seasonbanner',
        );
        hasNot('fanart', { name: 'S', characterart: [picture] }, 'url');
      },
    '`artistthumb artistbackground hdmusiclogo musiclogo musicbanner albums{albumcover,cdart}`': () => {
      eachKind('artistthumb artistbackground hdmusiclogo musiclogo musicbanner');
      says('fanart', { name: 'A', albums: { g: { albumcover: [picture], cdart: [picture] } } }, '"cover"', '"disc"');
    },
  },
};

function eachKind(kinds: string): void {
  for (const kind of kinds.split(' ')) says('fanart', { name: 'X', [kind]: [{ ...picture, season: '1' }] }, '"kind":');
}

describe.each(Object.entries(ITEMS))('to tolerate: %s', (_, items) => {
  it.each(Object.entries(items))('%s', (_item, holds) => holds());
});

describe.runIf(existsSync(FACTS))('the facts sheet', () => {
  const sections = existsSync(FACTS) ? readFileSync(FACTS, 'utf8').split(/^## /m).slice(1) : [];
  const lists = sections.flatMap((section) => {
    const [, list] = /\*\*To tolerate[^\n]*?\*\*(?: \([^)]*\))?:\s*([^\n]+)/.exec(section) ?? [];
    return list === undefined ? [] : [[section.split('\n')[0] ?? '', itemsOf(list)] as const];
  });

  it.each(lists)('has a test for each item: %s', (service, items) => {
    const own = ITEMS[service];
    if (own !== undefined) return expect(Object.keys(own)).toEqual(items);
    // The Arr services have several tests for most items; each member that an item names is in one of them.
    const tests = readFileSync(ARR_TESTS, 'utf8');
    const named = items.flatMap((item) =>
      [...item.matchAll(/`([A-Za-z]+)(?:[.[][^`]*)?`/g)].map(([, name = '']) => name),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !tests.includes(name))).toEqual([]);
  });
});

/** The parts of a list of things, without marks of where they are from and a full stop. */
function itemsOf(list: string): string[] {
  return list
    .replace(/\.$/, '')
    .split('; ')
    .map((item) => item.replace(/ \[\d\]$/, '').trim());
}
