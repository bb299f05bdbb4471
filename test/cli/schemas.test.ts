import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { REPORT_NAMES } from '../../src/cli/commands/report/names.ts';
import { jsonSchemaOf } from '../../src/cli/documents/json-schema.ts';
import { DOCUMENTS } from '../../src/cli/documents/list.ts';
import { FIXTURES } from '../support/scan-world.ts';
import { filled } from './cache-commands.ts';
import { type CliResult, runCli } from './run-cli.ts';
import { smallLibrary, storedIn } from './stored.ts';

const SCHEMAS = join(import.meta.dirname, '../../schemas');

/* The demo library, scanned, tagged and taken back. Each test continues where the one before ended. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-schemas-'));
  await cp(FIXTURES, join(folder, 'demo'), { recursive: true });
  const file = join(folder, 'demo/revenge.config.yaml');
  const config = (await readFile(file, 'utf8'))
    .replaceAll(/kind: (\w+) \}/g, 'kind: $1, tagging: { nfo: write } }')
    .replace('../../.revenge-demo/library.sqlite', '../library.sqlite');
  await writeFile(file, `${config}cache: { file: ../cache.sqlite }\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function revenge(...args: readonly string[]): Promise<CliResult> {
  const demo = join(folder, 'demo');
  const files = ['--config', join(demo, 'revenge.config.yaml'), '--replay', join(demo, 'cassettes')];
  return runCli([...args, '--json', ...files]);
}

const printed = new Set<string>();

const validators = new Map<string, readonly ValidateFunction[]>();

/** By the published schema of a document, and by one that allows no other members. */
async function validatorsOf(name: string): Promise<readonly ValidateFunction[]> {
  const published: unknown = JSON.parse(await readFile(join(SCHEMAS, `${name}.json`), 'utf8'));
  const kind = DOCUMENTS.find((one) => one.name === name);
  if (kind === undefined) throw new Error(`There is no schema ${name}.`);
  const schemas = [z.record(z.string(), z.unknown()).parse(published), jsonSchemaOf(kind, { closed: true })];
  return schemas.map((schema) => new Ajv2020({ allErrors: true }).compile(schema));
}

async function faultsOf(name: string, document: unknown): Promise<readonly unknown[]> {
  printed.add(name);
  const found = validators.get(name) ?? (await validatorsOf(name));
  validators.set(name, found);
  return found.flatMap((validate) => (validate(document) ? [] : (validate.errors ?? [])));
}

async function expectDocument(name: string, { out, err }: CliResult): Promise<void> {
  expect([await faultsOf(name, JSON.parse(out)), err]).toEqual([[], expect.any(String)]);
}

async function expectLines(name: string, { out }: CliResult): Promise<readonly string[]> {
  const lines = out.trimEnd().split('\n');
  for (const line of lines) expect([line, await faultsOf(name, JSON.parse(line))]).toEqual([line, []]);
  return lines;
}

