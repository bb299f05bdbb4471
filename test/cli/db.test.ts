import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { csvLines } from '../../src/cli/text/csv.ts';
import { parseConditions } from '../../src/store/query/parse.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { groupSave, MOVIES, movieDraft } from '../store/drafts.ts';
import { type TemporaryFolder, temporaryFolder } from '../store/sqlite/folder.ts';
import { runCli } from './run-cli.ts';

let folder: TemporaryFolder;
let path: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  path = folder.join('store.db');
  const store = await openSqliteStore(path);
  await store.saveGroup(groupSave({ draft: movieDraft() }));
  await store.saveGroup(groupSave({ key: 'Gone', draft: movieDraft({ ids: { tmdb: '1' } }) }));
  await store.markMissing(MOVIES.root, ['Gone/Gone.mkv'], '2020-01-01T00:00:00.000Z');
  await store.close();
});
afterEach(() => folder.remove());

const run = (...args: string[]) => runCli([...args, '--store', path]);

describe('db', () => {
  test('tells, copies, checks and tidies', async () => {
    expect((await run('db', 'status')).out).toContain('items: 2');
    expect(JSON.parse((await run('db', 'status', '--json')).out)).toMatchObject({
      location: path,
      rows: { groups: 2 },
    });
    expect(await run('db', 'check')).toMatchObject({ code: 0, out: 'the store is whole\n' });
    expect((await run('db', 'backup', folder.join('copy.db'))).out).toBe(`copied to ${folder.join('copy.db')}\n`);
    expect((await run('db', 'vacuum')).out).toBe('done\n');
    expect((await run('db', 'migrate')).out).toContain('schema 0');
  });

  test('purges only what it is told to, and says so before', async () => {
    expect((await run('db', 'purge')).code).toBe(2);
    expect((await run('db', 'purge', '--older-than', 'soon')).code).toBe(2);
    expect((await run('db', 'purge', '--older-than', '90d', '--dry-run')).out).toContain('would be removed');
    expect(JSON.parse((await run('db', 'purge', '--older-than', '90', '--json')).out)).toEqual({
      files: 1,
      items: 1,
      dryRun: false,
    });
    expect((await run('list', '--count')).out).toBe('1\n');
  });
});

describe('list', () => {
  test('prints CSV, pages, and counts', async () => {
    const csv = (await run('list', '--format', 'csv', '--limit', '1')).out.split('\n');
    expect(csv[0]).toBe('id,kind,title,year,artist,files,parts,sources,identified');
    expect(csv[1]).toContain(',movie,Heat,1995,');
    const first = JSON.parse((await run('list', '--json', '--limit', '1')).out);
    const second = JSON.parse((await run('list', '--json', '--limit', '1', '--after', first.next)).out);
    expect(second.items[0].id).not.toBe(first.items[0].id);
    expect((await run('list', 'year:abc')).code).toBe(2);
    expect((await run('list', '--sort', 'colour')).code).toBe(2);
    expect((await run('show', 'Haeat')).err).toContain('AMBIGUOUS');
  });

  test('a cell that a spreadsheet would run is text, one with a comma is quoted', () => {
    const lines = csvLines<string | number | undefined>([['v', (value) => value]], ['=1+1', 'a,"b"', 7, undefined]);
    expect([...lines]).toEqual(['v', "'=1+1", '"a,""b"""', '7', '']);
  });

  test.each(['kind:film', 'rating:..', 'added:yesterday', 'missing:everything', 'genre:', 'outcome:lost'])(
    'the filter %s is refused with a hint',
    (word) => {
      expect(() => parseConditions([word], new Date())).toThrow(word);
    },
  );

  test('a misspelt field or kind of artwork names those that are near', () => {
    for (const [word, meant] of [
      ['missing:potser', 'poster'],
      ['has:relaseDate', 'releaseDate'],
    ] as const) {
      const hint = expect.stringContaining(`Did you mean ${meant}?`);
      expect(() => parseConditions([word], new Date())).toThrow(expect.objectContaining({ code: 'USAGE', hint }));
    }
  });
});

test('sync without anything to carry over, or into itself', async () => {
  const env = { HOME: folder.path, XDG_DATA_HOME: folder.path };
  const nothing = await runCli(['sync', '--store', path], { env });
  expect(nothing).toMatchObject({ code: 0, out: 'nothing to carry over\n' });
  expect((await runCli(['sync', path, '--store', path], { env })).code).toBe(2);
  expect((await runCli(['sync', folder.join('no.db'), '--store', path], { env })).code).toBe(2);
});
