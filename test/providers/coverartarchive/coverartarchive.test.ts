import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import type { SourceRecord } from '../../../src/model/records.ts';
import { createCoverArtArchive } from '../../../src/providers/coverartarchive/index.ts';
import { json, type Routes, redirect, startServer, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract } from '../contract.ts';
import { fixture, quiet, testGateway } from '../support.ts';

const RUMOURS = '7ec069c0-4424-3169-8ed0-d5e2473e0e84';
const ROUTES: Routes = { [`GET /release/${RUMOURS}`]: json(fixture('coverartarchive', 'release-rumours')) };

function release(changes: Partial<SourceRecord> = {}): SourceRecord {
  return {
    provider: 'musicbrainz',
    providerId: RUMOURS,
    kind: 'release',
    fetchedAt: '2026-01-01T00:00:00.000Z',
    digest: '0123456789abcdef',
    confidence: 1,
    ids: { 'musicbrainz-release': RUMOURS },
    values: {},
    credits: [],
    images: [],
    children: [],
    hints: { coverArt: true },
    ...changes,
  };
}

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function archive(routes: Routes = ROUTES) {
  server = await startServer(routes);
  gateway = testGateway();
  const source = createCoverArtArchive({ url: `${server.origin}/` }, gateway);
  return { source, requests: server.requests, origin: server.origin };
}

keepsToTheContract({
  questions: {
    images: (through, origin, signal, warn) =>
      createCoverArtArchive({ url: origin }, through, warn).images(release(), signal),
  },
  routes: ROUTES,
  secrets: [],
  halfRight: [{ question: 'images', path: /release/, list: 'images', what: 'picture', bad: 'none' }],
  mayBeAbsent: ['images'],
});

describe('Cover Art Archive', () => {
  it('gives cover, back and disc, approved ones first, and leaves the booklet', async () => {
    const { source, requests, origin } = await archive();
    const answer = await source.images(release(), quiet());
    expect(answer).toMatchObject({
      status: 'ok',
      value: {
        provider: 'coverartarchive',
        providerId: RUMOURS,
        kind: 'release',
        values: {},
        ids: { 'musicbrainz-release': RUMOURS },
      },
    });
    expect(answer.status === 'ok' && answer.value.images).toEqual([
      { kind: 'cover', url: `${origin}/release/${RUMOURS}/26167697750.jpg` },
      { kind: 'back', url: `${origin}/release/${RUMOURS}/2.jpg` },
      { kind: 'disc', url: `${origin}/release/${RUMOURS}/5.png` },
      { kind: 'back', url: `${origin}/release/${RUMOURS}/6.jpg` },
      { kind: 'cover', url: 'https://archive.example/4.jpg' },
    ]);
    expect(requests).toHaveLength(1);
  });

  it('asks for pictures by https', async () => {
    const through = testGateway();
    gateway = through;
    server = await startServer(ROUTES);
    const { origin } = server;
    const real = createCoverArtArchive(
      { url: 'https://coverartarchive.org' },
      {
        ...through,
        json: (request, schema, signal) =>
          through.json({ ...request, url: request.url.replace('https://coverartarchive.org', origin) }, schema, signal),
      },
    );
    const answer = await real.images(release(), quiet());
    expect(answer.status === 'ok' && answer.value.images[0]?.url).toBe(
      `https://coverartarchive.org/release/${RUMOURS}/26167697750.jpg`,
    );
  });

  it('follows to the host that has the index', async () => {
    const { source, requests } = await archive({
      [`GET /release/${RUMOURS}`]: redirect('/elsewhere/index.json', 307),
      'GET /elsewhere/index.json': json(fixture('coverartarchive', 'no-pictures')),
    });
    expect(await source.images(release(), quiet())).toMatchObject({ status: 'ok', value: { images: [] } });
    expect(requests).toHaveLength(2);
  });

  it('asks nothing where MusicBrainz says that there are no pictures, or says nothing', async () => {
    const { source, requests } = await archive();
    const { hints: _, ...silent } = release();
    for (const record of [
      release({ hints: { coverArt: false } }),
      silent,
      release({ kind: 'movie' }),
      release({ ids: {} }),
      release({ ids: { 'musicbrainz-release': '../x' } }),
    ]) {
      expect(await source.images(record, quiet())).toEqual({ status: 'not-found' });
    }
    expect(requests).toHaveLength(0);
  });
});
