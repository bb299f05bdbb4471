import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ITEM_KINDS } from '../../src/model/kinds.ts';
import { openStore } from '../../src/store/open.ts';
import { DEMO_KEYS, type DemoServices, startDemoServices } from '../demo/services/serve.ts';
import { FIXTURES, type ScanResult, scan } from '../support/scan-world.ts';

let services: DemoServices;
let folder = '';
beforeEach(async () => {
  services = await startDemoServices();
  folder = await mkdtemp(join(tmpdir(), 'revenge-again-'));
  for (const name of ['Movies', 'TV', 'Music']) {
    await mkdir(join(folder, 'library'), { recursive: true });
    const to = join(folder, 'library', name);
    await cp(join(FIXTURES, 'library', name), to, { recursive: true, preserveTimestamps: true });
  }
});
afterEach(async () => {
  await services.close();
  await rm(folder, { recursive: true, force: true });
});

const at = (origin: string): string => services.origins[origin] ?? origin;

const sourceText = {
  none: () => '  musicbrainz: false\n  tvmaze: false\n  coverartarchive: false\n',
  tmdb: () => `  tmdb: { url: ${at('https://api.themoviedb.org')}/3, apiKey: ${DEMO_KEYS.tmdb} }\n`,
  music: () =>
    `  musicbrainz: { url: ${at('https://musicbrainz.org')}/ws/2 }
  coverartarchive: { url: ${at('https://coverartarchive.org')} }\n`,
  arrs: (movies = '/movies') =>
    `  radarr: [{ url: ${at('http://radarr.demo:7878')}, apiKey: ${DEMO_KEYS.radarr}, pathMap: [{ from: ${movies}, to: library/Movies }] }]
  sonarr: [{ url: ${at('http://sonarr.demo:8989')}, apiKey: ${DEMO_KEYS.sonarr}, pathMap: [{ from: /tv, to: library/TV }] }]\n`,
};
const ALL = () => sourceText.arrs() + sourceText.tmdb() + sourceText.music();

/** Scans the one library into a store with these sources. */
async function scanned(store: string, sources: string, more = '', ...args: string[]): Promise<ScanResult> {
  const config = join(folder, 'revenge.config.yaml');
  const roots = ['Movies: movies', 'TV: tv', 'Music: music']
    .map((pair) => pair.split(': '))
    .map(([name, kind]) => `  - { name: ${name}, path: library/${name}, kind: ${kind} }\n`);
  await writeFile(
    config,
    `libraries:\n${roots.join('')}cache: { enabled: false }\nartwork: { enabled: false }\n${more}\nsources:\n${sources}`,
  );
  return scan(['--config', config, '--store', join(folder, store), '--no-artwork', ...args]);
}

/** Leaves of what a store shows, by their places; without how identities were found out, which may differ by the way there. */
async function content(name: string): Promise<readonly string[]> {
  const store = await openStore(join(folder, name), {});
  try {
    const shown: string[] = [];
    for (const { id, kind, title } of await store.list({ kinds: ITEM_KINDS })) {
      leaves(await store.show({ by: 'id', id }), `${kind} ${title}`, shown);
    }
    leaves(await store.openGroups({}), 'open', shown);
    return shown.sort();
  } finally {
    await store.close();
  }
}

const OWN = new Set(['id', 'itemId', 'fetchedAt', 'inode', 'reasons', 'by', 'score', 'candidates']);

function leaves(value: unknown, place: string, into: string[]): void {
  if (typeof value !== 'object' || value === null) into.push(`${place}: ${JSON.stringify(value)}`);
  else for (const [name, member] of Object.entries(value)) if (!OWN.has(name)) leaves(member, `${place}.${name}`, into);
}

/** Lines of one list that the other has not. */
async function differences(one: string, other: string): Promise<readonly string[]> {
  const [a, b] = [await content(one), await content(other)];
  const only = (mine: readonly string[], theirs: ReadonlySet<string>) => mine.filter((line) => !theirs.has(line));
  return [
    ...only(a, new Set(b)).map((line) => `${one}: ${line}`),
    ...only(b, new Set(a)).map((line) => `${other}: ${line}`),
  ];
}

/** Nothing is written and nobody is asked. */
async function expectQuiet(store: string, sources: string, more = ''): Promise<void> {
  const { summary } = await scanned(store, sources, more);
  expect(summary.rows.changed).toBe(0);
  expect(summary.requests.live).toBe(0);
  expect(summary.groups.unchanged).toBe(summary.groups.total);
}

