import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import type { SourceRecord } from '../../../src/model/records.ts';
import type { FileFingerprint } from '../../../src/providers/port.ts';
import type { SourceWarning } from '../../../src/providers/shared/warning.ts';
import { createStashBox, type StashBox } from '../../../src/providers/stashbox/index.ts';
import { BY_ID } from '../../../src/providers/stashbox/queries.ts';
import { type Handler, json, startServer, type TestServer } from '../../support/http-server.ts';
import { askedOf, boxScenes, stashBox } from '../../support/stash-box.ts';
import { keepsToTheContract, type Question } from '../contract.ts';
import { fixture, quiet, testGateway } from '../support.ts';

const KEY = 'stashbox-key-0123456789abcdef';
const SCENES = boxScenes.parse(fixture('stashbox', 'scenes'));
const GARDENER = '11111111-1111-4111-8111-111111111111';
const GONE = '33333333-3333-4333-8333-333333333333';
const os = (hash: string): FileFingerprint[] => [{ algorithm: 'oshash', hash }];
const A1 = os('00000000000000a1');
const B2 = os('00000000000000b2');
const UNKNOWN = os('00000000000000ff');

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function box(handler: Handler = stashBox(SCENES), name = 'stashdb') {
  const started = await startServer({ 'POST /graphql': handler });
  server = started;
  gateway = testGateway();
  const warnings: SourceWarning[] = [];
  const source = createStashBox({ name, url: `${started.origin}/graphql`, apiKey: KEY }, gateway, (warning) =>
    warnings.push(warning),
  );
  return { ...source, warnings, requests: started.requests };
}

const question =
  (ask: (source: StashBox, signal: AbortSignal) => ReturnType<Question>): Question =>
  (through, origin, signal, warn) =>
    ask(createStashBox({ name: 'stashdb', url: origin, apiKey: KEY }, through, warn), signal);

keepsToTheContract({
  questions: {
    recognise: question(async ({ fingerprints }, signal) => {
      const [answer] = await fingerprints.recognise([A1], signal);
      return answer ?? { status: 'not-found' };
    }),
    search: question(({ metadata }, signal) => metadata.search({ kind: 'movie', title: 'gardener' }, signal)),
    resolve: question(({ metadata }, signal) =>
      metadata.resolve({ kind: 'stashdb', value: GARDENER }, 'movie', signal),
    ),
    fetch: question(({ metadata }, signal) =>
      metadata.fetch({ stashdb: GARDENER }, 'movie', { languages: ['en'] }, signal),
    ),
  },
  routes: { 'POST /graphql': stashBox(SCENES) },
  secrets: [KEY],
  halfRight: [
    { question: 'search', path: '/graphql', list: 'data.searchScene', what: 'scene' },
    { question: 'fetch', path: '/graphql', list: 'data.findScene.performers', what: 'performer' },
  ],
  mayBeAbsent: [],
});

async function record({ metadata }: Pick<StashBox, 'metadata'>, ids = { stashdb: GARDENER }): Promise<SourceRecord> {
  const answer = await metadata.fetch(ids, 'movie', { languages: ['en'] }, quiet());
  if (answer.status !== 'ok') throw new Error(`no record: ${answer.status}`);
  return answer.value;
}

