import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../src/cli/context/compose.ts';
import { loadConfig } from '../../src/config/load.ts';
import { DEFAULT_THRESHOLDS } from '../../src/identify/decide.ts';
import { diskFileTree } from '../../src/library/file-tree.ts';
import { STANDARD_POLICY } from '../../src/reconcile/policies.ts';
import { runScan } from '../../src/scan/run.ts';
import { startDemoServices } from '../../test/demo/services/serve.ts';
import { median } from '../measure.ts';

/*
 * A scan of the demo library into a new store: with an empty cache, with a warm one, and from recordings, without
 * pictures. What is asked, how long it takes, and how long the cache is waited for in all.
 * Usage: node scripts/run-ts.js bench/cache/warm.ts
 */
const ROUNDS = 5;
const services = await startDemoServices();
const folder = await mkdtemp(join(tmpdir(), 'revenge-bench-'));
let stores = 0;

async function scan(options: { readonly replay?: string }): Promise<{ seconds: number; live: number; cached: number }> {
  const { config } = await loadConfig({
    explicitPath: join('test', 'fixtures', 'revenge.config.yaml'),
    cwd: process.cwd(),
    env: { REVENGE_CACHE_FILE: join(folder, 'cache.sqlite') },
    flags: { store: join(folder, `${stores++}`, 'library.sqlite') },
  });
  const { store, gateway, sources, close } = await compose(config, { originOverrides: services.origins, ...options });
  const started = performance.now();
  const { requests } = await runScan({
    command: 'scan',
    targets: config.libraries.map(({ name, path, kind }) => ({ library: { name, root: path, kind } })),
    store,
    gateway,
    sources: await sources(() => undefined),
    sink: { emit: () => undefined, close: async () => undefined },
    tree: diskFileTree(),
    policy: STANDARD_POLICY,
    signal: new AbortController().signal,
    now: () => new Date(),
    strict: false,
    options: { dryRun: false, retryUnmatched: false, languages: config.languages, thresholds: DEFAULT_THRESHOLDS },
  });
  const seconds = (performance.now() - started) / 1000;
  await close();
  return { seconds, live: requests.live, cached: requests.cached ?? 0 };
}

try {
  const cold = await scan({});
  row('empty cache', cold.seconds, cold.live, cold.cached);
  const warm: number[] = [];
  const replayed: number[] = [];
  let last = cold;
  for (let round = 0; round < ROUNDS; round++) {
    last = await scan({});
    warm.push(last.seconds);
    replayed.push((await scan({ replay: join('test', 'fixtures', 'cassettes') })).seconds);
  }
  row('warm cache', median(warm), last.live, last.cached);
  row('recordings', median(replayed), 0, 0);
} finally {
  await services.close();
  await rm(folder, { recursive: true, force: true });
}

function row(name: string, seconds: number, live: number, cached: number): void {
  process.stdout.write(
    `${name.padEnd(12)} ${seconds.toFixed(3).padStart(8)} s   ${live} requests, ${cached} from the cache\n`,
  );
}
