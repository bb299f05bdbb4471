import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { itemDocument } from '../../src/cli/commands/show/document.ts';
import { createGateway } from '../../src/http/gateway.ts';
import { DEFAULT_THRESHOLDS } from '../../src/identify/decide.ts';
import type { RevengeEvent } from '../../src/model/events.ts';
import { createSources } from '../../src/providers/registry.ts';
import { STANDARD_POLICY } from '../../src/reconcile/policies.ts';
import { runScan } from '../../src/scan/run.ts';
import { openStore } from '../../src/store/open.ts';
import { runCli } from '../cli/run-cli.ts';
import { type FakeFolder, fakeFileTree } from '../support/fake-file-tree.ts';
import { makeAudio, makeVideo, writeTags } from '../support/media-files.ts';
import { scan } from '../support/scan-world.ts';

const NFO = '<movie><title>Alien</title><plot>Of the NFO.</plot><uniqueid type="tmdb">348</uniqueid></movie>';
const PLEXMATCH = 'Title: Lost\nYear: 2004\nTvdbId: 73739\n';
const VIDEO = makeVideo({ container: 'mkv', seconds: 60, width: 64, height: 64, seed: 1 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-local-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function put(path: string, bytes: Uint8Array | string): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  return file;
}

describe('local sources', () => {
  async function library(): Promise<void> {
    await put('Films/Alien/Alien.mkv', VIDEO);
    await put('Films/Alien/Alien.nfo', NFO);
    await put('Films/Alien/poster.jpg', 'a picture, one day');
    await put('Shows/Lost/S01E01.mkv', VIDEO);
    await put('Shows/Lost/.plexmatch', PLEXMATCH);
    const song = await put('Music/Kid A/01.flac', makeAudio({ format: 'flac', seconds: 1 }));
    const ids = { 'musicbrainz-release': 'b1392450-e666-3926-a536-22c65f834433' };
    writeTags(song, { title: 'Everything', album: 'Kid A', artist: 'Radiohead', track: 1, ids });
  }

  async function scanned(off: readonly string[] = []) {
    const switches = ['musicbrainz', 'coverartarchive', 'tvmaze', ...off]
      .map((source) => `  ${source}: false\n`)
      .join('');
    const roots = [['Films', 'movies'] as const, ['Shows', 'tv'] as const, ['Music', 'music'] as const];
    const libraries = roots.map(([name, kind]) => `  - { name: ${name}, path: ${name}, kind: ${kind} }\n`).join('');
    const config = await put('revenge.config.yaml', `store: s.sqlite\nlibraries:\n${libraries}sources:\n${switches}`);
    const { events, summary } = await scan(['--config', config, '--no-artwork']);
    const outcomes = events.flatMap((event) => (event.type === 'group' ? [[event.key, event.outcome]] : []));
    return { summary, outcomes: Object.fromEntries(outcomes), config };
  }

  async function sourcesOf(config: string, what: string): Promise<string[]> {
    const { out, err, code } = await runCli(['show', '--json', '--config', config, what]);
    expect(`${code} ${err}`).toBe('0 ');
    const { fields } = itemDocument.parse(JSON.parse(out));
    return [...new Set(Object.values(fields).flatMap(({ values }) => values.map(({ source }) => source)))].sort();
  }

  it('settle identity and give values, with nobody to ask', async () => {
    await library();
    const { outcomes, config, summary } = await scanned();
    expect(outcomes).toEqual({ Alien: 'matched', Lost: 'matched', 'Kid A': 'matched' });
    expect(await sourcesOf(config, 'tmdb:348')).toEqual(['name', 'nfo']);
    expect(await sourcesOf(config, 'tvdb:73739')).toEqual(['name', 'plexmatch']);
    expect(await sourcesOf(config, 'Kid A')).toEqual(['name', 'tags']);
    expect(summary.requests.live).toBe(0);
    expect((await scanned()).summary).toMatchObject({ rows: { changed: 0 }, groups: { unchanged: 3 } });
  });

  it('are not read where they are switched off', async () => {
    await library();
    const { outcomes, summary } = await scanned(['nfo', 'tags', 'plexmatch', 'local']);
    expect(outcomes).toEqual({ Alien: 'unmatched', Lost: 'unmatched', 'Kid A': 'unmatched' });
    expect(summary).toMatchObject({ warnings: 0 });
  });

  it('tell what is wrong with a file, and the rest is scanned', async () => {
    await library();
    await put('Films/Alien/Alien.nfo', '<movie><title>Alien</title><uniqueid type="tmdb">348</uniqueid>');
    const { outcomes, summary } = await scanned();
    expect(outcomes).toMatchObject({ Alien: 'matched', Lost: 'matched' });
    expect(summary.warnings).toBe(1);
  });
});

describe('a sidecar that cannot be read now', () => {
  /** The walk meets both files, whether the disk gives them or not. */
  function treeWithNfo() {
    const files = { 'Alien.mkv': VIDEO.length, 'Alien.nfo': NFO.length };
    const parts = join(folder, 'Films').split('/').slice(1).toReversed();
    return fakeFileTree(parts.reduce<FakeFolder>((inner, name) => ({ [name]: inner }), { Alien: files }));
  }

  async function scanIt() {
    const store = await openStore(join(folder, 'store.sqlite'));
    const gateway = createGateway({ userAgent: 'test', limits: new Map(), mode: { kind: 'offline' } });
    const events: RevengeEvent[] = [];
    const library = { name: 'Films', root: join(folder, 'Films'), kind: 'movies' } as const;
    const summary = await runScan({
      command: 'scan',
      targets: [{ library }],
      tree: treeWithNfo(),
      store,
      gateway,
      sources: await createSources({ languages: ['en'], country: 'US' }, gateway, [library]),
      policy: STANDARD_POLICY,
      sink: { emit: (event) => events.push(event), close: async () => undefined },
      signal: new AbortController().signal,
      now: () => new Date('2026-01-01T00:00:00Z'),
      strict: false,
      options: { dryRun: false, retryUnmatched: false, languages: ['en'], thresholds: DEFAULT_THRESHOLDS },
    });
    await gateway.close();
    await store.close();
    const warnings = events.flatMap((event) => (event.type === 'warning' ? [event.code] : []));
    return { summary, warnings, outcome: events.find((event) => event.type === 'group')?.outcome };
  }

  it('is read by the next run: what could not be read is not nothing', async () => {
    await put('Films/Alien/Alien.mkv', VIDEO);
    expect(await scanIt()).toMatchObject({ outcome: 'degraded', warnings: ['FILE_UNREADABLE'] });
    expect(await scanIt()).toMatchObject({ outcome: 'degraded', summary: { rows: { changed: 0 } } });
    await put('Films/Alien/Alien.nfo', NFO);
    expect(await scanIt()).toMatchObject({ outcome: 'matched', warnings: [] });
    expect(await scanIt()).toMatchObject({ outcome: undefined, summary: { groups: { unchanged: 1 } } });
  });
});
