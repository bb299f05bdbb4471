// Runs a TypeScript file of the repository: bundles it to a temporary module, packages left outside, and imports it.
// Usage: node scripts/run-ts.js FILE [ARG…]
import { rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('Usage: node scripts/run-ts.js FILE [ARG…]\n');
  process.exit(2);
}
const root = fileURLToPath(new URL('..', import.meta.url));
// Below node_modules, so that the bundle finds the packages.
const folder = join(root, 'node_modules', '.cache', `run-ts-${process.pid}`);
await mkdir(folder, { recursive: true });
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const name = basename(file).replace(/\.tsx?$/, '');
const threads = join(root, 'src', 'media', 'reader');
await build({
  // With the modules of threads, which are started by their names.
  entryPoints: {
    [name]: resolve(file),
    'reader-thread': join(threads, 'reader-thread.ts'),
    'library-thread': join(threads, 'library-thread.ts'),
    'walk-thread': join(root, 'src', 'library', 'walk-thread.ts'),
  },
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
});
process.argv = [process.argv[0] ?? 'node', resolve(file), ...args];
await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
