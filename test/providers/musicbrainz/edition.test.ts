import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import { createDiscRecognition, tableOfContents } from '../../../src/providers/musicbrainz/disc.ts';
import { chooseEdition } from '../../../src/providers/musicbrainz/edition.ts';
import { createMusicBrainz } from '../../../src/providers/musicbrainz/index.ts';
import { releaseQuery } from '../../../src/providers/musicbrainz/lucene.ts';
import { releaseRecord } from '../../../src/providers/musicbrainz/map/record.ts';
import { mbRelease } from '../../../src/providers/musicbrainz/schema.ts';
import type { ResolveHints } from '../../../src/providers/port.ts';
import { type Handler, json, startServer, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract } from '../contract.ts';
import { quiet, testGateway } from '../support.ts';

interface Edition {
  readonly date?: string;
  readonly country?: string | null;
  readonly barcode?: string | null;
  readonly catno?: string;
  readonly format?: string | null;
  readonly status?: string;
  /** Seconds, disc by disc. */
  readonly discs?: readonly (readonly number[])[];
}

const body = (id: string, { discs = [[200, 100]], ...edition }: Edition) => ({
  id,
  title: 'Slow Rivers',
  status: edition.status ?? 'Official',
  date: edition.date ?? '',
  country: edition.country ?? null,
  barcode: edition.barcode ?? null,
  'label-info': edition.catno === undefined ? [] : [{ 'catalog-number': edition.catno, label: null }],
  media: discs.map((lengths, disc) => ({
    position: disc + 1,
    format: edition.format ?? 'CD',
    'track-count': lengths.length,
    tracks: lengths.map((seconds, index) => ({
      id: `${id}-${disc}-${index}`,
      position: index + 1,
      length: seconds * 1000,
    })),
  })),
});
const chosen = (editions: Readonly<Record<string, Edition>>, hints: ResolveHints, country?: string) =>
  chooseEdition(
    Object.entries(editions).map(([id, edition]) => mbRelease.parse(body(id, edition))),
    hints,
    country,
  )?.id;

describe('chooseEdition', () => {
  it.each<[string, Readonly<Record<string, Edition>>, ResolveHints]>([
    [
      'barcode, with zeros before it or not',
      { no: { barcode: '1' }, yes: { barcode: '0075992731328' } },
      { barcode: '75992731328' },
    ],
    ['catalogue number, however it is written', { no: {}, yes: { catno: 'K 56 344' } }, { catalogNumber: 'k56344' }],
    ['number of tracks', { no: { discs: [[1, 2, 3]] }, yes: {} }, { trackCount: 2 }],
    [
      'number of discs',
      { no: { discs: [[200, 100]] }, yes: { discs: [[200], [100]] } },
      { trackCount: 2, discCount: 2 },
    ],
    ['lengths', { no: { discs: [[200, 170]] }, yes: { discs: [[201, 98]] } }, { trackCount: 2, durations: [200, 100] }],
    ['medium', { no: { format: '12" Vinyl' }, yes: { format: 'Enhanced CD' } }, { media: 'CD' }],
    ['medium of a web release', { no: {}, yes: { format: 'Digital Media' } }, { media: 'WEB' }],
    ['date', { no: { date: '1999' }, yes: { date: '1999-05-04' } }, { date: '1999-05-04' }],
    ['year', { no: { date: '1998-01-01' }, yes: { date: '1999-02' } }, { year: 1999 }],
    ['being official', { no: { status: 'Bootleg', date: '1990' }, yes: { date: '1999' } }, {}],
    ['being the earliest', { no: { date: '' }, yes: { date: '1999' } }, {}],
  ])('goes by %s', (_what, editions, hints) => {
    const reversed = Object.fromEntries(Object.entries(editions).reverse());
    // "no" comes first where nothing else speaks: its id is the smaller one.
    expect([chosen(editions, hints), chosen(reversed, hints)]).toEqual(['yes', 'yes']);
  });

  it('goes by the configured country', () => {
    const editions = { no: { country: 'GB' }, yes: { country: 'US' } };
    expect([chosen(editions, {}, 'US'), chosen(editions, {}, 'GB')]).toEqual(['yes', 'no']);
    expect(chosen({}, {})).toBeUndefined();
  });

  it('lets tracks and lengths outrank date and country', () => {
    const editions = { dated: { date: '1999', country: 'US', discs: [[50, 60]] }, long: { date: '2005' } };
    expect(chosen(editions, { year: 1999, trackCount: 2, durations: [200, 100] }, 'US')).toBe('long');
  });
});

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});
async function started(handler: Handler) {
  server = await startServer({ '*': handler });
  gateway = testGateway();
  return { gateway, url: server.origin, requests: server.requests };
}

const GROUP = '22222222-2222-4222-8222-222222222222';

