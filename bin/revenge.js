#!/usr/bin/env node
// Node.js 12 and later must be able to parse this file, because an old release has to report which one is needed.
// Therefore it has no static import of dist/, no top-level await and no syntax newer than ES2018.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OLDEST = [22, 18];
const MAIN = new URL('../dist/main.js', import.meta.url);

function isTooOld(version) {
  const [major, minor] = version.split('.').map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

function refuse(message) {
  process.stderr.write(`revenge: ${message}\n`);
  process.exitCode = 2;
}

/** What to do about a `dist/` or a package that is missing: a clone is built, an installed package is installed again. */
function remedy() {
  return existsSync(fileURLToPath(new URL('../scripts/build.js', import.meta.url)))
    ? 'Run `npm ci` in the clone, without --ignore-scripts.'
    : 'Install the package again.';
}

function start() {
  return import(MAIN.href).then(({ main }) =>
    main(process.argv.slice(2), {
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
    }),
  );
}

if (isTooOld(process.versions.node)) {
  refuse(
    `Node.js ${OLDEST.join('.')} or later is needed, and this is ${process.versions.node}. In a clone \`npm ci\` installs ` +
      'Node.js 24, and `npm run revenge -- <arguments>` uses it; otherwise get it from https://nodejs.org.',
  );
} else {
  start().then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error) => {
      if (!(error instanceof Error) || error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
      const what = existsSync(fileURLToPath(MAIN)) ? error.message.split('\n')[0] : 'dist/ is missing';
      refuse(`the installation is not complete: ${what}. ${remedy()}`);
    },
  );
}
