import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import { createOmdb } from '../../../src/providers/omdb/index.ts';
import { omdbAnswer } from '../../../src/providers/omdb/schema.ts';
import { type Handler, json, type Routes, startServer, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract } from '../contract.ts';
import { knownWork, recordOf } from '../known-work.ts';
import { fixture, quiet, testGateway } from '../support.ts';

const KEY = 'omdb-key-0123456789';
const ALIEN = knownWork('movie', { imdb: 'tt0078748' });
const healthy = json(fixture('omdb', 'id-tt0078748'));

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function omdb(routes: Handler | Routes = healthy, options: { now?: () => number } = {}) {
  server = await startServer(routes);
  gateway = testGateway();
  const config = { url: server.origin, apiKey: KEY };
  return { source: createOmdb(config, gateway, options), requests: server.requests };
}

keepsToTheContract({
  questions: {
    supplement: (through, origin, signal, warn) =>
      createOmdb({ url: origin, apiKey: KEY }, through, { warn }).supplement(ALIEN, signal),
  },
  routes: { '*': healthy },
  secrets: [KEY],
  halfRight: [{ question: 'supplement', path: '/', list: 'Ratings', what: 'rating' }],
  mayBeAbsent: [],
});

describe('OMDb', () => {
  it('gives everything it says of a movie, scores of three notations on one scale', async () => {
    const { source, requests } = await omdb();
    const answer = await source.supplement(ALIEN, quiet());
    expect(answer).toMatchObject({ status: 'ok', value: { provider: 'omdb', providerId: 'tt0078748', kind: 'movie' } });
    const record = answer.status === 'ok' ? answer.value : undefined;
    expect(record?.values).toEqual({
      title: 'Alien',
      year: 1979,
      releaseDate: '1979-06-22',
      runtime: 117,
      overview: 'A crew hears a signal that was no call for help.',
      genres: ['Horror', 'Sci-Fi'],
      languages: ['en'],
      countries: ['GB', 'US'],
      certifications: [{ country: 'US', value: 'R' }],
      homepage: 'https://alien.example/',
      ratings: [
        { source: 'imdb', value: 8.5, votes: 1_012_345 },
        { source: 'rottentomatoes', value: 9.3 },
        { source: 'metacritic', value: 8.9 },
      ],
    });
    expect(record?.credits.map(({ name, department, job }) => [name, department, job])).toEqual([
      ['Sigourney Weaver', 'cast', undefined],
      ['Tom Skerritt', 'cast', undefined],
      ['Ridley Scott', 'directing', 'Director'],
      ["Dan O'Bannon", 'writing', 'screenplay'],
      ['Ronald Shusett', 'writing', 'Writer'],
    ]);
    expect(record?.images).toEqual([
      { kind: 'poster', url: 'https://m.media-amazon.com/images/M/ours@._V1_SX300.jpg', width: 300 },
    ]);
    expect(requests[0]?.query).toEqual({ i: 'tt0078748', plot: 'full', apikey: KEY });
  });

  it('tolerates N/A everywhere and a span of years with an en dash', async () => {
    const { source } = await omdb(json(fixture('omdb', 'id-series')));
    const answer = await source.supplement(knownWork('series', { imdb: 'tt0077000' }), quiet());
    expect(answer.status === 'ok' && answer.value).toMatchObject({ credits: [], images: [] });
    expect(answer.status === 'ok' && answer.value.values).toEqual({ title: 'Long Show', year: 1978, runtime: 62 });
  });

  it('takes Response "False" with status 200 for "not found"', async () => {
    const { source } = await omdb(json(fixture('omdb', 'id-unknown')));
    expect(await source.supplement(ALIEN, quiet())).toEqual({ status: 'not-found' });
  });

  it('leaves out what OMDb holds for another kind of work', async () => {
    const { source } = await omdb();
    expect(await source.supplement(knownWork('series', { imdb: 'tt0078748' }), quiet())).toEqual({
      status: 'not-found',
    });
  });

  it('asks nothing without an IMDb id, of albums, and where IMDb’s rating is known', async () => {
    const { source, requests } = await omdb();
    const rated = recordOf({ kind: 'movie', values: { ratings: [{ source: 'imdb', value: 8.4 }] } });
    for (const work of [
      knownWork('movie', { tmdb: '348' }),
      knownWork('movie', { imdb: '../348' }),
      knownWork('album', { imdb: 'tt0078748' }),
      knownWork('movie', { imdb: 'tt0078748' }, [rated]),
    ]) {
      expect(await source.supplement(work, quiet())).toEqual({ status: 'not-found' });
    }
    expect(requests).toHaveLength(0);
  });

  it('is asked again on the day after that on which its requests were used up', async () => {
    let now = Date.parse('2026-05-01T23:00:00Z');
    let count = 0;
    const limit = json({ Response: 'False', Error: 'Request limit reached!' }, { status: 401 });
    const { source, requests } = await omdb(
      (request, response) => (count++ === 0 ? limit : healthy)(request, response),
      {
        now: () => now,
      },
    );
    const ask = () => source.supplement(ALIEN, quiet());
    expect([(await ask()).status, (await ask()).status]).toEqual(['unavailable', 'unavailable']);
    expect(requests).toHaveLength(1);
    now += 2 * 3600 * 1000;
    expect((await ask()).status).toBe('ok');
  });

  it.each([401, 200])('asks no more that day when OMDb says with %i that the limit is reached', async (status) => {
    const { source, requests } = await omdb(json({ Response: 'False', Error: 'Request limit reached!' }, { status }));
    for (let time = 0; time < 3; time++) {
      expect(await source.supplement(ALIEN, quiet())).toMatchObject({
        status: 'unavailable',
        error: { code: 'HTTP_RATE_LIMITED' },
      });
    }
    expect(requests).toHaveLength(1);
  });

  it.each(['Request limit reached!', 'Invalid API key!'])(
    'takes "%s" for no answer, so that no cache keeps it',
    (said) => {
      expect(omdbAnswer.safeParse({ Response: 'False', Error: said }).success).toBe(false);
    },
  );

  it('takes a refused key for "could not ask"', async () => {
    const { source } = await omdb(json({ Response: 'False', Error: 'Invalid API key!' }));
    expect(await source.supplement(ALIEN, quiet())).toMatchObject({ error: { code: 'HTTP_AUTH' } });
  });
});