describe('stash-box: questions', () => {
  it('asks for 40 files with one request, in their order, by all their fingerprints', async () => {
    const { fingerprints, requests } = await box();
    const files = Array.from({ length: 100 }, (_, place) =>
      place === 7 ? A1 : place === 55 ? B2 : os(place.toString(16).padStart(16, 'e')),
    );
    const answers = await fingerprints.recognise(files, quiet());
    expect(requests.map(({ body }) => askedOf(body).variables.fingerprints?.length)).toEqual([40, 40, 20]);
    const known = answers.flatMap((answer, place) =>
      answer.status === 'ok' && answer.value.length > 0 ? [place] : [],
    );
    expect(answers).toHaveLength(100);
    expect(known).toEqual([7, 55]);
    const both: FileFingerprint[] = [...UNKNOWN, { algorithm: 'phash', hash: 'c0ffee00c0ffee00' }];
    const [seen] = await fingerprints.recognise([both], quiet());
    expect(seen).toMatchObject({ status: 'ok', value: [{ candidate: { title: 'The Gardener’s Day Off' } }] });
    expect(askedOf(requests[3]?.body ?? '').variables.fingerprints).toEqual([
      [
        { algorithm: 'OSHASH', hash: '00000000000000ff' },
        { algorithm: 'PHASH', hash: 'c0ffee00c0ffee00' },
      ],
    ]);
  });

  it('sends the key in its header, and asks no more for what it was told already', async () => {
    const { fingerprints, metadata, requests } = await box();
    await fingerprints.recognise([A1, B2], quiet());
    const one = await record({ metadata });
    await metadata.resolve({ kind: 'stashdb', value: GARDENER.toUpperCase() }, 'movie', quiet());
    expect(requests.map(({ headers, url }) => [headers.apikey, url])).toEqual([[KEY, '/graphql']]);
    expect(one.providerId).toBe(GARDENER);
  });

  it('tells how long a file of that fingerprint is, and how many say so', async () => {
    const { fingerprints } = await box();
    const [first, second, third] = await fingerprints.recognise([A1, UNKNOWN, os('00000000000000c3')], quiet());
    expect(first).toEqual({
      status: 'ok',
      value: [
        {
          duration: 1834,
          submissions: 12,
          candidate: {
            provider: 'stashbox',
            providerId: GARDENER,
            kind: 'movie',
            ids: { stashdb: GARDENER },
            title: 'The Gardener’s Day Off',
            year: 2021,
            alternativeTitles: [
              'Our Studio The Gardener’s Day Off',
              'Anna Example Ben Sample The Gardener’s Day Off',
              'Our Studio Anna Example Ben Sample The Gardener’s Day Off',
            ],
          },
        },
      ],
    });
    expect(second).toEqual({ status: 'ok', value: [] });
    // A scene that was merged away is none.
    expect(third).toEqual({ status: 'ok', value: [] });
  });

  it('searches by words, and fetches what was found without another request', async () => {
    const { metadata, requests } = await box();
    const found = await metadata.search({ kind: 'movie', title: 'second' }, quiet());
    expect(found).toMatchObject({ status: 'ok', value: [{ title: 'Second Helping', year: 2019 }] });
    await record({ metadata }, { stashdb: '22222222-2222-4222-8222-222222222222' });
    expect(await metadata.search({ kind: 'movie', title: ' ' }, quiet())).toEqual({ status: 'ok', value: [] });
    expect(await metadata.search({ kind: 'series', title: 'second' }, quiet())).toEqual({ status: 'ok', value: [] });
    expect(requests).toHaveLength(1);
  });

  it('asks for no id that is none of its own', async () => {
    const { metadata, requests } = await box();
    const absent = { status: 'not-found' };
    expect(await metadata.fetch({ tmdb: '1' }, 'movie', { languages: [] }, quiet())).toEqual(absent);
    expect(await metadata.fetch({ stashdb: 'nonsense' }, 'movie', { languages: [] }, quiet())).toEqual(absent);
    expect(await metadata.fetch({ stashdb: GARDENER }, 'series', { languages: [] }, quiet())).toEqual(absent);
    expect(await metadata.resolve({ kind: 'imdb', value: 'tt1' }, 'movie', quiet())).toEqual(absent);
    expect(requests).toHaveLength(0);
    expect(await metadata.fetch({ stashdb: GONE }, 'movie', { languages: [] }, quiet())).toEqual(absent);
    expect(await metadata.fetch({ stashdb: GARDENER.replace('1', '9') }, 'movie', { languages: [] }, quiet())).toEqual(
      absent,
    );
    expect(requests).toHaveLength(2);
  });

  it('keeps the ids of instances apart', async () => {
    const { fingerprints, metadata } = await box(stashBox(SCENES), 'fansdb');
    expect([metadata.instance, metadata.idKind]).toEqual(['fansdb', { movie: 'stashbox' }]);
    const [answer] = await fingerprints.recognise([A1], quiet());
    expect(answer).toMatchObject({ value: [{ candidate: { ids: { stashbox: `fansdb:${GARDENER}` } } }] });
    const fetched = await metadata.fetch({ stashbox: `fansdb:${GARDENER}` }, 'movie', { languages: [] }, quiet());
    expect(fetched).toMatchObject({ value: { providerId: `fansdb:${GARDENER}` } });
    const other = await metadata.fetch({ stashbox: `other:${GARDENER}` }, 'movie', { languages: [] }, quiet());
    expect(other).toEqual({ status: 'not-found' });
  });
});