describe('MusicBrainz: by release group', () => {
  it('goes through the pages by the number received, with tracks only where lengths are known', async () => {
    const {
      gateway: through,
      url,
      requests,
    } = await started((request, response) => {
      const offset = Number(request.query.offset ?? 0);
      const all = ['a', 'b', 'c'].map((id, index) => body(id, { discs: [[200, 130 - index * 15]] }));
      return json({ releases: all.slice(offset, offset + 2), 'release-count': 3 })(request, response);
    });
    const source = createMusicBrainz({ url }, through);
    const group = { kind: 'musicbrainz-release-group', value: GROUP } as const;
    const answer = await source.resolve(group, 'album', quiet(), { trackCount: 2, durations: [200, 100] });
    expect(answer).toMatchObject({ status: 'ok', value: { providerId: 'c' } });
    expect(requests.map(({ query }) => [query['release-group'], query.inc, query.offset])).toEqual([
      [GROUP, 'media artist-credits release-groups labels recordings', undefined],
      [GROUP, 'media artist-credits release-groups labels recordings', '2'],
    ]);
    await source.resolve(group, 'album', quiet(), { trackCount: 2 });
    expect(requests[2]?.query.inc).toBe('media artist-credits release-groups labels');
  });

  it('finds the releases of a recording', async () => {
    const { gateway: through, url, requests } = await started(json({ releases: [body('a', {})] }));
    const source = createMusicBrainz({ url }, through);
    const answer = await source.resolve({ kind: 'musicbrainz-recording', value: GROUP }, 'album', quiet());
    expect(answer).toMatchObject({ status: 'ok', value: { providerId: 'a' } });
    expect(requests[0]?.query.recording).toBe(GROUP);
  });
});

const LENGTHS = [200, 100.5, 60, 30].map((duration, index) => ({ path: `/m/${index}.flac`, duration }));

keepsToTheContract({
  questions: {
    'by table of contents': (through, origin, signal, warn) =>
      createDiscRecognition({ url: origin }, through, warn).recognise(LENGTHS, signal),
  },
  halfRight: [{ question: 'by table of contents', path: /discid/, list: 'releases', what: 'release' }],
  routes: { '*': json({ releases: [body('a', {})] }) },
  secrets: [],
  // A 404 is what MusicBrainz says when no disc is like it; that is no offers.
  mayBeAbsent: [],
  absentIsEmpty: true,
});

describe('MusicBrainz: by the lengths of the tracks', () => {
  it('makes the table of contents that a disc would have', () => {
    expect(tableOfContents(LENGTHS)).toBe('1 4 29438 150 15150 22688 27188');
    expect(tableOfContents(LENGTHS.slice(1))).toBeUndefined();
    expect(tableOfContents([...LENGTHS, { path: '/m/5.flac' }])).toBeUndefined();
    expect(tableOfContents(Array.from({ length: 100 }, () => ({ path: 'x', duration: 1 })))).toBeUndefined();
  });

  it('offers the releases that have such a disc, in one request', async () => {
    const { gateway: through, url, requests } = await started(json({ releases: [body('a', {})] }));
    const answer = await createDiscRecognition({ url }, through).recognise(LENGTHS, quiet());
    expect(answer).toMatchObject({
      status: 'ok',
      value: [{ provider: 'musicbrainz', providerId: 'a', kind: 'release' }],
    });
    expect(requests.map(({ path, query }) => [path, query.toc, query.cdstubs])).toEqual([
      ['/ws/2/discid/-', '1 4 29438 150 15150 22688 27188', 'no'],
    ]);
    expect(await createDiscRecognition({ url }, through).recognise([], quiet())).toEqual({ status: 'ok', value: [] });
    expect(requests).toHaveLength(1);
  });
});

describe('MusicBrainz: works, tags, ratings, various artists', () => {
  it('gives who wrote the work, its language, tags and ratings out of ten', () => {
    const work = {
      languages: ['eng'],
      relations: [{ type: 'composer', artist: { id: 'ada', name: 'Ada' } }],
    };
    const release = {
      ...body('a', {}),
      tags: [
        { name: 'quiet', count: 1 },
        { name: 'river', count: 4 },
      ],
      'release-group': { id: GROUP, tags: [{ name: 'calm', count: 2 }], rating: { value: 4.5, 'votes-count': 12 } },
      media: [
        {
          position: 1,
          'track-count': 1,
          tracks: [
            {
              id: 't',
              position: 1,
              title: 'Delta',
              recording: {
                id: 'r',
                rating: { value: null, 'votes-count': 0 },
                relations: [{ type: 'performance', work }],
              },
            },
          ],
        },
      ],
    };
    const record = releaseRecord({ data: mbRelease.parse(release), fetchedAt: '2026-01-01T00:00:00Z', digest: 'd' });
    expect(record.values.tags).toEqual(['river', 'quiet']);
    expect(record.parent?.values).toMatchObject({
      tags: ['calm'],
      ratings: [{ source: 'musicbrainz', value: 9, votes: 12 }],
    });
    expect(record.children[0]?.values).toMatchObject({ languages: ['en'] });
    expect(record.children[0]?.values.ratings).toBeUndefined();
    expect(record.children[0]?.credits).toMatchObject([{ name: 'Ada', department: 'music', job: 'Composer' }]);
  });

  it.each(['Various Artists', 'various', 'VA', 'V.A.'])('searches for %s by id', (artist) => {
    expect(releaseQuery({ kind: 'album', title: 'Hits', artist })).toBe(
      '+release:(hits) +arid:89ad4ac3-39f7-470e-963a-56509c546377',
    );
  });
});
