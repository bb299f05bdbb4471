// Builds, scans and tests on every release of Node that we support, each from its npm package: npm run matrix
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const PINNED = devDependencies.node;
const RELEASES = ['22.23.3', PINNED, '26.10.0'];

const DEMO = ['--config', 'test/fixtures/revenge.config.yaml'];
const REPLAY = ['--replay', 'test/fixtures/cassettes'];

for (const release of RELEASES) {
  const node = provide(release);
  const folder = mkdtempSync(join(tmpdir(), 'revenge-matrix-'));
  const store = ['--store', join(folder, 'library.sqlite')];
  try {
    step(release, 'build', node, ['scripts/build.js']);
    step(release, 'demo scan', node, ['bin/revenge.js', 'scan', ...DEMO, ...REPLAY, ...store, '--no-artwork']);
    step(release, 'demo list', node, ['bin/revenge.js', 'list', ...DEMO, ...store, 'kind:movie']);
    step(release, 'collection of statements', node, ['--expose-gc', 'scripts/collect.js']);
    // `npm test` runs on the pinned release, with more tests than these.
    if (release === PINNED) continue;
    const projects = ['--project', 'pure', '--project', 'local'];
    step(release, 'tests', node, ['node_modules/vitest/vitest.mjs', 'run', '--reporter', 'dot', ...projects]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The program of a release: what the package for this platform holds. */
function provide(release) {
  if (process.version === `v${release}`) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const prefix = join(root, 'node_modules', '.cache', 'node', release);
  const program = join(prefix, 'node_modules', name, 'bin', platform === 'win' ? 'node.exe' : 'node');
  if (!existsSync(program)) {
    const quiet = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
    step(release, 'install', 'npm', ['install', '--prefix', prefix, ...quiet, `${name}@${release}`]);
  }
  return program;
}

function step(release, what, command, args) {
  process.stdout.write(`\n== Node ${release}: ${what}\n`);
  const started = performance.now();
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`Node ${release}: ${what} ended with ${signal ?? status}`);
  process.stdout.write(`   ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}
