import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compose } from '../src/cli/context/compose.ts';
import { loadConfig } from '../src/config/load.ts';
import { DEFAULT_THRESHOLDS } from '../src/identify/decide.ts';
import { diskFileTree } from '../src/library/file-tree.ts';
import { STANDARD_POLICY } from '../src/reconcile/policies.ts';
import { runScan } from '../src/scan/run.ts';
import { createPlainRenderer } from '../src/ui/plain.ts';
import { startDemoServices } from '../test/demo/services/serve.ts';
import { writeDemoLibrary } from '../test/demo/write-library.ts';

/*
 * Writes test/fixtures/library and test/fixtures/cassettes anew: the media from test/demo/library.ts, the cassettes by a
 * scan with --record against services on the loopback address that answer from the facts. Usage: npm run demo
 */
const fixtures = resolve('test/fixtures');
const cassettes = join(fixtures, 'cassettes');
const folder = await mkdtemp(join(tmpdir(), 'revenge-demo-'));
await rm(join(fixtures, 'library'), { recursive: true, force: true });
await rm(cassettes, { recursive: true, force: true });
await writeDemoLibrary(join(fixtures, 'library'));

const services = await startDemoServices();
const { config: loaded } = await loadConfig({
  explicitPath: join(fixtures, 'revenge.config.yaml'),
  cwd: fixtures,
  env: {},
  flags: { store: join(folder, 'library.sqlite') },
});
const { store, gateway, sources, close } = await compose(loaded, {
  record: cassettes,
  originOverrides: services.origins,
});
const sink = createPlainRenderer(process.stdout, { quiet: false });
await runScan({
  command: 'scan',
  targets: loaded.libraries.map(({ name, path, kind }) => ({ library: { name, root: path, kind } })),
  store,
  gateway,
  sink,
  sources: await sources((warning) => sink.emit({ type: 'warning', ...warning })),
  tree: diskFileTree(),
  policy: STANDARD_POLICY,
  signal: new AbortController().signal,
  now: () => new Date(),
  strict: true,
  options: { dryRun: false, retryUnmatched: false, languages: loaded.languages, thresholds: DEFAULT_THRESHOLDS },
  enrich: { folder: join(folder, 'artwork') },
});
await close();
await services.close();
await rm(folder, { recursive: true, force: true });
