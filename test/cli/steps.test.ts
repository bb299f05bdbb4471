import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));

describe('commands of several steps', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'revenge-steps-'));
    await cp(join(FIXTURES, 'library'), join(folder, 'library'), { recursive: true });
    await cp(join(FIXTURES, 'revenge.config.yaml'), join(folder, 'revenge.config.yaml'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const run = (argv: readonly string[], columns?: number) =>
    runCli([...argv, '--store', join(folder, 'library.sqlite')], {
      cwd: folder,
      env: { HOME: folder },
      ...(columns === undefined ? {} : { columns }),
    });
  const replay = ['--replay', join(FIXTURES, 'cassettes')];

  it('db migrate draws its steps on a terminal, prints the state of the store when piped, and one document with --json', async () => {
    await run(['scan', '--no-artwork', '--quiet', ...replay, 'library/Movies']);
    const piped = await run(['db', 'migrate']);
    expect(piped).toMatchObject({ code: 0, err: '' });
    expect(piped.out).toBe((await run(['db', 'status'])).out);
    expect(JSON.parse((await run(['db', 'migrate', '--json'])).out)).toEqual(
      JSON.parse((await run(['db', 'status', '--json'])).out),
    );
    const drawn = await run(['db', 'migrate'], 90);
    expect(drawn.code).toBe(0);
    for (const text of ['lock the store', 'bring its schema up to date', 'items: ', '\u001b[?25h'])
      expect(drawn.out).toContain(text);
  });

  it('an error of a step is the error of the command', async () => {
    await writeFile(join(folder, 'library.sqlite'), 'no database '.repeat(100));
    for (const columns of [undefined, 90]) {
      const { code, err } = await run(['db', 'migrate'], columns);
      expect(code).toBe(6);
      expect(err).toMatch(/^revenge: .*\[STORE_NOT_A_DATABASE\]/);
    }
  });

  it('cache warm draws its steps and sums up', async () => {
    const drawn = await run(['cache', 'warm', '--no-artwork', ...replay, 'library/Movies'], 90);
    expect(drawn.code).toBe(0);
    expect(drawn.out).toContain('fetch the answers that a first scan needs');
    expect(drawn.out).toMatch(/\nDone in .*: \d+ files in \d+ groups/);
    const piped = await run(['cache', 'warm', '--no-artwork', ...replay, 'library/Movies']);
    expect(piped.out).toMatch(/^cache warm: store /);
  });
});