describe('a scan without keys', () => {
  it('comes, once keys are added, to the same content as a scan with keys at once', async () => {
    await scanned('at-once.sqlite', ALL());
    const without = await scanned('later.sqlite', sourceText.none());
    expect(without.summary.requests.live).toBe(0);
    await expectQuiet('later.sqlite', sourceText.none());
    await scanned('later.sqlite', ALL());
    expect(await differences('later.sqlite', 'at-once.sqlite')).toEqual([]);
    await expectQuiet('later.sqlite', ALL());
  });

  it('comes there key by key as well', async () => {
    await scanned('at-once.sqlite', ALL());
    await scanned('later.sqlite', sourceText.none());
    await scanned('later.sqlite', sourceText.tmdb() + sourceText.none());
    await scanned('later.sqlite', sourceText.tmdb() + sourceText.music());
    await scanned('later.sqlite', ALL());
    expect(await differences('later.sqlite', 'at-once.sqlite')).toEqual([]);
    await expectQuiet('later.sqlite', ALL());
  });

  it('comes there in a store of an earlier version, which did not keep who was asked, and asks once', async () => {
    await scanned('at-once.sqlite', ALL());
    await scanned('later.sqlite', sourceText.tmdb() + sourceText.none());
    const database = new Database(join(folder, 'later.sqlite'));
    database.exec('UPDATE groups SET asked = NULL, asked_at = NULL, asked_times = NULL');
    database.close();
    await scanned('later.sqlite', ALL());
    expect(await differences('later.sqlite', 'at-once.sqlite')).toEqual([]);
    await expectQuiet('later.sqlite', ALL());
  });

  it('says in its summary what to add, and what it gives', async () => {
    const { summary } = await scanned('store.sqlite', sourceText.none());
    const kinds = summary.unsearched?.map(({ kind }) => kind);
    expect(kinds).toContain('movie');
    expect(summary.unsearched?.find(({ kind }) => kind === 'movie')?.add[0]).toEqual({
      setting: 'sources.tmdb.apiKey',
      gives: 'TMDb: movies and series',
    });
    const again = await scanned('store.sqlite', sourceText.none());
    expect(again.summary.unsearched).toEqual(summary.unsearched);
    const withAll = await scanned('store.sqlite', ALL());
    expect(withAll.summary.unsearched).toBeUndefined();
  });
});

describe('a path map', () => {
  it('that changes lets the groups of its libraries be asked about again', async () => {
    await scanned('store.sqlite', sourceText.arrs('/films') + sourceText.none());
    const { events } = await scanned('store.sqlite', sourceText.arrs() + sourceText.none());
    const found = events.filter((event) => event.type === 'group' && event.by === 'radarr');
    expect(found.length).toBeGreaterThan(0);
    await expectQuiet('store.sqlite', sourceText.arrs() + sourceText.none());
  });
});

describe('languages', () => {
  it('that change let works be asked about again, once, and have their titles and texts', async () => {
    await scanned('store.sqlite', ALL(), 'languages: [en]');
    await scanned('at-once.sqlite', ALL(), 'languages: [de]');
    const { summary } = await scanned('store.sqlite', ALL(), 'languages: [de]');
    expect(summary.requests.live).toBeGreaterThan(0);
    expect(await differences('store.sqlite', 'at-once.sqlite')).toEqual([]);
    await expectQuiet('store.sqlite', ALL(), 'languages: [de]');
  });
});

describe('a source that is taken away', () => {
  it('changes nothing, nor when it comes back', async () => {
    await scanned('store.sqlite', ALL());
    await expectQuiet('store.sqlite', sourceText.none());
    await expectQuiet('store.sqlite', ALL());
  });
});

describe('a run without the network', () => {
  it('does not take up groups that only lacked the network', async () => {
    const first = await scanned('store.sqlite', ALL(), '', '--offline');
    expect(first.summary.groups.degraded).toBeGreaterThan(0);
    const second = await scanned('store.sqlite', ALL(), '', '--offline');
    expect(second.summary.groups.unchanged).toBe(second.summary.groups.total);
    expect(second.summary.rows.changed).toBe(0);
    expect(second.summary.warnings).toBe(0);
    await scanned('at-once.sqlite', ALL());
    const { summary } = await scanned('store.sqlite', ALL());
    expect(summary.groups.degraded).toBe(0);
    expect(await differences('store.sqlite', 'at-once.sqlite')).toEqual([]);
  });
});
