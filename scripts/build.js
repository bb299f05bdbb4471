// Bundles src/ into dist/ as a few ES modules with split points at dynamic imports, so that a command loads what it
// needs. Packages stay outside, except those that every command needs and that are many small files: opening these takes
// longer than running them (measured: zod 55 ms → 30 ms, yaml 38 ms → 13 ms, pg 28 ms → 9 ms).
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

/** Commands with a bundle of their own (bin/revenge.js). */
const QUICK = ['parse', 'show', 'list'];

/**
 * What these commands need only now and then, or never, and what would make their bundles large: each module of them, and
 * what a SQLite store uses to write. Where one is used after all, the bundle gives the work to the whole program.
 */
const LEFT_OUT =
  /\/(?:load-config|remember-store|provider-names|migrate|postgres\/(?:open|lock|errors)|sqlite\/lock)\.ts$/;
const WRITING =
  /^\.\/(?:save|artwork|files|former-files|images|refreshes|root-signs|read\/unit|read\/stored-units)\.ts$/;
const leftOut = {
  name: 'left-out',
  setup(bundler) {
    const stub = ({ path, importer }) => ({ path: join(dirname(importer), path), namespace: 'left-out' });
    bundler.onResolve({ filter: LEFT_OUT }, stub);
    bundler.onResolve({ filter: WRITING }, (found) =>
      /[\\/]store[\\/]sqlite[\\/]open\.ts$/.test(found.importer) ? stub(found) : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'left-out' }, async ({ path }) => {
      const names = (await readFile(path, 'utf8')).matchAll(/^export (?:async )?function (\w+)/gm);
      const throwing = (name) => `export function ${name}() { throw new LeftOut(${JSON.stringify(name)}); }`;
      const stubs = [...names].map(([, name]) => throwing(name));
      return {
        contents: [`import { LeftOut } from './src/cli/quick/left-out.ts';`, ...stubs].join('\n'),
        resolveDir: root,
      };
    });
  },
};

/** commander without what starts programs: no command of ours is a program of its own, and loading it takes 2 ms. */
const leanCommander = {
  name: 'lean-commander',
  setup(bundler) {
    bundler.onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /[\\/]node_modules[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'empty' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** better-sqlite3 as one module; only its binary, and the code that finds it, stay outside. */
const wholeSqlite = {
  name: 'whole-sqlite',
  setup(bundler) {
    bundler.onResolve({ filter: /^better-sqlite3$/ }, () => ({
      path: fileURLToPath(import.meta.resolve('better-sqlite3')),
    }));
    bundler.onResolve({ filter: /^\.\/binding$/ }, ({ path }) => ({ path, namespace: 'binding' }));
    bundler.onLoad({ filter: /.*/, namespace: 'binding' }, () => ({
      // Nearly always in our own node_modules; asking Node.js where takes 2 ms.
      contents: `const { existsSync } = require('node:fs');
        const { join } = require('node:path');
        const usual = join(__dirname, '..', 'node_modules', 'better-sqlite3', 'lib', 'binding.js');
        const binding = () =>
          existsSync(usual) ? usual : join(require.resolve('better-sqlite3/package.json'), '..', 'lib', 'binding.js');
        exports.getBinding = (given) => require(binding()).getBinding(given);`,
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
  plugins: [lean, leanCommander],
  jsx: 'automatic',
  logLevel: 'warning',
};
const whole = build({
  ...shared,
  entryPoints: {
    main: 'src/cli/main.ts',
    // Modules of threads, which are started by their names.
    'reader-thread': 'src/media/reader/reader-thread.ts',
    'library-thread': 'src/media/reader/library-thread.ts',
    'walk-thread': 'src/library/walk-thread.ts',
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
  entryPoints: Object.fromEntries(QUICK.map((name) => [`quick-${name}`, `src/cli/quick/${name}.ts`])),
  plugins: [lean, leanCommander, leftOut, wholeSqlite],
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
