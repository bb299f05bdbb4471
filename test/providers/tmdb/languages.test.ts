import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import type { SourceRecord } from '../../../src/model/records.ts';
import { createTmdb } from '../../../src/providers/tmdb/index.ts';
import { type Handler, json, type Routes, startServer, status, type TestServer } from '../../support/http-server.ts';
import { fixture, quiet, testGateway } from '../support.ts';

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function tmdb(routes: Handler | Routes, languages: readonly string[], imageUrl?: string) {
  server = await startServer(routes);
  gateway = testGateway();
  const source = createTmdb(
    { url: server.origin, apiKey: 'tmdb-key-0123', imageUrl },
    { languages, country: 'US' },
    gateway,
  );
  return { source, requests: server.requests };
}

const IMAGES = 'https://image.tmdb.org/t/p';

async function fetched(
  body: object,
  languages: readonly string[],
  group: 'movie' | 'series' = 'movie',
): Promise<SourceRecord | undefined> {
  const { source } = await tmdb({ '*': json(body) }, languages, IMAGES);
  const answer = await source.fetch({ tmdb: '1' }, group, { languages }, quiet());
  return answer.status === 'ok' ? answer.value : undefined;
}

const inLanguage = (iso_639_1: string, data: object, iso_3166_1 = '') => ({ iso_639_1, iso_3166_1, data });

/** As TMDb answers: the title is the original one where the language that was asked for has none. */
const mononoke = (title: string, translations: object[]) => ({
  id: 1,
  title,
  original_title: 'もののけ姫',
  original_language: 'ja',
  overview: '',
  tagline: '',
  translations: { translations },
});
const JA = inLanguage('ja', { title: '', overview: '日本語の話', tagline: '生きろ。' });
const EN = inLanguage('en', { title: 'Princess Mononoke', overview: 'An English text.', tagline: '' });

describe('TMDb: fallback field by field', () => {
  it.each([
    [
      'the next language, where the first has no title',
      ['de', 'en'],
      mononoke('もののけ姫', [JA, EN]),
      'Princess Mononoke',
    ],
    ['the first, where it has one', ['de', 'en'], mononoke('Prinzessin Mononoke', [JA, EN]), 'Prinzessin Mononoke'],
    ['the original, where that is wanted next', ['de', 'ja', 'en'], mononoke('もののけ姫', [JA, EN]), 'もののけ姫'],
    ['the original, where no language has one', ['de', 'fr'], mononoke('もののけ姫', [JA, EN]), 'もののけ姫'],
    [
      'the original, where the first language keeps it and has other texts',
      ['de', 'en'],
      mononoke('もののけ姫', [JA, EN, inLanguage('de', { title: '', overview: 'Ein deutscher Text.' })]),
      'もののけ姫',
    ],
  ])('takes the title of %s', async (_what, languages, body, title) => {
    expect((await fetched(body, languages))?.values.title).toBe(title);
  });

  it('takes each text of the first language that has it, then the original', async () => {
    const values = (await fetched(mononoke('もののけ姫', [JA, EN]), ['de', 'en']))?.values;
    expect(values).toMatchObject({ overview: 'An English text.', tagline: '生きろ。', originalTitle: 'もののけ姫' });
  });

  it('keeps all translations, with the country of each', async () => {
    const brazil = inLanguage('pt', { title: 'Princesa' }, 'BR');
    const values = (await fetched(mononoke('もののけ姫', [JA, brazil, inLanguage('xx', {})]), ['en']))?.values;
    expect(values?.translations).toEqual([
      { language: 'ja', overview: '日本語の話', tagline: '生きろ。' },
      { language: 'pt', country: 'BR', title: 'Princesa' },
    ]);
  });

  it('says where a work can be watched in one country', async () => {
    const offer = (provider_name: string) => ({ provider_id: 1, provider_name, logo_path: null });
    const results = {
      US: { link: 'x', flatrate: [offer('One'), offer('Two')], buy: [offer('Shop')] },
      DE: { rent: [offer('Verleih')] },
    };
    const record = await fetched({ ...mononoke('M', []), 'watch/providers': { results } }, ['en']);
    expect(record?.values.availability).toEqual([
      { country: 'US', kind: 'stream', names: ['One', 'Two'] },
      { country: 'US', kind: 'buy', names: ['Shop'] },
    ]);
  });

  it('names the other orders of a series', async () => {
    const results = [
      { id: 'a', name: 'Aired Order', type: 1, network: null },
      { id: 'b', name: 'Discs', type: 3 },
      { id: 'c', name: 'Odd', type: 99 },
    ];
    const record = await fetched({ id: 1, name: 'S', episode_groups: { results } }, ['en'], 'series');
    expect(record?.values.episodeOrders).toEqual([
      { id: 'a', name: 'Aired Order', kind: 'aired' },
      { id: 'b', name: 'Discs', kind: 'dvd' },
      { id: 'c', name: 'Odd', kind: 'alternate' },
    ]);
  });
});