describe('the JSON of each command is as its schema says', () => {
  it('scan, refresh, cache warm', async () => {
    const lines = await expectLines('event', await revenge('scan'));
    const types = new Set(lines.map((line) => JSON.parse(line).type));
    expect([...types]).toEqual(expect.arrayContaining(['run-started', 'progress', 'group', 'provider', 'summary']));
    await expectLines('event', await revenge('refresh', '--older-than', '1h'));
    await expectLines('event', await revenge('cache', 'warm'));
    await expectLines('event', await revenge('scan', '--config', await brokenConfig()));
  });

  async function brokenConfig(): Promise<string> {
    const file = join(folder, 'broken.yaml');
    const store = join(folder, 'broken.sqlite');
    await writeFile(file, `store: ${store}\nlibraries: [{ name: Gone, path: ./gone, kind: movies }]\n`);
    return file;
  }

  it('list, show', async () => {
    const list = await revenge('list');
    await expectDocument('list', list);
    await expectDocument('list', await revenge('list', '--limit', '1'));
    await expectDocument('count', await revenge('list', '--count'));
    await expectLines('list-fields', await revenge('list', '--fields', 'title,year,genres,ratings,tmdb'));
    const { items } = JSON.parse(list.out);
    expect(items.length).toBeGreaterThan(5);
    for (const { id } of items) await expectDocument('show', await revenge('show', id));
  });

  it('export', async () => {
    await expectLines('export', await revenge('export', 'kind:movie,series,episode,release,track,artist'));
  });

  it('report', async () => {
    for (const name of REPORT_NAMES) await expectDocument('report', await revenge('report', name));
  });

  it('set, lock, unlock', async () => {
    await expectDocument('override', await revenge('set', 'tmdb:603', 'title=Matrix', 'tagline=', '--reason', 'mine'));
    await expectDocument('override', await revenge('lock', 'tmdb:603', 'overview'));
    await expectDocument('show', await revenge('show', 'tmdb:603'));
    await expectDocument('override', await revenge('unlock', 'tmdb:603', '--all', '--dry-run'));
    await expectDocument('override', await revenge('unlock', 'tmdb:603', '--all'));
  });

  it('match', async () => {
    const matrix = join(folder, 'demo/library/Movies/The Matrix (1999)');
    await expectDocument('match', await revenge('match', matrix, 'tmdb:603', '--reason', 'seen it'));
    await expectDocument('match', await revenge('match', matrix, '--ignore', '--dry-run'));
    await expectDocument('match', await revenge('match', matrix, '--forget'));
  });

  it('tag, undo', async () => {
    await expectDocument('tag', await revenge('tag', '--dry-run'));
    await expectDocument('tag', await revenge('tag'));
    await expectDocument('undo-list', await revenge('undo', '--list'));
    await writeFile(join(folder, 'demo/library/Movies/The Matrix (1999)/movie.nfo'), '<movie/>').catch(() => undefined);
    await expectDocument('undo', await revenge('undo'));
  });

  it('parse, explain', async () => {
    const names = (await readdir(join(folder, 'demo/library'), { recursive: true })).concat(
      '[Group] Name - 101v2 [1080p][ABCD1234].mkv',
      'Dune.1984.Extended.3D.HSBS.2160p.UHD.BluRay.HDR10.DV.TrueHD.7.1.PROPER.REPACK-GROUP {imdb-tt0087182}.mkv',
      'Show (2019) [tvdbid-81189]/Season 01/Show.2019-04-05.S01E01-E02.German.DL.1080p.WEB-DL-trailer.mkv',
    );
    await expectLines('parse', await revenge('parse', '--explain', ...names));
    await expectLines('parse', await revenge('explain', 'Dune (1984)/Dune.mkv'));
  });

  it('db, sync', async () => {
    for (const [name, ...args] of [
      ['db-status', 'status'],
      ['db-status', 'migrate'],
      ['db-backup', 'backup', join(folder, 'copy.sqlite')],
      ['db-vacuum', 'vacuum'],
      ['db-check', 'check'],
      ['db-purge', 'purge', '--older-than', '90'],
    ] as const) {
      await expectDocument(name, await revenge('db', ...args));
    }
    const from = await storedIn(smallLibrary);
    await expectDocument('sync', await revenge('sync', from.path, '--store', join(folder, 'copy.sqlite')));
    await from.remove();
  });

  it('cache', async () => {
    const { run } = await filled();
    await expectDocument('cache-stats', await run('stats', '--json'));
    await expectDocument('cache-inspect', await run('inspect', '/movie/603', '--json'));
    await expectDocument('cache-inspect', await run('inspect', '/movie/603', '--body', '--json'));
    await expectDocument('cache-clear', await run('clear', '--json'));
  });

  it('config, doctor, about, schema', async () => {
    await expectDocument('config', await revenge('config'));
    await expectDocument('doctor', await revenge('doctor'));
    await expectDocument('about', await revenge('about'));
    await expectDocument('schemas', await revenge('schema'));
  });

  it('errors', async () => {
    await expectDocument('error', await revenge('show', 'no such work'));
    await expectDocument('error', await revenge('nonsense'));
    const two = await storedIn(smallLibrary);
    const ambiguous = await revenge('show', 'Heat', '--store', two.path);
    expect(JSON.parse(ambiguous.out).candidates).toHaveLength(2);
    await expectDocument('error', ambiguous);
    await two.remove();
  });

  it('check', async () => {
    const file = join(folder, 'revenge.check.yaml');
    await expectDocument('check', await revenge('check', file, '--update'));
    await expectDocument('check', await revenge('check', file));
    await writeFile(file, 'version: 1\ngroups: []\n');
    await expectDocument('check', await revenge('check', file));
  });

  it('leaves no schema out', () => {
    expect([...printed].sort()).toEqual(DOCUMENTS.map(({ name }) => name).sort());
  });
});

describe('revenge schema', () => {
  it('prints one as it is in the package', async () => {
    const { out, code } = await runCli(['schema', 'show']);
    expect([code, out]).toEqual([0, await readFile(join(SCHEMAS, 'show.json'), 'utf8')]);
  });

  it('lists all, and there is no other in the package', async () => {
    const { out } = await runCli(['schema']);
    for (const { name } of DOCUMENTS) expect(out).toMatch(new RegExp(`^${name} `, 'm'));
    expect((await readdir(SCHEMAS)).sort()).toEqual(DOCUMENTS.map(({ name }) => `${name}.json`).sort());
  });

  it('names the nearest when there is none', async () => {
    const { code, err } = await runCli(['schema', 'shwo']);
    expect([code, err]).toEqual([2, expect.stringContaining('Did you mean show?')]);
  });
});
