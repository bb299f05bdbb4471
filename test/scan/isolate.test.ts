import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGateway } from '../../src/http/gateway.ts';
import { DEFAULT_THRESHOLDS } from '../../src/identify/decide.ts';
import { diskFileTree, type FileTree } from '../../src/library/file-tree.ts';
import { memoryWindow } from '../../src/media/formats/window.ts';
import { contentHash } from '../../src/media/hash.ts';
import type { RevengeEvent, RunSummary } from '../../src/model/events.ts';
import type { MediaGroup } from '../../src/model/files.ts';
import { nameSource } from '../../src/providers/name/index.ts';
import type {
  FingerprintSource,
  LibraryManager,
  LocalSource,
  MetadataSource,
  Sources,
  SupplementSource,
} from '../../src/providers/port.ts';
import { STANDARD_POLICY } from '../../src/reconcile/policies.ts';
import { runScan } from '../../src/scan/run.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/port.ts';

const GOOD = ['Alien (1979)', 'Heat (1995)'];
const BAD = 'Bad (1999)';
const ALL = [GOOD[0], BAD, GOOD[1]];

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-isolate-'));
  for (const name of [...GOOD, BAD]) {
    await mkdir(join(folder, 'movies', name), { recursive: true });
    // Large enough for a content hash.
    await writeFile(join(folder, 'movies', name, `${name}.mkv`), Buffer.alloc(200_000, name));
  }
  store = await openStore(join(folder, 'store.sqlite'));
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

interface Scanned {
  readonly summary: RunSummary;
  /** Paths of internal errors. */
  readonly defects: readonly (string | undefined)[];
  readonly groups: readonly string[];
}

async function scan(
  sources: Partial<Sources> = {},
  using: Store = store,
  tree: FileTree = diskFileTree(),
): Promise<Scanned> {
  const events: RevengeEvent[] = [];
  const summary = await runScan({
    command: 'scan',
    targets: [{ library: { name: 'Movies', root: join(folder, 'movies'), kind: 'movies' } }],
    tree,
    store: using,
    gateway: createGateway({ userAgent: 'test', limits: new Map(), mode: { kind: 'offline' } }),
    sources: { managers: [knowing], metadata: [], artwork: [], local: [nameSource], ...sources },
    policy: STANDARD_POLICY,
    sink: { emit: (event) => events.push(event), close: async () => undefined },
    signal: new AbortController().signal,
    now: () => new Date('2026-01-01T00:00:00Z'),
    strict: false,
    options: { dryRun: false, retryUnmatched: false, languages: ['en'], thresholds: DEFAULT_THRESHOLDS },
  });
  return {
    summary,
    defects: events.flatMap((event) => (event.type === 'warning' && event.code === 'INTERNAL' ? [event.path] : [])),
    groups: events.flatMap((event) => (event.type === 'group' ? [event.key] : [])).sort(),
  };
}

function failFor(what: string): void {
  if (what.startsWith(BAD)) throw new TypeError('a defect of the program');
}

/** Knows every path, so that groups are matched and gathered. */
const knowing: LibraryManager = {
  id: 'radarr',
  instance: 'radarr',
  byId: async () => ({ status: 'not-found' }),
  groups: ['movie'],
  covers: () => true,
  locate: async ({ key }: MediaGroup) => {
    const ids = { tmdb: String(key.length) };
    const record = { provider: 'radarr', providerId: key, kind: 'movie', fetchedAt: '2026-01-01T00:00:00Z' } as const;
    const said = { digest: key, confidence: 1, ids, values: { title: key }, credits: [], images: [], children: [] };
    return { status: 'ok', value: { ids, files: [], record: { ...record, ...said } } };
  },
};
const failingManager: LibraryManager = {
  ...knowing,
  locate: async (group, signal) => {
    failFor(group.key);
    return knowing.locate(group, signal);
  },
};
const failingSource: MetadataSource = {
  id: 'tmdb',
  groups: ['movie'],
  idKind: { movie: 'tmdb' },
  resolves: [],
  search: async () => ({ status: 'not-found' }),
  complete: async (candidate) => ({ status: 'ok', value: candidate }),
  resolve: async () => ({ status: 'not-found' }),
  fetch: async (ids) => {
    if (ids.tmdb === String(BAD.length)) throw new TypeError('a defect of the program');
    return { status: 'not-found' };
  },
};
const failingSupplement: SupplementSource = {
  id: 'omdb',
  groups: ['movie'],
  supplement: async ({ ids }) => {
    if (ids.tmdb === String(BAD.length)) throw new TypeError('a defect of the program');
    return { status: 'not-found' };
  },
};
const local: LocalSource = { id: 'tags', groups: ['movie'], record: () => undefined };
const failingReader: LocalSource = {
  ...local,
  reader: {
    reads: () => true,
    read: async ({ relativePath }) => {
      failFor(relativePath);
      return { status: 'not-found' };
    },
  },
};
const failingRecord: LocalSource = {
  ...local,
  record: ({ group }) => {
    failFor(group.key);
    return undefined;
  },
};
const failingPrints: FingerprintSource = {
  id: 'stashdb',
  groups: ['movie'],
  filesAtOnce: 40,
  recognise: async (files) => {
    // The hash begins with the size and ends with the content, of which each file has its own.
    if (files.length > 1 || (await hashesOfBad()).has(files[0]?.[0]?.hash ?? '')) throw new TypeError('a defect');
    return [{ status: 'ok', value: [] }];
  },
};

