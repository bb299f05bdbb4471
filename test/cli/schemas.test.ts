import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonSchemaOf } from '../../src/cli/documents/json-schema.ts';
import { DOCUMENTS } from '../../src/cli/documents/list.ts';
import { FIXTURES } from '../support/scan-world.ts';
import { runCli } from './run-cli.ts';

/*
 * Every document that `--json` prints is as its published schema says, by a validator that knows nothing of zod. Here the
 * schemas are closed: a member that they do not name is an error, so that none is printed that nobody documents.
 */

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, validateFormats: false });
let folder: string;
let config: string;
let replay: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-schemas-'));
  await cp(FIXTURES, folder, { recursive: true });
  config = join(folder, 'revenge.config.yaml');
  const text = await readFile(config, 'utf8');
  await writeFile(
    config,
    text
      .replaceAll(/kind: (\w+) \}/g, 'kind: $1, nfo: write }')
      .replace('../../.revenge-demo/library.sqlite', 'library.sqlite'),
  );
  replay = ['--replay', join(folder, 'cassettes')];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function validate(name: string, value: unknown): readonly string[] {
  const kind = DOCUMENTS.find((one) => one.name === name);
  if (kind === undefined) throw new Error(`there is no schema ${name}`);
  const check = ajv.compile(jsonSchemaOf(kind, { closed: true }));
  if (check(value)) return [];
  return (check.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  const { code, out, err } = await runCli([...args, '--json', '--config', config], { cwd: folder });
  expect([args, err]).toEqual([args, '']);
  return { code, out };
}

describe('what --json prints', () => {
  it('is a line a event, each as the schema says', async () => {
    const { code, out } = await run('scan', ...replay);
    expect(code).toBe(0);
    const lines = out.trim().split('\n');
    const types = new Set<string>();
    for (const line of lines) {
      const event: unknown = JSON.parse(line);
      expect(validate('event', event)).toEqual([]);
      types.add(/"type":"([a-z-]+)"/.exec(line)?.[1] ?? '');
    }
    expect([...types].sort()).toEqual(
      ['artwork', 'group', 'progress', 'provider', 'run-started', 'skipped', 'summary', 'working'].filter((type) =>
        types.has(type),
      ),
    );
    expect(types.has('summary')).toBe(true);
  });

  it.each<readonly [string, number, readonly string[]]>([
    ['about', 0, ['about']],
    ['config', 0, ['config']],
    ['list', 0, ['list']],
    ['list', 0, ['list', '--outcome', 'open']],
    ['count', 0, ['list', '--count']],
    ['show', 0, ['show', 'The Matrix']],
    ['show', 0, ['show', 'Breaking Bad']],
    ['show', 0, ['show', 'Deuce Avenue']],
    ['override', 0, ['set', 'The Matrix', 'tagline=Wake up', '--dry-run']],
    ['override', 0, ['lock', 'The Matrix', 'title']],
    ['override', 0, ['unlock', 'The Matrix', 'title']],
    ['parse', 0, ['parse', 'Alien.1979.mkv']],
    ['parse', 0, ['explain', 'Movies/Alien (1979)/Alien.mkv']],
    ['db-status', 0, ['db', 'status']],
    ['db-check', 0, ['db', 'check']],
    ['db-vacuum', 0, ['db', 'vacuum']],
    ['db-purge', 0, ['db', 'purge', '--older-than', '90d', '--dry-run']],
    ['db-backup', 0, ['db', 'backup']],
    ['cache-stats', 0, ['cache', 'stats']],
    ['cache-clear', 0, ['cache', 'clear']],
    ['doctor', 5, ['doctor', '--offline']],
    ['schemas', 0, ['schema']],
    ['tag', 0, ['tag', '--dry-run']],
    ['tag', 0, ['tag']],
    ['undo-list', 0, ['undo', '--list']],
    ['undo', 0, ['undo']],
  ])('%s', async (name, expected, args) => {
    const { code, out } = await run(...args);
    expect({ code, errors: validate(name, JSON.parse(out)) }).toEqual({ code: expected, errors: [] });
  });

  it('check', async () => {
    await run('check', '--update', ...replay);
    const { out } = await run('check', ...replay);
    expect(validate('check', JSON.parse(out))).toEqual([]);
  });

  it('errors', async () => {
    for (const args of [['show', 'nothing of this name'], ['nonsense'], ['list', 'foo:bar']]) {
      const { out, err } = await runCli([...args, '--json', '--config', config], { cwd: folder });
      expect([args, validate('error', JSON.parse(out === '' ? err : out))]).toEqual([args, []]);
    }
  });
});

describe('revenge schema', () => {
  it('prints the published file of each document', async () => {
    const published = readdirSync(join(import.meta.dirname, '../../schemas')).sort();
    expect(published).toEqual(DOCUMENTS.map(({ name }) => `${name}.json`).sort());
    for (const { name } of DOCUMENTS) {
      const { out } = await runCli(['schema', name]);
      expect(out).toBe(readFileSync(join(import.meta.dirname, `../../schemas/${name}.json`), 'utf8'));
    }
  });

  it('names the nearest where there is none of the name', async () => {
    const { code, err } = await runCli(['schema', 'shwo']);
    expect(code).toBe(2);
    expect(err).toContain('Did you mean show?');
  });

  it('finds a member that nobody documents', () => {
    expect(validate('count', { count: 1 })).toEqual([]);
    expect(validate('count', { count: 1, other: 2 })).not.toEqual([]);
    expect(validate('count', { count: 'many' })).not.toEqual([]);
  });
});
