import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGateway } from '../../src/http/gateway.ts';
import { DEFAULT_THRESHOLDS } from '../../src/identify/decide.ts';
import type { RevengeEvent, RunSummary } from '../../src/model/events.ts';
import { STANDARD_POLICY } from '../../src/reconcile/policies.ts';
import { runScan } from '../../src/scan/run.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/port.ts';
import { type FakeFileTree, type FakeFolder, type Faults, fakeFileTree } from '../support/fake-file-tree.ts';

const ALIEN = { 'Alien (1979).mkv': 1000 };
const HEAT = { 'Heat (1995).mkv': 2000 };
const BOTH: FakeFolder = { 'Alien (1979)': ALIEN, 'Heat (1995)': HEAT };

let folder: string;
let movies: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-unreadable-'));
  movies = join(folder, 'movies');
  // What the walk meets is in the fake tree; the reader threads open the files themselves.
  for (const [name, files] of [['Alien (1979)', ALIEN] as const, ['Heat (1995)', HEAT] as const]) {
    await mkdir(join(movies, name), { recursive: true });
    for (const [file, size] of Object.entries(files))
      await writeFile(join(movies, name, file), Buffer.alloc(size, name));
  }
  store = await openStore(join(folder, 'store.sqlite'));
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

interface Scanned {
  readonly events: readonly RevengeEvent[];
  readonly summary: RunSummary;
  readonly tree: FakeFileTree;
}

/** The world in which the library holds these folders. */
function world(library: FakeFolder): FakeFolder {
  const parts = movies.split('/').slice(1).toReversed();
  return parts.reduce<FakeFolder>((inner, name) => ({ [name]: inner }), library);
}

async function scan(library: FakeFolder, faults: Faults = {}): Promise<Scanned> {
  const events: RevengeEvent[] = [];
  const tree = fakeFileTree(world(library), faults);
  const summary = await runScan({
    command: 'scan',
    targets: [{ library: { name: 'Movies', root: movies, kind: 'movies' } }],
    tree,
    store,
    gateway: createGateway({ userAgent: 'test', limits: new Map(), mode: { kind: 'offline' } }),
    sources: { managers: [], metadata: [], artwork: [], local: [] },
    policy: STANDARD_POLICY,
    sink: { emit: (event) => events.push(event), close: async () => undefined },
    signal: new AbortController().signal,
    now: () => new Date('2026-01-01T00:00:00Z'),
    strict: false,
    options: { dryRun: false, retryUnmatched: false, languages: ['en'], thresholds: DEFAULT_THRESHOLDS },
  });
  return { events, summary, tree };
}

describe('what cannot be read is not taken as missing', () => {
  it.each(['EACCES', 'EIO', 'ESTALE'])('hides the files of a folder that answers %s', async (code) => {
    await scan(BOTH);
    const { events, summary } = await scan(BOTH, { errors: { [join(movies, 'Alien (1979)')]: code } });
    expect(summary.files).toMatchObject({ seen: 1, unchanged: 1, missing: 0, failed: 1 });
    expect(summary.rows.changed).toBe(0);
    expect(events).toContainEqual(expect.objectContaining({ type: 'warning', code, path: 'Alien (1979)' }));
    expect((await scan(BOTH)).summary.files).toMatchObject({ unchanged: 2, missing: 0 });
  });

  it('marks nothing when the root goes away in the middle of the walk', async () => {
    await scan(BOTH);
    const errors: Record<string, string> = {};
    const { summary } = await scan(BOTH, {
      errors,
      before: (call, path) => {
        if (call === 'readdir' && path === join(movies, 'Alien (1979)')) {
          for (const gone of ['', 'Alien (1979)', 'Heat (1995)']) errors[join(movies, gone)] = 'ENOENT';
        }
      },
    });
    expect(summary).toMatchObject({ exitCode: 7, roots: { scanned: 0, unavailable: 1 }, rows: { changed: 0 } });
    expect((await scan(BOTH)).summary.files).toMatchObject({ unchanged: 2, missing: 0 });
  });

  it('marks what a healthy walk did not meet', async () => {
    await scan(BOTH);
    const { summary } = await scan({ 'Heat (1995)': HEAT });
    expect(summary).toMatchObject({ exitCode: 0, files: { missing: 1, unchanged: 1 } });
  });

  it('costs one stat a file and one listing a folder when nothing changed', async () => {
    await scan(BOTH);
    const { tree } = await scan(BOTH);
    expect(tree.calls).toMatchObject({ readdir: 4, realpath: 1, readFile: 0 });
    // Of the root: before the walk with the folder around it, and at both ends of the walk.
    expect(tree.calls.stat).toBe(4 + 2);
  });
});