async function hashesOfBad(): Promise<ReadonlySet<string>> {
  const bytes = await readFile(join(folder, 'movies', BAD, `${BAD}.mkv`));
  return new Set([contentHash(memoryWindow(bytes)) ?? '']);
}

describe('an internal error of a source is that group’s: stored as degraded, and the run goes on', () => {
  it.each<readonly [string, Partial<Sources>]>([
    ['a manager that fails while the group is identified', { managers: [failingManager] }],
    ['a metadata source that fails while the group is gathered', { metadata: [failingSource] }],
    ['a supplement', { supplements: [failingSupplement] }],
    ['a local source that fails while it reads a file', { local: [nameSource, failingReader] }],
    ['a local source that fails while it makes its record', { local: [nameSource, failingRecord] }],
    ['a fingerprint source that fails for several groups at once', { managers: [], fingerprints: [failingPrints] }],
  ])('%s', async (_what, sources) => {
    const { groups, defects, summary } = await scan(sources);
    expect(groups).toEqual(ALL);
    expect(new Set(defects.map((path) => path?.split('/')[0]))).toEqual(new Set([BAD]));
    expect(summary).toMatchObject({ exitCode: 1, groups: { degraded: 1 } });
    const again = await scan();
    expect([again.summary.exitCode, again.groups]).toEqual([0, expect.arrayContaining([BAD])]);
  });
});

describe('an internal error inside one group leaves that group out, and the run goes on', () => {
  async function expectLeftOut({ groups, defects, summary }: Scanned): Promise<void> {
    expect([groups, defects]).toEqual([GOOD, [BAD]]);
    expect(summary).toMatchObject({ exitCode: 1, groups: { failed: 1, matched: 2 } });
    const again = await scan();
    expect([again.summary.exitCode, again.groups]).toEqual([0, [BAD]]);
  }

  it('when its save fails', async () => {
    const refusing: Store = new Proxy(store, {
      get: (target, name) =>
        name === 'saveGroups'
          ? async (saves: Parameters<Store['saveGroups']>[0]) => {
              for (const save of saves) failFor(save.group.key);
              return target.saveGroups(saves);
            }
          : Reflect.get(target, name),
    });
    await expectLeftOut(await scan({}, refusing));
  });

  it('when its stored identity cannot be worked out', async () => {
    const failing: Store = new Proxy(store, {
      get: (target, name) =>
        name === 'groupIdentity'
          ? async (root: string, key: string) => {
              failFor(key);
              return target.groupIdentity(root, key);
            }
          : Reflect.get(target, name),
    });
    // Only groups that are stored have an identity there.
    await scan();
    for (const name of [...GOOD, BAD]) {
      await appendFile(join(folder, 'movies', name, `${name}.mkv`), 'more');
    }
    await expectLeftOut(await scan({}, failing));
  });

  it('when the walk of its folder fails for no reason of the disk', async () => {
    const disk = diskFileTree();
    const readdir: FileTree['readdir'] = async (path) => {
      failFor(path.slice(path.lastIndexOf('/') + 1));
      return disk.readdir(path);
    };
    await expectLeftOut(await scan({}, store, { ...disk, readdir }));
  });

  it('but ends the run when the store itself is gone', async () => {
    await store.close();
    const { groups, summary } = await scan();
    expect(groups).toEqual([]);
    expect(summary.exitCode).not.toBe(0);
    store = await openStore(join(folder, 'other.sqlite'));
  });
});
