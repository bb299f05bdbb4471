#!/usr/bin/env node
// Node.js 12 and later must be able to parse this file, because an old release has to report which one is needed.
// Therefore no syntax here is newer than ES2018, and everything is loaded behind the check. A CommonJS module (see
// package.json beside this file) starts 4 ms faster than an ES module.
'use strict';

const OLDEST = [22, 18];
/** Commands that have a small bundle of their own, which may leave the work to the whole program. */
const QUICK = ['parse', 'show', 'list'];

function isTooOld(version) {
  const [major, minor] = version.split('.').map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

function refuse(message) {
  process.stderr.write(`revenge: ${message}\n`);
  process.exitCode = 2;
}

function distPath(name) {
  return require('node:path').join(__dirname, '..', 'dist', name);
}

/** What to do about a `dist/` or a package that is missing: a clone is built, an installed package is installed again. */
function remedy() {
  return require('node:fs').existsSync(require('node:path').join(__dirname, '..', 'scripts', 'build.js'))
    ? 'Run `npm ci` in the clone, without --ignore-scripts.'
    : 'Install the package again.';
}

/**
 * `revenge` in the user's cache folder, for what makes the next start faster: the code that V8 has compiled, and where the
 * store is. Neither is checked when it is read, so the folder has to be one that nobody else can write to; `undefined`
 * where there is none.
 */
function cacheFolder() {
  const { env } = process;
  const isAbsolute = (path) => typeof path === 'string' && path.startsWith('/');
  const home = isAbsolute(env.HOME) ? `${env.HOME}/.cache` : undefined;
  const base = isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : home;
  if (base === undefined || process.getuid === undefined) return undefined;
  const folder = `${base}/revenge`;
  const { existsSync, mkdirSync, statSync } = require('node:fs');
  try {
    let stat = statSync(folder, { throwIfNoEntry: false });
    if (stat === undefined) {
      // One by one: with `recursive` Node.js never comes back from below /proc.
      for (const path of [base, folder]) if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
      stat = statSync(folder);
    }
    return stat.uid === process.getuid() && (stat.mode & 0o022) === 0 ? folder : undefined;
  } catch {
    // A home that cannot be written to: all is worked out each time.
    return undefined;
  }
}

/**
 * Runs a command from its bundle, with the code that an earlier run has compiled. Node.js keeps only what is compiled
 * while a module is loaded, which leaves out nearly every function; here all that a run has needed is kept.
 */
async function runQuick(name, argv, io, folder) {
  const { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
  const vm = require('node:vm');
  const file = distPath(`quick-${name}.cjs`);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  // esbuild writes nothing but ASCII.
  const source = `(function (exports, require, module, __dirname) {${readFileSync(file, 'latin1')}\n})`;
  const kept = `${folder}/quick-${name}`;
  // V8 compares no more of the source than its length.
  const head = Buffer.from(`${file} ${stat.size} ${stat.mtimeMs} ${process.version}\n`);
  let cachedData;
  if (folder !== undefined) {
    try {
      const bytes = readFileSync(kept);
      if (bytes.subarray(0, head.length).equals(head)) cachedData = bytes.subarray(head.length);
    } catch {
      // The first run.
    }
  }
  const script = new vm.Script(source, {
    filename: file,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, distPath(''));
  const exitCode = await module.exports.run(argv, io);
  if (folder !== undefined && (cachedData === undefined || script.cachedDataRejected)) {
    try {
      const temporary = `${kept}.${process.pid}`;
      if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
      writeFileSync(temporary, Buffer.concat([head, script.createCachedData()]), { mode: 0o600 });
      renameSync(temporary, kept);
    } catch {
      // No room: the next run tries it again.
    }
  }
  return exitCode;
}

/** What a command has of the world. */
function processIo(folder) {
  return {
    // Streams are opened at first use: opening all of them takes longer than printing the version.
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return process.stderr;
    },
    env: process.env,
    get cwd() {
      return process.cwd();
    },
    cacheFolder: folder,
  };
}

async function start(argv) {
  const { env } = process;
  const folder = cacheFolder();
  const compiled = folder === undefined || env.NODE_DISABLE_COMPILE_CACHE === '1' ? undefined : `${folder}/compiled`;
  const io = processIo(folder);
  if (QUICK.includes(argv[0])) {
    const exitCode = await runQuick(argv[0], argv, io, compiled);
    if (exitCode !== undefined) return exitCode;
  }
  if (compiled !== undefined && env.NODE_COMPILE_CACHE === undefined)
    require('node:module').enableCompileCache(compiled);
  const { main } = await import(require('node:url').pathToFileURL(distPath('main.js')).href);
  return main(argv, io);
}

if (isTooOld(process.versions.node)) {
  refuse(
    `Node.js ${OLDEST.join('.')} or later is needed, and this is ${process.versions.node}. In a clone \`npm ci\` installs ` +
      'Node.js 24, and `npm run revenge -- <arguments>` uses it; otherwise get it from https://nodejs.org.',
  );
} else {
  start(process.argv.slice(2)).then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error) => {
      const isMissing = error instanceof Error && /^(?:ERR_)?MODULE_NOT_FOUND$/.test(String(error.code));
      if (!isMissing) throw error;
      const what = require('node:fs').existsSync(distPath('main.js'))
        ? error.message.split('\n')[0]
        : 'dist/ is missing';
      refuse(`the installation is not complete: ${what}. ${remedy()}`);
    },
  );
}
