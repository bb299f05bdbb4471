import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import type { Fingerprinter } from '../../../src/media/fingerprint.ts';
import { createAcoustid } from '../../../src/providers/acoustid/index.ts';
import type { SourceWarning } from '../../../src/providers/shared/warning.ts';
import { type Handler, json, startServer, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract } from '../contract.ts';
import { fixture, quiet, testGateway } from '../support.ts';

const KEY = 'acoustid-key-0123456789';
const healthy = json(fixture('acoustid', 'batch'));
const files = (count: number) => Array.from({ length: count }, (_, index) => ({ path: `/music/${index + 1}.flac` }));
/** A file's fingerprint is its name, so that it is seen who was asked for. */
const named: Fingerprinter = async (path) => ({
  status: 'ok',
  value: { fingerprint: `AQ-${path.replace(/\D/g, '')}`, duration: 200.4 },
});

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function acoustid(handler: Handler = healthy, fingerprint: Fingerprinter = named) {
  server = await startServer({ '*': handler });
  gateway = testGateway();
  const warnings: SourceWarning[] = [];
  const config = { url: server.origin, apiKey: KEY, fpcalc: 'fpcalc' };
  const source = createAcoustid(config, gateway, fingerprint, (warning) => warnings.push(warning));
  return { source, requests: server.requests, warnings };
}

keepsToTheContract({
  questions: {
    recognise: (through, origin, signal, warn) =>
      createAcoustid({ url: origin, apiKey: KEY, fpcalc: 'fpcalc' }, through, named, warn).recognise(files(2), signal),
  },
  routes: { '*': healthy },
  secrets: [KEY],
  halfRight: [
    { question: 'recognise', path: /lookup/, list: 'fingerprints.0.results', what: 'result' },
    { question: 'recognise', path: /lookup/, list: 'fingerprints.0.results.0.recordings', what: 'recording' },
  ],
  mayBeAbsent: [],
});

describe('AcoustID', () => {
  it('maps results to releases, those first of which most was heard', async () => {
    const { source, requests } = await acoustid();
    expect(await source.recognise(files(2), quiet())).toEqual({
      status: 'ok',
      value: [
        {
          provider: 'musicbrainz',
          providerId: 'r1',
          kind: 'release',
          ids: { 'musicbrainz-release': 'r1', 'musicbrainz-release-group': 'g1' },
          title: 'Slow Rivers',
          alternativeTitles: [],
          artist: 'The Lanterns',
          year: 1999,
          trackCount: 2,
          recognised: 1,
        },
        {
          provider: 'musicbrainz',
          providerId: 'r2',
          kind: 'release',
          ids: { 'musicbrainz-release': 'r2', 'musicbrainz-release-group': 'g2' },
          title: 'Best of Water',
          alternativeTitles: [],
          year: 2010,
          trackCount: 40,
          recognised: 1 / 40,
        },
      ],
    });
    expect(requests.map(({ method, path, query }) => [method, path, query])).toEqual([
      ['POST', '/v2/lookup', { client: KEY }],
    ]);
    expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toEqual({
      format: 'json',
      batch: '1',
      meta: 'recordings releasegroups releases tracks sources compress',
      'duration.0': '200',
      'fingerprint.0': 'AQ-1',
      'duration.1': '200',
      'fingerprint.1': 'AQ-2',
    });
  });

  it('asks for ten at most at once', async () => {
    const { source, requests } = await acoustid();
    await source.recognise(files(23), quiet());
    const counts = requests.map(({ body }) =>
      [...new URLSearchParams(body).keys()].filter((key) => key.startsWith('f')),
    );
    expect(counts.map((keys) => keys.filter((key) => key.startsWith('fingerprint.')).length)).toEqual([10, 10, 3]);
  });

  it.each<[string, number, string]>([
    ['status 400', 400, 'error'],
    ['status 200', 200, 'error'],
  ])('leaves one bad fingerprint out, which fails its whole batch: %s', async (_what, status) => {
    const bad = json({ status: 'error', error: { code: 3, message: 'invalid fingerprint' } }, { status });
    const { source, requests } = await acoustid((request, response) =>
      (new URLSearchParams(request.body).toString().includes('AQ-3&') || request.body.endsWith('AQ-3') ? bad : healthy)(
        request,
        response,
      ),
    );
    const answer = await source.recognise(files(4), quiet());
    expect(answer).toMatchObject({ status: 'ok', value: [{ providerId: 'r1' }, { providerId: 'r2' }] });
    expect(requests).toHaveLength(5);
  });

  it('tolerates no match, no recordings, recordings with only an id, parts of dates', async () => {
    const { source } = await acoustid(
      json({
        status: 'ok',
        fingerprints: [{ index: '0', results: [] }, { index: '1' }, { index: 'x', results: null }],
      }),
    );
    expect(await source.recognise(files(2), quiet())).toEqual({ status: 'ok', value: [] });
  });

  it.each([
    [4, 'HTTP_AUTH'],
    [14, 'HTTP_RATE_LIMITED'],
    [5, 'HTTP_STATUS'],
  ])('takes error %i for "could not ask"', async (code, expected) => {
    const { source } = await acoustid(json({ status: 'error', error: { code, message: 'no' } }));
    expect(await source.recognise(files(1), quiet())).toMatchObject({ error: { code: expected } });
  });

  it('could not ask where the program for fingerprints does not end', async () => {
    const { source } = await acoustid(healthy, async () => ({ status: 'late' }));
    expect(await source.recognise(files(2), quiet())).toMatchObject({
      status: 'unavailable',
      error: { code: 'READ_LIMIT' },
    });
  });

  it('asks nothing for files that cannot be heard, and says once that there is no program', async () => {
    const { source, requests } = await acoustid(healthy, async () => ({ status: 'failed' }));
    expect(await source.recognise(files(2), quiet())).toEqual({ status: 'ok', value: [] });
    expect(requests).toHaveLength(0);
    await server?.close();
    const without = await acoustid(healthy, async () => ({ status: 'no-program' }));
    await without.source.recognise(files(2), quiet());
    await without.source.recognise(files(2), quiet());
    expect(without.requests).toHaveLength(0);
    expect(without.warnings.map(({ code }) => code)).toEqual(['NO_FINGERPRINTS']);
  });
});
