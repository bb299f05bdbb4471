import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportDocument } from '../../src/cli/commands/report/document.ts';
import { newRunId } from '../../src/model/ids.ts';
import type { Probe } from '../../src/model/media.ts';
import type { Store } from '../../src/store/port.ts';
import {
  AT,
  albumSave,
  draft,
  episodeDraft,
  file,
  groupSave,
  MOVIES,
  movieDraft,
  seriesDraft,
  seriesSave,
  values,
} from '../store/drafts.ts';
import { runCli } from './run-cli.ts';
import { type Stored, smallLibrary, storedIn } from './stored.ts';

let stored: Stored;
beforeAll(async () => {
  stored = await storedIn(fill);
});
afterAll(() => stored.remove());

async function report(...argv: readonly string[]) {
  return runCli(['report', ...argv, '--store', stored.path], { env: stored.env, cwd: stored.folder });
}

async function rowsOf(...argv: readonly string[]) {
  const { out, code } = await report(...argv, '--json');
  expect(code).toBe(0);
  return reportDocument.parse(JSON.parse(out));
}

const picture = (width: number, height: number): Probe => ({
  container: 'matroska',
  duration: 1000,
  video: [{ codec: 'hevc', width, height, hdr: 'hdr10' }],
  audio: [{ codec: 'ac3', channels: 6, language: 'en' }],
  subtitles: [],
  warnings: [],
});

async function fill(store: Store): Promise<void> {
  await smallLibrary(store);
  const film = (id: string, title: string, files: readonly ReturnType<typeof file>[]) =>
    store.saveGroup(
      groupSave({
        key: title,
        title,
        files,
        draft: movieDraft({ ids: { tmdb: id }, values: values('tmdb', id, { title, year: 2001 }), images: [] }),
      }),
    );
  await film('1', '=cmd|calc', [
    file('A/A 1080p.mkv', { size: 9e9, hash: 'aaaaaaaaaaaaaaaa', probe: picture(1920, 800) }),
    file('A/A 480p.mkv', { size: 1e9, probe: picture(640, 272) }),
    file('A/A cut.mkv', { size: 9e9, edition: { name: "Director's Cut" }, probe: picture(1920, 800) }),
  ]);
  await film('2', 'Copy', [file('B/B.mkv', { size: 9e9, hash: 'aaaaaaaaaaaaaaaa', probe: picture(1920, 800) })]);
  await film('3', 'Gone', [file('Gone/Gone.mkv')]);
  await store.markMissing(MOVIES.root, ['Gone/Gone.mkv'], AT);
  await store.saveGroup(
    seriesSave({
      draft: seriesDraft({
        children: [
          draft('season', {
            position: { season: 1 },
            values: values('sonarr', 's1', { title: 'Season 1' }),
            children: [1, 2, 3, 4].map((number) => aired(1, number, number === 4 ? '2999-01-01' : '2002-06-09')),
          }),
          draft('season', {
            position: { season: 0 },
            values: values('sonarr', 's0', { title: 'Specials' }),
            children: [aired(0, 1, '2002-06-09')],
          }),
        ],
      }),
    }),
  );
  await store.saveGroup(albumSave());
  for (const [day, failures] of [
    [1, 0],
    [2, 3],
  ] as const)
    await store.saveRun(runOf(`2026-03-0${day}T00:00:00Z`, failures));
}

const aired = (season: number, episode: number, releaseDate: string) =>
  episodeDraft(season, episode, `Part ${episode}`, {
    values: values('sonarr', `e${season}-${episode}`, { title: `Part ${episode}`, releaseDate }),
  });

function runOf(startedAt: string, failures: number) {
  const id = newRunId(new Date(startedAt));
  const none = { retries: 0, failures: 0, notFound: 0, waitedMs: 0, replayed: 0 };
  const counts = { total: 0, unchanged: 0, matched: 0, ambiguous: 0, unmatched: 0, degraded: 0, ignored: 0 };
  const files = { seen: 0, unchanged: 0, added: 0, changed: 0, moved: 0, missing: 0, skipped: 0, failed: 0 };
  const tmdb = { provider: 'tmdb', state: 'ok', ...none, requests: 10, failures, latencyMs: failures * 100 };
  const summary = {
    run: id,
    command: 'scan',
    store: 's',
    startedAt,
    duration: 1,
    interrupted: false,
    roots: { scanned: 1, unavailable: 0 },
    files,
    groups: counts,
    rows: { changed: 1 },
    images: { fetched: 0, local: 0, failed: 0 },
    requests: { live: 10, replayed: 0 },
    providers: [failures > 0 ? { ...tmdb, lastError: 'timed out' } : tmdb],
    warnings: 0,
    peakRss: 1,
    exitCode: 0,
  };
  return { id, command: 'scan', startedAt, finishedAt: startedAt, summary };
}

