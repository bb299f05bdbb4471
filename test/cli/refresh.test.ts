import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { RevengeEvent, RunSummary } from '../../src/model/events.ts';
import { STANDARD_POLICY } from '../../src/reconcile/policies.ts';
import { openStore } from '../../src/store/open.ts';
import { type Handler, json, startServer, status, type TestServer } from '../support/http-server.ts';
import { makeVideo } from '../support/media-files.ts';
import { scan } from '../support/scan-world.ts';
import { runCli } from './run-cli.ts';

const FILMS = 10;

/** A film of the made-up kind, as TMDb has it now. */
interface Film {
  overview: string;
  tagline?: string;
}

let folder: string;
let config: string;
let tmdb: TestServer;
let films: Map<number, Film>;
/** Ids on TMDb's list of changes, and of how many pages it is. */
let changed: number[];
let pages: number;
/** What TMDb answers instead, by path. */
let instead: Map<string, Handler>;

/** Words instead of numbers, so that no name is read as a part or a year. */
const titleOf = (number: number): string =>
  `Film ${[...String(number)].map((digit) => `${'ABCDEFGHIJ'[Number(digit)]}o`).join('')}`;

const answers: Handler = (request, response) => {
  const { path, query } = request;
  const other = instead.get(path);
  if (other !== undefined) return other(request, response);
  const id = Number(/^\/3\/movie\/(\d+)$/.exec(path)?.[1]);
  const film = films.get(id);
  if (film !== undefined) {
    const title = titleOf(id);
    const body = { id, title, original_title: title, release_date: '2001-02-03', ...film };
    const etag = `"${id}-${Buffer.from(JSON.stringify(film)).toString('base64')}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    return json(body, { headers: { etag } })(request, response);
  }
  if (path === '/3/movie/changes') {
    return json({ results: changed.map((one) => ({ id: one })), page: 1, total_pages: pages })(request, response);
  }
  if (path !== '/3/search/movie') return status(404)(request, response);
  const results = [...films.keys()].filter((one) => titleOf(one) === query.query);
  return json({
    results: results.map((one) => ({ id: one, title: titleOf(one), release_date: '2001-02-03' })),
    page: 1,
  })(request, response);
};

const scanned = ['store.sqlite', 'cache.sqlite'] as const;

/** All tests begin with the same scan of the same files; what they change of them they take back. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-refresh-'));
  config = join(folder, 'revenge.config.yaml');
  begin();
  tmdb = await startServer((request, response) => answers(request, response));
  for (const number of films.keys()) {
    const name = `${titleOf(number)} (2001)`;
    // The last one lies in the root itself.
    await addFile(number === FILMS ? `${name}.mkv` : join(name, `${name}.mkv`), number);
  }
  await writeFile(
    config,
    `libraries:
  - { name: Films, path: Films, kind: movies }
  - { name: More, path: More, kind: movies }
store: store.sqlite
cache: { file: cache.sqlite }
sources:
  tmdb: { url: "${tmdb.origin}", apiKey: tmdb-key-0123 }
  musicbrainz: false
  tvmaze: false
  coverartarchive: false
`,
  );
  await mkdir(join(folder, 'More'));
  const { summary } = await scan(['--config', config, '--no-artwork']);
  expect(summary.groups).toMatchObject({ total: FILMS, matched: FILMS });
  for (const name of scanned) await cp(join(folder, name), join(folder, `${name}.scanned`));
});
beforeEach(async () => {
  begin();
  for (const name of scanned) await cp(join(folder, `${name}.scanned`), join(folder, name));
});
afterAll(async () => {
  await tmdb.close();
  await rm(folder, { recursive: true, force: true });
});

function begin(): void {
  films = new Map(Array.from({ length: FILMS }, (_, place) => [place + 1, { overview: `As it was, ${place + 1}.` }]));
  [changed, pages, instead] = [[], 1, new Map()];
}

async function addFile(path: string, seed: number): Promise<void> {
  const full = join(folder, 'Films', path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, makeVideo({ container: 'mkv', seconds: 60, width: 64, height: 64, seed }));
}

interface Refreshed {
  readonly code: number;
  readonly err: string;
  readonly summary: RunSummary;
  readonly refresh: Extract<RevengeEvent, { type: 'refresh' }>;
  readonly events: readonly RevengeEvent[];
  /** What TMDb was asked: `movie/3`. */
  readonly asked: readonly string[];
}

async function refresh(...words: string[]): Promise<Refreshed> {
  const before = tmdb.requests.length;
  const { code, out, err } = await runCli(['refresh', '--json', '--no-artwork', '--config', config, ...words]);
  const events: RevengeEvent[] = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const asked = tmdb.requests.slice(before).map(({ path }) => path.replace('/3/', ''));
  const refreshed = events.find((event) => event.type === 'refresh');
  const last = events.at(-1);
  if (last?.type !== 'summary') throw new Error(`no summary: ${out.slice(-300)}${err}`);
  const none = { type: 'refresh', known: -1, due: -1, unchanged: -1, unasked: -1, asked: -1, lists: [] } as const;
  return { code, err, events, asked, summary: last.summary, refresh: refreshed?.type === 'refresh' ? refreshed : none };
}

async function shown(number: number): Promise<{ overview: unknown; tagline: unknown }> {
  const { out } = await runCli(['show', `tmdb:${number}`, '--json', '--config', config]);
  const { fields } = JSON.parse(out);
  return { overview: fields.overview?.value, tagline: fields.tagline?.value };
}

describe('revenge refresh', () => {
  it('asks nobody about what is new enough', async () => {
    const { code, asked, refresh: event, summary } = await refresh();
    expect([code, asked, summary.groups.total, summary.rows.changed]).toEqual([0, [], 0, 0]);
    expect(event).toMatchObject({ known: FILMS, due: 0, asked: 0 });
  });

  it('reads the list of changes and asks only about what is on it, past the kept answers', async () => {
    for (const number of [3, 4]) films.set(number, { overview: 'As it is now.' });
    changed = [3, 999_999];
    const first = await refresh('--older-than', '0h');
    expect(first.asked).toEqual(['movie/changes', 'movie/3', 'configuration']);
    expect(first.refresh).toMatchObject({
      ...{ known: FILMS, due: FILMS, unchanged: FILMS - 1, asked: 1, unasked: 0 },
      lists: [{ provider: 'tmdb', kind: 'movie', status: 'known', changed: 2 }],
    });
    expect(first.summary.groups).toMatchObject({ total: 1, matched: 1 });
    expect(first.summary.rows.changed).toBeGreaterThan(0);
    expect([await shown(3), await shown(4)]).toMatchObject([
      { overview: 'As it is now.' },
      { overview: 'As it was, 4.' },
    ]);
    const list = tmdb.requests.find(({ path }) => path === '/3/movie/changes');
    expect(Object.keys(list?.query ?? {}).sort()).toEqual(['api_key', 'end_date', 'page', 'start_date']);
    // What was found to be up to date is so for a while.
    expect((await refresh('--older-than', '1h')).refresh).toMatchObject({ due: 0 });

    const second = await refresh('--older-than', '0h');
    expect(second.asked).toEqual(['movie/changes', 'movie/3', 'configuration']);
    expect(tmdb.requests.findLast(({ path }) => path === '/3/movie/3')?.headers['if-none-match']).toBeDefined();
    expect(second.summary.rows.changed).toBe(0);
  });

  it('asks about everything with --all, and where the list costs more than it spares, or is not there', async () => {
    const all = await refresh('--older-than', '0h', '--all');
    expect(all.asked.filter((path) => /^movie\/\d+$/.test(path))).toHaveLength(FILMS);
    expect(all.asked).not.toContain('movie/changes');
    expect(all.summary.providers[0]).toMatchObject({ revalidated: expect.any(Number) });
    expect(all.summary.rows.changed).toBe(0);
    pages = FILMS + 1;
    const long = await refresh('--older-than', '0h');
    expect(long.asked.filter((path) => path === 'movie/changes')).toHaveLength(1);
    expect(long.asked.filter((path) => /^movie\/\d+$/.test(path))).toHaveLength(FILMS);
    expect(long.refresh).toMatchObject({ asked: FILMS, lists: [{ status: 'too-many' }] });
    instead.set('/3/movie/changes', status(404));
    expect((await refresh('--older-than', '0h')).refresh).toMatchObject({
      asked: FILMS,
      lists: [{ status: 'not-found' }],
    });
  });

  it('asks about nothing where the list cannot be read: nobody knows, so the next refresh does it', async () => {
    instead.set('/3/movie/changes', status(401));
    const { asked, refresh: event, events, code, summary } = await refresh('--older-than', '0h', '--strict');
    expect(asked).toEqual(['movie/changes']);
    expect(event).toMatchObject({ asked: 0, unasked: FILMS });
    expect(events).toContainEqual(expect.objectContaining({ type: 'warning', code: 'HTTP_AUTH' }));
    expect([code, summary.groups.degraded]).toEqual([5, 0]);
    instead.clear();
    expect((await refresh('--older-than', '0h')).refresh).toMatchObject({ due: FILMS });
  });

  it('takes works by name, folders and libraries', async () => {
    films.set(7, { overview: 'Named.' });
    const named = await refresh(titleOf(7));
    expect(named.asked).toEqual(['movie/7', 'configuration']);
    expect(await shown(7)).toMatchObject({ overview: 'Named.' });
    expect((await refresh(`tmdb:${FILMS}`)).asked).toContain(`movie/${FILMS}`);
    expect((await refresh(titleOf(7), '--older-than', '1h')).refresh).toMatchObject({ due: 0 });
    const place = join(folder, 'Films', `${titleOf(9)} (2001)`);
    expect((await refresh(place, '--older-than', '0h', '--all')).asked).toEqual(['movie/9', 'configuration']);
    const more = await refresh('More', '--older-than', '0h', '--all');
    expect([more.asked, more.refresh.known]).toEqual([[], 0]);

    const unknown = await refresh('No Such Film');
    expect([unknown.code, unknown.asked]).toEqual([2, []]);
    expect(unknown.events).toContainEqual(expect.objectContaining({ type: 'error', code: 'NOT_FOUND' }));
  });

  it('asks again about what waits for a source, and with --only degraded about nothing else', async () => {
    await addFile('Film Zo (2001)/Film Zo (2001).mkv', 77);
    onTestFinished(() => rm(join(folder, 'Films/Film Zo (2001)'), { recursive: true }));
    instead.set('/3/search/movie', status(401));
    const broken = await scan(['--config', config, '--no-artwork']);
    expect(broken.summary.groups).toMatchObject({ degraded: 1 });
    instead.clear();
    const { refresh: event, summary, asked } = await refresh('--only', 'degraded');
    expect(event).toMatchObject({ due: 1, asked: 1 });
    expect(summary.groups).toMatchObject({ total: 1, unmatched: 1 });
    expect(asked.filter((path) => /^movie\//.test(path))).toEqual([]);
    expect((await refresh('--only', 'degraded')).refresh).toMatchObject({ due: 0 });
  });

  it('asks with --only about what lacks an identity or artwork, whatever its age, and past the kept answers', async () => {
    await addFile('Film Zo (2001)/Film Zo (2001).mkv', 77);
    onTestFinished(() => rm(join(folder, 'Films/Film Zo (2001)'), { recursive: true }));
    instead.set('/3/search/movie', json({ results: [], page: 1 }));
    expect((await scan(['--config', config, '--no-artwork'])).summary.groups).toMatchObject({ unmatched: 1 });
    expect((await refresh('--only', 'degraded,ambiguous')).refresh).toMatchObject({ due: 0, asked: 0 });
    const still = await refresh('--only', 'unmatched');
    expect([still.refresh.due, still.asked.every((path) => path === 'search/movie')]).toEqual([1, true]);
    expect(still.summary.groups).toMatchObject({ total: 1, unmatched: 1 });
    expect((await refresh('--only', 'unmatched', '--older-than', '1h')).refresh).toMatchObject({ due: 0 });
    instead.set(
      '/3/search/movie',
      json({ results: [{ id: 3, title: 'Film Zo', release_date: '2001-02-03' }], page: 1 }),
    );
    expect((await refresh('--only', 'unmatched')).summary.groups).toMatchObject({ total: 1, matched: 1 });

    const artless = await refresh('--only', 'missing:poster,unmatched');
    expect(artless.refresh).toMatchObject({ due: FILMS + 1, asked: FILMS + 1, lists: [] });
    expect(artless.asked.filter((path) => /^movie\/\d+$/.test(path)).length).toBeGreaterThanOrEqual(FILMS);
    expect(artless.asked).not.toContain('movie/changes');
    const wrong = await runCli(['refresh', '--only', 'missing:postr', '--config', config]);
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean missing:poster?') });
  });

  it('stops with --budget when the requests are used up, and goes on with what was left', async () => {
    const movies: string[] = [];
    for (let run = 0; run < FILMS && movies.length < FILMS - 2; run++) {
      const { code, asked, summary } = await refresh('--older-than', '0h', '--all', '--budget', '3requests');
      // Those that are under way when the last request is sent are finished.
      expect([code, summary.requests.live <= 5, asked.length]).toEqual([0, true, summary.requests.live]);
      expect(summary.groups.matched + (summary.left ?? 0)).toBe(FILMS);
      expect(summary.left).toBeGreaterThan(0);
      movies.push(...asked.filter((path) => /^movie\/\d+$/.test(path)));
    }
    // As long as three were not asked about yet, no run asks about another one.
    expect(new Set(movies.slice(0, FILMS - 2)).size).toBe(FILMS - 2);
  });

  it('counts neither kept nor replayed answers for --budget', async () => {
    const cassettes = join(folder, 'budget-cassettes');
    await refresh('--older-than', '0h', '--all', '--record', cassettes);
    const replayed = await refresh('--older-than', '0h', '--replay', cassettes, '--budget', '2requests,1h');
    expect(replayed.summary).toMatchObject({ groups: { matched: FILMS }, requests: { live: 0 } });
    expect(replayed.summary.left).toBeUndefined();
  });

  it('stops with --budget when the time is over, before the next group', async () => {
    const { code, asked, summary } = await refresh('--older-than', '0h', '--all', '--budget', '0m');
    expect([code, asked, summary.left, summary.rows.changed]).toEqual([0, [], FILMS, 0]);
    const words = ['--older-than', '0h', '--all', '--plain', '--config', config];
    const { out } = await runCli(['refresh', ...words, '--budget', '0m']);
    expect(out).toContain(`The budget is used up: ${FILMS} groups left for the next run.`);
    for (const wrong of ['lots', '5', '10 parsecs', '', '1requests,']) {
      expect(await runCli(['refresh', ...words, `--budget=${wrong}`])).toMatchObject({ code: 2 });
    }
  });

  it('replaces a value by a value only, and no field that is locked', async () => {
    const store = await openStore(join(folder, 'store.sqlite'), {});
    const [item] = await store.show({ by: 'external', kind: 'tmdb', value: '5' });
    if (item === undefined) throw new Error('the film is stored');
    const policy = STANDARD_POLICY;
    await store.hold({ itemId: item.id, field: 'overview', author: 'me', at: '2026-01-01T00:00:00.000Z', policy });
    await store.close();
    films.set(5, { overview: 'Not wanted.', tagline: 'New.' });
    films.set(6, { overview: '' });
    await refresh('tmdb:5', 'tmdb:6');
    expect(await shown(5)).toEqual({ overview: 'As it was, 5.', tagline: 'New.' });
    expect(await shown(6)).toMatchObject({ overview: 'As it was, 6.' });
    films.delete(6);
    expect((await refresh('tmdb:6')).summary.groups).toMatchObject({ matched: 1 });
    expect(await shown(6)).toMatchObject({ overview: 'As it was, 6.' });
  });

  it('shows with --dry-run what would come of it, and changes nothing', async () => {
    films.set(3, { overview: 'As it is now.' });
    changed = [3];
    const before = await readFile(join(folder, 'store.sqlite'));
    const { refresh: event, summary } = await refresh('--older-than', '0h', '--dry-run');
    expect([event.asked, summary.groups.matched, summary.rows.changed]).toEqual([1, 1, 0]);
    expect((await readFile(join(folder, 'store.sqlite'))).equals(before)).toBe(true);
    expect((await refresh('--older-than', '0h')).refresh).toMatchObject({ due: FILMS });
  });

  it('asks about each work where answers are replayed, since no recording has the list of another day', async () => {
    const cassettes = join(folder, 'cassettes');
    await refresh('--older-than', '0h', '--all', '--record', cassettes);
    const { asked, refresh: event, summary } = await refresh('--older-than', '0h', '--replay', cassettes);
    expect(asked).toEqual([]);
    expect(event).toMatchObject({ asked: FILMS, lists: [{ status: 'not-found' }] });
    expect(summary).toMatchObject({ groups: { matched: FILMS }, requests: { live: 0, replayed: FILMS + 1 } });
  });

  it('leaves a library alone whose folder is gone', async () => {
    await rename(join(folder, 'Films'), join(folder, 'Away'));
    onTestFinished(() => rename(join(folder, 'Away'), join(folder, 'Films')));
    expect((await refresh()).code).toBe(0);
    expect(await refresh('--older-than', '0h', '--all')).toMatchObject({ code: 7, asked: [] });
    expect(await shown(5)).toMatchObject({ overview: 'As it was, 5.' });
  });

  it('says in plain lines what it does, and nothing with --quiet', async () => {
    changed = [3];
    const words = ['refresh', '--plain', '--no-artwork', '--older-than', '0h', '--config', config];
    const { out } = await runCli(words);
    expect(out).toMatch(/^refresh +10 of 10 works are due: 9 unchanged by their sources' lists, 1 asked about$/m);
    expect((await runCli([...words, '--quiet'])).out).not.toContain('are due');
    expect(await runCli(['refresh', '--older-than', 'soon', '--config', config])).toMatchObject({
      code: 2,
      err: expect.stringContaining('"soon" is no length of time'),
    });
  });
});
