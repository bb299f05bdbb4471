// Bundles src/ into dist/ as a few ES modules with split points at dynamic imports, so that a command loads what it
// needs. Packages stay outside, except those that every command needs and that are many small files: opening these takes
// longer than running them (measured: zod 55 ms → 30 ms, yaml 38 ms → 13 ms, pg 28 ms → 9 ms).
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const BUNDLED = ['commander', 'cosmiconfig', 'pg', 'yaml', 'zod'];

const { version, dependencies } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));

/**
 * cosmiconfig without what the program never uses: its own YAML parser, for which we have loaders, and its look for options
 * of its own in the working directory, which would run a `.config/config.js` and fail on a broken package.json there.
 */
const lean = {
  name: 'lean-cosmiconfig',
  setup(bundler) {
    const inCosmiconfig = (importer) => /[\\/]node_modules[\\/]cosmiconfig[\\/]/.test(importer);
    bundler.onResolve({ filter: /^(?:js-yaml|\.\/ExplorerSync\.js)$/ }, ({ path, importer }) =>
      inCosmiconfig(importer) ? { path, namespace: 'lean' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'lean' }, () => ({
      contents: 'exports.ExplorerSync = class { search() { return null; } };',
    }));
  },
};

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = join(root, 'dist');
const shared = {
  absWorkingDir: root,
  outdir,
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node22.18',
  // pg would take pg-native where it is installed, if it were told to.
  external: [...Object.keys(dependencies).filter((name) => !BUNDLED.includes(name)), 'pg-native'],
  // The same code as ES modules: of a bundled CommonJS package a dynamic import has no named exports.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  define: {
    REVENGE_VERSION: JSON.stringify(version),
    // pg asks it whether it runs at Cloudflare. Node has it from 21 on; without it pg makes a Response, and node loads
    // all of fetch for that.
    navigator: JSON.stringify({ userAgent: 'Node.js' }),
  },
  sourcemap: true,
  plugins: [lean],
  jsx: 'automatic',
  logLevel: 'warning',
};
const whole = build({
  ...shared,
  entryPoints: {
    main: 'src/cli/main.ts',
    // Modules of threads, which src/media/reader/shared.ts starts by their names.
    'reader-thread': 'src/media/reader/reader-thread.ts',
    'library-thread': 'src/media/reader/library-thread.ts',
  },
  splitting: true,
  format: 'esm',
  // Of the bundled packages commander and pg are CommonJS and ask for node's own modules.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
});
// One CommonJS file a command: a module of the split bundle takes about a millisecond to find and link.
const quick = build({
  ...shared,
  entryPoints: { 'quick-parse': 'src/cli/quick/parse.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  minifyWhitespace: true,
  minifySyntax: true,
});
const outputFiles = (await Promise.all([whole, quick])).flatMap((built) => built.outputFiles);

// Only once the build is good does it take the place of the one before it.
await rm(outdir, { recursive: true, force: true });
await mkdir(outdir);
await Promise.all(outputFiles.map(({ path, contents }) => writeFile(path, contents)));
