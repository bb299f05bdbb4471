import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCache } from '../../src/cache/open.ts';
import { compose } from '../../src/cli/context/compose.ts';
import { loadConfig } from '../../src/config/load.ts';
import { DEFAULT_THRESHOLDS } from '../../src/identify/decide.ts';
import { diskFileTree } from '../../src/library/file-tree.ts';
import type { RevengeEvent, RunSummary } from '../../src/model/events.ts';
import { STANDARD_POLICY } from '../../src/reconcile/policies.ts';
import { runScan } from '../../src/scan/run.ts';
import { type DemoServices, startDemoServices } from '../demo/services/serve.ts';
import { hastyClock } from '../support/hasty-clock.ts';
import { redisPrefix, redisUrl } from '../support/services.ts';

let services: DemoServices;
let folder: string;

beforeAll(async () => {
  services = await startDemoServices();
  folder = await mkdtemp(join(tmpdir(), 'revenge-warm-'));
});
afterAll(async () => {
  await services.close();
  await rm(folder, { recursive: true, force: true });
});

interface Scanned {
  readonly summary: RunSummary;
  /** Group → outcome and title. */
  readonly groups: Readonly<Record<string, string>>;
}

/** Scans the demo library into a new store, with the services of the demo on the network. */
async function scan(name: string, cacheFile: string, env: Readonly<Record<string, string>> = {}): Promise<Scanned> {
  const { config } = await loadConfig({
    explicitPath: join('test', 'fixtures', 'revenge.config.yaml'),
    cwd: process.cwd(),
    env: { REVENGE_CACHE_FILE: cacheFile, REVENGE_ARTWORK_FOLDER: join(folder, name, 'artwork'), ...env },
    flags: { store: join(folder, name, 'library.sqlite') },
  });
  const groups: Record<string, string> = {};
  const { store, gateway, sources, close } = await compose(config, {
    originOverrides: services.origins,
    clock: hastyClock(),
  });
  try {
    const summary = await runScan({
      command: 'scan',
      targets: config.libraries.map(({ name: called, path, kind }) => ({
        library: { name: called, root: path, kind },
      })),
      store,
      gateway,
      sources: await sources(() => undefined),
      sink: {
        emit(event: RevengeEvent) {
          if (event.type === 'group') groups[`${event.library}/${event.key}`] = `${event.outcome} ${event.title}`;
        },
        close: async () => undefined,
      },
      tree: diskFileTree(),
      policy: STANDARD_POLICY,
      signal: new AbortController().signal,
      now: () => new Date(),
      strict: false,
      options: { dryRun: false, retryUnmatched: false, languages: config.languages, thresholds: DEFAULT_THRESHOLDS },
      enrich: { folder: config.artwork.folder, limits: { thumbnailWidths: config.artwork.thumbnails } },
    });
    return { summary, groups };
  } finally {
    await close();
  }
}

it.each([
  ['the file of the machine', () => ({})],
  ['Redis', () => ({ REVENGE_CACHE_REDIS: redisUrl(), REVENGE_CACHE_PREFIX: `${redisPrefix()}warm:` })],
] as const)(
  'with a warm cache in %s a scan into a new store makes no request and finds the same',
  async (what, env) => {
    const file = join(folder, `${what.length}.sqlite`);
    const cold = await scan(`cold-${what.length}`, file, env());
    expect(cold.summary.requests.live).toBeGreaterThan(20);
    expect(cold.summary.groups).toMatchObject({ total: 18, matched: 16 });
    const before = services.requests().length;
    const warm = await scan(`warm-${what.length}`, file, env());
    expect(warm.summary.requests.live).toBe(0);
    expect(services.requests().length).toBe(before);
    expect(warm.summary.requests.cached).toBe(cold.summary.requests.live);
    expect(warm.groups).toEqual(cold.groups);
    expect(warm.summary.images).toEqual(cold.summary.images);
    expect(warm.summary.rows).toEqual(cold.summary.rows);
  },
);

it('an unchanged second scan does not even open the cache', async () => {
  const file = join(folder, 'untouched.sqlite');
  await scan('again', file);
  const opened = await openCache({ prefix: '', memoryBytes: 1, file, fileBytes: 1e9 }, () => undefined);
  const keys = await opened.local.keys('');
  expect(keys.length).toBeGreaterThan(20);
  await opened.answers.drop(keys);
  await opened.answers.close();
  const { summary } = await scan('again', file);
  expect(summary.requests).toEqual({ live: 0, replayed: 0 });
  expect(summary.rows.changed).toBe(0);
});
