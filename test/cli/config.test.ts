import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/ui/width.ts';
import { type CliWorld, runCli } from './run-cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-cli-'));
  await writeFile(
    join(folder, 'revenge.config.yaml'),
    'libraries:\n  - { name: Films, path: films, kind: movies }\nsources:\n  tmdb:\n    apiKey: very-secret\n',
  );
  await writeFile(join(folder, 'wrong.yaml'), 'libaries: []\nstore: 5\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function config(argv: readonly string[], world: CliWorld = {}) {
  return runCli(['config', ...argv], { cwd: folder, env: { HOME: folder, REVENGE_COUNTRY: 'DE' }, ...world });
}

describe('config', () => {
  it('shows every value and where it comes from, without secrets', async () => {
    const { code, out } = await config(['--store', 'x.sqlite']);
    expect(code).toBe(0);
    const rows = out.split('\n').map((line) => line.split(/ {2,}/));
    expect(rows).toContainEqual([`configuration file ${folder}/revenge.config.yaml`]);
    expect(rows).toContainEqual(['libraries[0].path', `${folder}/films`, 'line 2']);
    expect(rows).toContainEqual(['store', `${folder}/x.sqlite`, 'flag']);
    expect(rows).toContainEqual(['country', 'DE', 'env REVENGE_COUNTRY']);
    expect(rows).toContainEqual(['artwork.enabled', 'true', 'default']);
    expect(rows).toContainEqual(['sources.tmdb.apiKey', '(hidden)', 'line 5']);
    expect(out).not.toContain('very-secret');
  });

  it('is one document with --json', async () => {
    const { out } = await config(['--json']);
    expect(JSON.parse(out)).toMatchObject({
      file: `${folder}/revenge.config.yaml`,
      config: { country: 'DE', sources: { tmdb: { apiKey: '(hidden)' } } },
      origins: { country: 'env REVENGE_COUNTRY' },
    });
    expect(out).not.toContain('very-secret');
  });

  it('needs no file', async () => {
    const { code, out } = await config([], { cwd: tmpdir() });
    expect(code).toBe(0);
    expect(out).toMatch(/^no configuration file: defaults\n/);
  });

  it('fits the terminal', async () => {
    const { out } = await config([], { columns: 70 });
    for (const line of out.split('\n').slice(1)) expect(displayWidth(line)).toBeLessThanOrEqual(70);
  });

  it('says what is wrong with a file', async () => {
    expect(await config(['--config', 'wrong.yaml'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(
        /^revenge: .*wrong\.yaml:2:1: .*\n {2}.*wrong\.yaml:1:1: .*libaries.* \[CONFIG_INVALID\]\n {2}hint: /,
      ),
    });
    expect(await config(['--config', 'none.yaml'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('[CONFIG_NOT_FOUND]'),
    });
  });
});