describe('report', () => {
  it('missing: aired episodes, tracks, and works whose files are gone', async () => {
    const { rows, total } = await rowsOf('missing');
    expect(rows).toMatchObject([
      { kind: 'track', work: 'Dummy', position: { disc: 2, track: 1 }, title: 'Strangers' },
      { kind: 'movie', work: 'Gone', missingSince: AT },
      { kind: 'episode', work: 'The Wire', position: { season: 1, episode: 3 }, date: '2002-06-09' },
    ]);
    expect(total).toBe(3);
    expect((await rowsOf('missing', 'kind:series', '--specials')).rows).toMatchObject([
      { position: { season: 0, episode: 1 } },
      { position: { season: 1, episode: 3 } },
    ]);
  });

  it('duplicates: same bytes and worse versions, but no other edition', async () => {
    const { rows } = await rowsOf('duplicates');
    expect(rows).toMatchObject([
      { reason: 'version', path: 'A/A 480p.mkv', of: 'A/A 1080p.mkv', bytes: 1e9 },
      { reason: 'bytes', path: 'B/B.mkv', of: 'A/A 1080p.mkv', bytes: 9e9 },
    ]);
  });

  it('open and artwork', async () => {
    expect((await rowsOf('open')).rows).toMatchObject([{ outcome: 'ambiguous', identification: { candidates: [{}] } }]);
    const { rows } = await rowsOf('artwork', 'title:copy');
    expect(rows).toMatchObject([
      { title: 'Copy', artwork: 'poster', problem: 'missing' },
      { title: 'Copy', artwork: 'backdrop', problem: 'missing' },
    ]);
  });

  it('quality and stats count files and works', async () => {
    expect((await rowsOf('quality', 'kind:movie', 'codec:hevc')).rows).toEqual(
      expect.arrayContaining([
        { group: 'resolution', value: '1080p', count: 3, bytes: 27e9 },
        { group: 'resolution', value: '480p', count: 1, bytes: 1e9 },
        { group: 'channels', value: '5.1', count: 4, bytes: 28e9 },
        { group: 'bitrate', value: 'over 40 Mbit/s', count: 3, bytes: 27e9 },
      ]),
    );
    expect((await rowsOf('stats')).rows).toEqual(
      expect.arrayContaining([
        { group: 'kind', value: 'movie', count: 5, bytes: expect.any(Number) },
        { group: 'kind', value: 'episode', count: 2, bytes: 0 },
        { group: 'decade', value: '2000s', count: 4, bytes: expect.any(Number) },
      ]),
    );
  });

  it('health sums up the sources of the last runs', async () => {
    expect((await rowsOf('health')).rows).toMatchObject([
      { provider: 'tmdb', runs: 2, requests: 20, failures: 3, latencyMs: 150, lastError: 'timed out' },
    ]);
  });

  it('prints tables, and CSV in which no cell is a formula', async () => {
    expect((await report('missing', 'kind:movie')).out).toMatch(/^kind +work +missing since\nmovie +Gone \(2001\)/);
    const { out } = await report('artwork', '--csv', 'year:2001');
    expect(out).toMatch(/^kind,title,year,artwork,problem,width,height,id\nmovie,'=cmd\|calc,2001,poster,missing,,,/);
    expect((await report('stats', 'title:nothing')).out).toBe('nothing found\n');
    expect((await report('missing', '--limit', '1')).out).toMatch(/and 2 more\n$/);
  });

  it('ends with 3 above a threshold', async () => {
    expect((await report('missing', '--fail-above', '2')).code).toBe(3);
    expect(await report('missing', '--fail-above', '3', '--quiet')).toEqual({ code: 0, out: '', err: '' });
    expect((await report('health', '--fail-above', '0', '--quiet')).code).toBe(3);
  });

  it.each([
    ['stats', '--fail-above', '1'],
    ['open', 'kind:movie'],
    ['missing', '--csv', '--json'],
    ['nonsense'],
    ['missing', '--limit', '-1'],
    ['missing', 'color:red'],
  ])('refuses %s %s %s', async (...argv) => {
    expect((await report(...argv.filter((word) => word !== undefined))).code).toBe(2);
  });
});