describe('stash-box: a scene', () => {
  it('becomes a movie', async () => {
    const { ids, values, credits, images, children } = await record(await box());
    expect(ids).toEqual({ stashdb: GARDENER });
    expect(values).toEqual({
      title: 'The Gardener’s Day Off',
      year: 2021,
      releaseDate: '2021-05-03',
      overview: 'Nothing is watered.',
      runtime: 31,
      tags: ['Garden', 'Outdoors'],
      studios: ['Our Studio', 'Our Network'],
      catalogNumber: 'OS-0042',
      homepage: 'https://our-studio.example/scenes/42',
    });
    expect(credits).toEqual([
      {
        name: 'Anna Example',
        department: 'cast',
        order: 0,
        ids: { stashdb: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa' },
        character: 'Annie',
        profileUrl: 'https://images.example/anna.jpg',
      },
      { name: 'Ben Sample', department: 'cast', order: 1, ids: { stashdb: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb' } },
      { name: 'Dora Director', department: 'directing', job: 'Director', order: 2, ids: {} },
    ]);
    expect(images).toEqual([
      { kind: 'backdrop', url: 'https://images.example/wide.jpg', width: 1920, height: 1080 },
      { kind: 'poster', url: 'https://images.example/tall.jpg', width: 1000, height: 1500 },
    ]);
    expect(children).toEqual([]);
  });

  it('says nothing where nothing is known, and is the same however many sent its fingerprint', async () => {
    const { values, credits, images } = await record(await box(), { stashdb: '22222222-2222-4222-8222-222222222222' });
    expect([values, credits, images]).toEqual([{ title: 'Second Helping', year: 2019, releaseDate: '2019' }, [], []]);
    const [scene, ...others] = SCENES;
    const more = scene?.fingerprints.map((print) => ({ ...print, submissions: 99 })) ?? [];
    const before = await record(await box());
    const after = await record(await box(stashBox(boxScenes.parse([{ ...scene, fingerprints: more }, ...others]))));
    expect(after.digest).toBe(before.digest);
  });
});

describe('stash-box: to tolerate', () => {
  const gardener = SCENES[0];
  const error = (message: string, data: unknown = null): Handler => json({ errors: [{ message }], data });

  it.each([
    ['not authorized', 'HTTP_AUTH'],
    ['Too many requests, slow down', 'HTTP_RATE_LIMITED'],
    ['too many scenes', 'HTTP_STATUS'],
    ['Cannot query field "duration" on type "Scene".', 'HTTP_STATUS'],
  ])('an error with HTTP 200: %s', async (message, code) => {
    for (const data of [null, { findScene: null }]) {
      const { metadata, fingerprints } = await box(error(message, data));
      const fetched = await metadata.fetch({ stashdb: GARDENER }, 'movie', { languages: [] }, quiet());
      expect(fetched).toMatchObject({ status: 'unavailable', error: { code } });
      if (fetched.status === 'unavailable') expect(fetched.error.message).toContain(message);
      const files = await fingerprints.recognise([A1, B2], quiet());
      expect(files.map(({ status }) => status)).toEqual(['unavailable', 'unavailable']);
    }
  });

  it('half an answer: what came counts, what is missing could not be asked, and a person hears of it once', async () => {
    const data = { findScenesBySceneFingerprints: [[gardener], [null], []] };
    const { fingerprints, warnings } = await box(error('a resolver fell over', data));
    const first = await fingerprints.recognise([A1, B2, UNKNOWN], quiet());
    expect(first.map(({ status }) => status)).toEqual(['ok', 'unavailable', 'ok']);
    await fingerprints.recognise([A1, B2, UNKNOWN], quiet());
    expect(warnings).toEqual([
      expect.objectContaining({
        code: 'stashbox.half-answer',
        message: 'stashdb (stash-box): an answer came with an error: a resolver fell over',
      }),
    ]);
  });

  it('a scene that cannot be read costs itself only', async () => {
    const odd = { id: 'no uuid', title: 7 };
    const { fingerprints, warnings } = await box(json({ data: { findScenesBySceneFingerprints: [[odd, gardener]] } }));
    const [answer] = await fingerprints.recognise([A1], quiet());
    expect(answer).toMatchObject({ status: 'ok', value: [{ candidate: { title: 'The Gardener’s Day Off' } }] });
    expect(warnings[0]?.message).toContain('the scene “7” could not be read');
  });

  it('members of other types, and members that are missing', async () => {
    const bare = {
      id: GARDENER,
      tags: 'none',
      studio: 'x',
      images: {},
      performers: [null, { performer: {} }],
      duration: '90',
    };
    const { metadata } = await box(json({ data: { findScene: bare } }));
    const { values, credits, images } = await record({ metadata });
    expect([values, credits, images]).toEqual([{ runtime: 2 }, [], []]);
  });

  it('lists that do not fit the files are no answer, since nobody can tell whose is which', async () => {
    const { fingerprints } = await box(json({ data: { findScenesBySceneFingerprints: [[gardener]] } }));
    const answers = await fingerprints.recognise([UNKNOWN, A1], quiet());
    expect(answers).toMatchObject(Array(2).fill({ status: 'unavailable', error: { code: 'HTTP_SCHEMA' } }));
  });
});

/** The schema of the server, where it lies beside the repository. */
const SDL = new URL('../../../../shared/api/stashbox/schema.graphql', import.meta.url);
if (!existsSync(SDL)) {
  process.stderr.write(
    '\n  NOTE: ../shared/api is absent; the questions to stash-box are not compared with its schema.\n\n',
  );
}

it.skipIf(!existsSync(SDL))('asks only for members that the schema of the server has', () => {
  const sdl = readFileSync(SDL, 'utf8');
  const membersOf = (type: string): string[] => {
    const [, body = ''] = new RegExp(`^type ${type} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(sdl) ?? [];
    return [...body.matchAll(/^ {2}(\w+)[(:]/gm)].map(([, name = '']) => name);
  };
  const [, parts = ''] = /fragment SceneParts on Scene \{([\s\S]*)\}/.exec(BY_ID) ?? [];
  const types: Readonly<Record<string, string>> = {
    urls: 'URL',
    studio: 'Studio',
    parent: 'Studio',
    tags: 'Tag',
    images: 'Image',
    performers: 'PerformerAppearance',
    performer: 'Performer',
    fingerprints: 'Fingerprint',
  };
  const asked: string[] = [];
  const stack = ['Scene'];
  let last = '';
  for (const [token] of parts.matchAll(/\w+|[{}]/g)) {
    if (token === '{') stack.push(types[last] ?? `no type of ${last}`);
    else if (token === '}') stack.pop();
    else asked.push(`${stack.at(-1)}.${token}`);
    if (/\w/.test(token)) last = token;
  }
  expect(asked.length).toBeGreaterThan(25);
  const absent = asked.filter((name) => {
    const [type = '', member = ''] = name.split('.');
    return !membersOf(type).includes(member);
  });
  expect(absent).toEqual([]);
  expect(membersOf('Query')).toEqual(
    expect.arrayContaining(['findScenesBySceneFingerprints', 'findScene', 'searchScene']),
  );
});