/** A show of one season; each language has the names and texts that it is given. */
function showIn(texts: Readonly<Record<string, readonly [name: string, overview: string][]>>): Handler {
  return (request, response) => {
    const language = request.query.language ?? '';
    const episodes = (texts[language] ?? []).map(([name, overview], index) => ({
      id: index + 1,
      season_number: 1,
      episode_number: index + 1,
      air_date: index < 3 ? '2001-01-01' : '2999-01-01',
      name,
      overview,
    }));
    const seasons = [{ id: 9, season_number: 1, name: 'S1' }];
    return json({ id: 1, name: 'Show', seasons, 'season/1': { id: 9, season_number: 1, episodes } })(request, response);
  };
}

async function episodesOf(handler: Handler, languages: readonly string[]) {
  const { source, requests } = await tmdb(handler, languages, IMAGES);
  const answer = await source.fetch({ tmdb: '1' }, 'series', { languages }, quiet());
  const children = answer.status === 'ok' ? (answer.value.children[0]?.children ?? []) : [];
  return { texts: children.map(({ values }) => [values.title, values.overview]), requests, answer };
}

describe('TMDb: texts of episodes', () => {
  const de: [string, string][] = [
    ['Der Anfang', ''],
    ['Folge 2', 'Zwei.'],
    ['Drei', 'Drei.'],
    ['Folge 4', ''],
  ];
  const en: [string, string][] = [
    ['The Beginning', 'It begins.'],
    ['Second', 'Two.'],
    ['Three', 'Three.'],
    ['Fourth', 'Four.'],
  ];

  it('come from the next language where the first has none, field by field', async () => {
    const { texts, requests } = await episodesOf(showIn({ de, en }), ['de', 'en', 'fr']);
    expect(texts).toEqual([
      ['Der Anfang', 'It begins.'],
      ['Second', 'Zwei.'],
      ['Drei', 'Drei.'],
      ['Fourth', 'Four.'],
    ]);
    expect(requests.map(({ query }) => query.language)).toEqual(['de', 'en']);
    expect(requests[1]?.query.append_to_response).toBe('season/1');
  });

  it('cost nothing more where only what is to come lacks them, and with one language', async () => {
    const complete: [string, string][] = [
      ['Eins', 'a'],
      ['Zwei', 'b'],
      ['Drei', 'c'],
      ['Folge 4', ''],
    ];
    expect((await episodesOf(showIn({ de: complete, en }), ['de', 'en'])).requests).toHaveLength(1);
    await server?.close();
    expect((await episodesOf(showIn({ de }), ['de'])).requests).toHaveLength(1);
  });

  it('keep a generic name where no language has another', async () => {
    const generic: [string, string][] = [['Episode 1', 'x']];
    const { texts } = await episodesOf(showIn({ de: [['Folge 1', '']], en: generic }), ['de', 'en']);
    expect(texts).toEqual([['Folge 1', 'x']]);
  });

  it('make the answer unavailable when the next language cannot be asked', async () => {
    const { answer } = await episodesOf(
      (request, response) => (request.query.language === 'de' ? showIn({ de }) : status(500))(request, response),
      ['de', 'en'],
    );
    expect(answer).toMatchObject({ status: 'unavailable' });
  });
});

describe('TMDb: /configuration', () => {
  const movie = json({ id: 1, title: 'M', poster_path: '/p.jpg' });
  const posters = async (routes: Routes, times = 1, imageUrl?: string) => {
    const { source, requests } = await tmdb(routes, ['en'], imageUrl);
    let record: SourceRecord | undefined;
    for (let time = 0; time < times; time++) {
      const answer = await source.fetch({ tmdb: String(time + 1) }, 'movie', { languages: [] }, quiet());
      record = answer.status === 'ok' ? answer.value : undefined;
    }
    const asked = requests.filter(({ path }) => path === '/3/configuration').length;
    return { url: record?.images[0]?.url, asked };
  };

  it('says where pictures lie, once a run', async () => {
    const configuration = json(fixture('tmdb', 'configuration'));
    const routes = { 'GET /3/configuration': configuration, '*': movie };
    expect(await posters(routes, 3)).toEqual({ url: 'https://pictures.test/t/p/original/p.jpg', asked: 1 });
  });

  it.each([404, 500])('keeps no movie from being known when it answers %i', async (code) => {
    const routes = { 'GET /3/configuration': status(code), '*': movie };
    expect(await posters(routes, 3)).toEqual({ url: `${IMAGES}/original/p.jpg`, asked: 1 });
  });

  it('is not asked where the place is configured', async () => {
    expect(await posters({ '*': movie }, 1, 'https://mirror.test/t/')).toEqual({
      url: 'https://mirror.test/t/original/p.jpg',
      asked: 0,
    });
  });
});

