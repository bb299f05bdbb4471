import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LAUNCHER = join(ROOT, 'bin/revenge.js');

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function node(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

/** Makes Node.js report another version of itself. */
function pretend(version: string): string {
  const code = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

describe('the launcher', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'revenge-launcher-'));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await cp(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const startCopy = (...argv: readonly string[]) => node([join(folder, 'bin/revenge.js'), ...argv]);

  it.each(['12.22.12', '18.20.8', '20.20.2', '22.17.1'])(
    'refuses Node.js %s before it parses anything',
    async (old) => {
      const { code, out, err } = await node([pretend(old), LAUNCHER, '--version', '--nonsense']);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(
        /^revenge: Node\.js 22\.18 or later is needed, and this is [\d.]+\. .*`npm ci`.*nodejs\.org\.\n$/,
      );
      expect(err).toContain(old);
    },
  );

  it.each(['22.18.0', '24.0.0', '30.1.0'])('accepts Node.js %s', async (version) => {
    expect(await node([pretend(version), LAUNCHER, '--version'])).toMatchObject({ code: 0, err: '' });
  });

  it('asks for the version that the package needs', async () => {
    const { engines } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    const [, oldest = ''] = /const OLDEST = \[([\d, ]+)\]/.exec(await readFile(LAUNCHER, 'utf8')) ?? [];
    expect(engines.node).toBe(`>=${oldest.replace(', ', '.')}`);
  });

  it('is written in syntax that Node.js 12 parses', async () => {
    const text = await readFile(LAUNCHER, 'utf8');
    const [old, now] = await Promise.all(
      ['node12.22', 'esnext'].map((target) => transform(text, { format: 'cjs', target: target })),
    );
    expect(old?.code).toBe(now?.code);
    expect(text).not.toMatch(/^(?:import|const .*require)/m);
  });

  it('reports a dist/ that is missing', async () => {
    const { code, out, err } = await startCopy('scan');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('revenge: the installation is not complete: dist/ is missing. Install the package again.\n');
  });

  it('tells the owner of a clone to build', async () => {
    await mkdir(join(folder, 'scripts'));
    await writeFile(join(folder, 'scripts/build.js'), '');
    expect((await startCopy('scan')).err).toContain('Run `npm ci` in the clone, without --ignore-scripts.');
  });

  it('reports a module of the program that is missing', async () => {
    await mkdir(join(folder, 'dist'));
    await writeFile(join(folder, 'dist/main.js'), "export { main } from './chunk-GONE.js';\n");
    const { code, err } = await startCopy('scan');
    expect(code).toBe(2);
    expect(err).toMatch(/^revenge: the installation is not complete: Cannot find module .*chunk-GONE\.js.*\n$/);
  });

  it('reports a package that is missing, when a command needs it', async () => {
    await cp(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
    expect(await startCopy('--version')).toMatchObject({ code: 0, err: '' });
    const { code, err } = await startCopy('scan', folder, '--store', join(folder, 'store.sqlite'));
    expect(code).toBe(2);
    expect(err).toMatch(
      /^revenge: the installation is not complete: Cannot find package .*\[INSTALLATION_INCOMPLETE\]\n {2}hint: .*npm ci/,
    );
  });

  it('shows a defect as one', async () => {
    await mkdir(join(folder, 'dist'));
    await writeFile(join(folder, 'dist/main.js'), "throw new Error('a defect');\n");
    const { code, err } = await startCopy('scan');
    expect(code).toBe(1);
    expect(err).toContain('Error: a defect');
  });
});
