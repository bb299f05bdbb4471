import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const LAUNCHER = fileURLToPath(new URL('../../bin/revenge.js', import.meta.url));

/** The texts of a module of dist/ and of all that it imports statically, and the packages among that. */
async function closure(start: string): Promise<{ readonly text: string; readonly packages: readonly string[] }> {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const texts: string[] = [];
  const visit = async (name: string): Promise<void> => {
    if (seen.has(name)) return;
    seen.add(name);
    const text = await readFile(join(DIST, name), 'utf8');
    texts.push(text);
    for (const [, from = ''] of text.matchAll(/^(?:import|export)?[^\n;]*?(?:from|import) "([^"]+)";$/gm)) {
      if (from.startsWith('./')) await visit(from.slice(2));
      else packages.add(from);
    }
  };
  await visit(start);
  return { text: texts.join('\n'), packages: [...packages] };
}

/** The module of dist/ that exports the run of a command. */
async function chunkOf(run: string): Promise<string> {
  for (const name of (await readdir(DIST)).filter((name) => /^run-\w+\.js$/.test(name))) {
    if (new RegExp(`^export \\{[^}]*\\b${run}\\b`, 'm').test(await readFile(join(DIST, name), 'utf8'))) return name;
  }
  throw new Error(`no module of dist/ exports ${run}`);
}

describe('the bundle', () => {
  it('loads neither configuration, zod nor a drawing library for --version and --help', async () => {
    const program = (await readdir(DIST)).find((name) => /^program-\w+\.js$/.test(name)) ?? '';
    for (const start of ['main.js', program]) {
      const { text, packages } = await closure(start);
      expect(text).not.toMatch(/cosmiconfig|LineCounter|ZodType/);
      expect(packages.filter((name) => ['listr2', 'ink', 'react', 'got', 'better-sqlite3'].includes(name))).toEqual([]);
    }
  });

  it('loads no zod for the commands that read names alone', async () => {
    expect((await closure(await chunkOf('runParse'))).text).not.toContain('ZodType');
  });

  it('loads no drawing library with the command that looks at the set-up', async () => {
    expect((await closure(await chunkOf('runDoctor'))).packages).not.toContain('listr2');
  });
});

describe('the program in a folder with files of others', () => {
  let cwd = '';
  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'revenge-bundle-'));
  });
  afterEach(() => rm(cwd, { recursive: true, force: true }));

  it('runs no code but that of its own configuration, and minds no broken manifest', async () => {
    await mkdir(join(cwd, '.config'));
    await writeFile(join(cwd, '.config/config.js'), "require('node:fs').writeFileSync('ran', '');");
    await writeFile(join(cwd, 'package.json'), '{ broken');
    await writeFile(join(cwd, 'revenge.config.yaml'), 'country: DE\n');
    const env = { ...process.env, HOME: cwd, XDG_CONFIG_HOME: cwd };
    const { stdout } = await promisify(execFile)(process.execPath, [LAUNCHER, 'config', '--json'], { cwd, env });
    expect(JSON.parse(stdout)).toMatchObject({ config: { country: 'DE' } });
    expect(await readdir(cwd)).not.toContain('ran');
  });
});