describe('TMDb: languages with a region or script', () => {
  const body = (translations: object[]) => ({
    id: 1,
    title: 'Central Station',
    original_title: 'Central do Brasil',
    original_language: 'xx',
    overview: '',
    translations: { translations },
  });
  const texts = [
    inLanguage('pt', { title: 'Central (PT)', overview: 'Um texto de Portugal.' }, 'PT'),
    inLanguage('pt', { title: 'Central (BR)', overview: 'Um texto do Brasil.' }, 'BR'),
    inLanguage('zh', { title: '中央车站', overview: '简体' }, 'CN'),
    inLanguage('zh', { title: '中央車站', overview: '繁體' }, 'TW'),
  ];

  it.each([
    ['pt-BR', 'Um texto do Brasil.'],
    ['pt-PT', 'Um texto de Portugal.'],
    ['zh-Hant', '繁體'],
    ['zh-Hans', '简体'],
  ])('takes the text of %s', async (language, overview) => {
    expect((await fetched(body(texts), [language, 'en']))?.values.overview).toBe(overview);
  });

  it('takes another form of the language before the next language', async () => {
    const values = (await fetched(body([...texts.slice(0, 1), EN]), ['pt-BR', 'en']))?.values;
    expect(values?.overview).toBe('Um texto de Portugal.');
    expect(values?.translations?.map(({ language, country }) => `${language}-${country}`)).toContain('pt-PT');
  });

  it('asks with the country, and for pictures without', async () => {
    const { source, requests } = await tmdb({ '*': json(body(texts)) }, ['zh-Hant', 'en'], IMAGES);
    await source.fetch({ tmdb: '1' }, 'movie', { languages: ['zh-Hant', 'en'] }, quiet());
    expect(requests[0]?.query).toMatchObject({ language: 'zh-TW', include_image_language: 'zh,en,null' });
  });
});

describe('TMDb: the configured country', () => {
  const release = (country: string, ...dates: [number, string][]) => ({
    iso_3166_1: country,
    release_dates: dates.map(([type, day]) => ({ type, release_date: `${day}T00:00:00.000Z` })),
  });
  const body = {
    id: 1,
    title: 'Alien',
    release_date: '1979-05-25',
    release_dates: {
      results: [
        release('US', [3, '1979-05-25']),
        release('GB', [5, '2004-03-01'], [1, '1979-09-01']),
        release('JP', [4, '2010-01-01'], [5, '2003-01-01']),
        release('DE', [5, '2004-03-01'], [3, '1992-01-01'], [3, '1979-10-25'], [1, '1979-09-01']),
      ],
    },
  };
  const inCountry = async (country: string, movie: object = body) => {
    server = await startServer({ '*': json(movie) });
    gateway = testGateway();
    const wishes = { languages: ['en'], country };
    const source = createTmdb({ url: server.origin, apiKey: 'tmdb-key-0123', imageUrl: IMAGES }, wishes, gateway);
    const answer = await source.fetch({ tmdb: '1' }, 'movie', { languages: ['en'] }, quiet());
    await gateway.close();
    await server.close();
    return answer.status === 'ok' ? answer.value.values : undefined;
  };

  it('chooses the release date: the first in cinemas there, else that of the answer', async () => {
    expect(await inCountry('DE')).toMatchObject({ releaseDate: '1979-10-25', year: 1979 });
    expect(await inCountry('US')).toMatchObject({ releaseDate: '1979-05-25' });
    expect(await inCountry('FR')).toMatchObject({ releaseDate: '1979-05-25' });
  });

  it('takes a premiere where a country has no other day in cinemas, and no disc of what was in cinemas elsewhere', async () => {
    expect(await inCountry('GB')).toMatchObject({ releaseDate: '1979-09-01', year: 1979 });
    expect(await inCountry('JP')).toMatchObject({ releaseDate: '1979-05-25', year: 1979 });
  });

  it('takes the first day at home of a movie that was in no cinema', async () => {
    const results = [
      release('US', [4, '2021-05-01']),
      release('DE', [6, '2022-01-01'], [5, '2021-09-01'], [5, '2021-08-01']),
    ];
    const movie = { ...body, release_date: '2021-05-01', release_dates: { results } };
    expect(await inCountry('DE', movie)).toMatchObject({ releaseDate: '2021-08-01', year: 2021 });
    expect(await inCountry('FR', movie)).toMatchObject({ releaseDate: '2021-05-01' });
  });
});
