import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import { createOmdbCatalogue } from '../../../src/providers/omdb/catalogue.ts';
import type { OmdbKind } from '../../../src/providers/omdb/client.ts';
import type { MetadataSource } from '../../../src/providers/port.ts';
import { type Handler, json, startServer, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract, type Question } from '../contract.ts';
import { fixture, quiet, testGateway } from '../support.ts';

const KEY = 'omdb-key-0123456789';
const WANTED = { languages: ['en'] };
const hits = json(fixture('omdb', 'search-alien'));
const alien = json(fixture('omdb', 'id-tt0078748'));
const healthy: Handler = (request, response) => (request.query.s === undefined ? alien : hits)(request, response);

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function omdb(handler: Handler = healthy, kinds: readonly OmdbKind[] = ['movie', 'series']) {
  server = await startServer(handler);
  gateway = testGateway();
  const source = createOmdbCatalogue({ url: server.origin, apiKey: KEY }, gateway, kinds);
  return { source, requests: server.requests };
}

const question =
  (ask: (source: MetadataSource, signal: AbortSignal) => ReturnType<Question>): Question =>
  (through, origin, signal, warn) =>
    ask(createOmdbCatalogue({ url: origin, apiKey: KEY }, through, ['movie', 'series'], { warn }), signal);

keepsToTheContract({
  questions: {
    search: question((source, signal) => source.search({ kind: 'movie', title: 'Alien' }, signal)),
    resolve: question((source, signal) => source.resolve({ kind: 'imdb', value: 'tt0078748' }, 'movie', signal)),
    fetch: question((source, signal) => source.fetch({ imdb: 'tt0078748' }, 'movie', WANTED, signal)),
  },
  routes: { '*': healthy },
  secrets: [KEY],
  halfRight: [{ question: 'search', path: '/', list: 'Search', what: 'hit' }],
  mayBeAbsent: [],
});

describe('OMDb as a catalogue', () => {
  it('costs one search and one look-up a movie, looked at closer or not', async () => {
    const { source, requests } = await omdb();
    const found = await source.search({ kind: 'movie', title: 'Alien', year: 1979 }, quiet());
    expect(found).toMatchObject({
      status: 'ok',
      value: [
        { provider: 'omdb', kind: 'movie', title: 'Alien', year: 1979, ids: { imdb: 'tt0078748' } },
        { title: 'Aliens', year: 1986, ids: { imdb: 'tt0090605' } },
      ],
    });
    const [first] = found.status === 'ok' ? found.value : [];
    if (first === undefined) throw new Error('nothing was found');
    expect(await source.complete(first, quiet())).toEqual({ status: 'ok', value: first });
    expect(await source.resolve({ kind: 'imdb', value: 'tt0078748' }, 'movie', quiet())).toMatchObject({
      status: 'ok',
    });
    const record = await source.fetch({ imdb: 'tt0078748' }, 'movie', WANTED, quiet());
    expect(record).toMatchObject({ status: 'ok', value: { provider: 'omdb', ids: { imdb: 'tt0078748' } } });
    expect(requests.map(({ query: { apikey: _, ...asked } }) => asked)).toEqual([
      { s: 'Alien', type: 'movie', y: '1979' },
      { i: 'tt0078748', plot: 'full' },
    ]);
  });

  it.each(['Movie not found!', 'Too many results.'])('finds nothing where OMDb says “%s”', async (said) => {
    const { source } = await omdb(json({ Response: 'False', Error: said }));
    expect(await source.search({ kind: 'movie', title: 'A' }, quiet())).toEqual({ status: 'ok', value: [] });
  });

  it('knows nothing of other kinds, other ids, and what OMDb holds for another kind', async () => {
    const { source, requests } = await omdb(healthy, ['series']);
    expect(await source.search({ kind: 'movie', title: 'Alien' }, quiet())).toEqual({ status: 'ok', value: [] });
    expect(await source.search({ kind: 'series', title: ' ' }, quiet())).toEqual({ status: 'ok', value: [] });
    for (const answer of [
      source.resolve({ kind: 'tmdb', value: '348' }, 'series', quiet()),
      source.resolve({ kind: 'imdb', value: 'nm0000244' }, 'series', quiet()),
      source.fetch({}, 'series', WANTED, quiet()),
      source.fetch({ imdb: 'tt0078748' }, 'movie', WANTED, quiet()),
    ]) {
      expect(await answer).toEqual({ status: 'not-found' });
    }
    expect(requests).toEqual([]);
    expect(await source.fetch({ imdb: 'tt0078748' }, 'series', WANTED, quiet())).toEqual({ status: 'not-found' });
  });
});
