import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { listDocument } from '../../src/cli/commands/list/document.ts';
import { FILTERS } from '../../src/store/query/parse.ts';
import { displayWidth } from '../../src/ui/width.ts';
import { type CliWorld, runCli } from './run-cli.ts';
import { type Stored, smallLibrary, storedIn } from './stored.ts';

let stored: Stored;
beforeAll(async () => {
  stored = await storedIn(smallLibrary);
});
afterAll(() => stored.remove());

async function list(argv: readonly string[], world: CliWorld = {}) {
  return runCli(['list', '--store', stored.path, ...argv], { env: stored.env, cwd: stored.folder, ...world });
}

async function listed(...argv: readonly string[]) {
  const { code, out } = await list(['--json', ...argv]);
  expect(code).toBe(0);
  const document = listDocument.parse(JSON.parse(out));
  return {
    items: document.items.map((item) => `${item.kind} ${item.title} ${item.year ?? ''}`.trimEnd()),
    open: document.open.map((group) => `${group.outcome} ${group.key}`),
  };
}

const OPEN = ['ambiguous Dune\u001b[2J'];

describe('list', () => {
  it('gives works and open groups as one document', async () => {
    expect(await listed()).toEqual({
      items: ['release Dummy 1994', 'movie Heat 1986', 'movie Heat 1995', 'series The Wire 2002'],
      open: OPEN,
    });
    const { out } = await list(['--json', '--outcome', 'open']);
    expect(JSON.parse(out)).toMatchObject({
      open: [
        { identification: { reasons: ['asked tmdb', 'two works are as near'], candidates: [{ sourceId: '841' }] } },
      ],
    });
  });

  it.each([
    [['--kind', 'movie'], ['movie Heat 1986', 'movie Heat 1995'], []],
    [
      ['--kind', 'movie,series', '--kind', 'release', '--year', '1990..1999'],
      ['release Dummy 1994', 'movie Heat 1995'],
      [],
    ],
    [['--year', '1995'], ['movie Heat 1995'], []],
    [['--year', '..1990'], ['movie Heat 1986'], []],
    [['--year', '1996..'], ['series The Wire 2002'], []],
    [['the', 'wire'], ['series The Wire 2002'], []],
    [['--outcome', 'matched', '--limit', '1'], ['release Dummy 1994'], []],
    [['--outcome', 'open'], [], OPEN],
    [['--outcome', 'ambiguous'], [], OPEN],
    [['--outcome', 'degraded'], [], []],
    [['--kind', 'movie', '--outcome', 'open'], [], OPEN],
    [['--kind', 'series', '--outcome', 'open'], [], []],
  ])('filters by %j', async (argv, items, open) => {
    expect(await listed(...argv)).toEqual({ items, open });
  });

  it('prints tables, whole into a pipe', async () => {
    const { code, out } = await list([]);
    expect(code).toBe(0);
    expect(out.replace(/[\da-f]{8}-[\da-f-]{27}/g, '<id>')).toMatchInlineSnapshot(`
      "kind     title            artist      files  parts  sources      id
      release  Dummy (1994)     Portishead      2      2  musicbrainz  <id>
      movie    Heat (1986)                      1         tmdb         <id>
      movie    Heat (1995)                      1         tmdb         <id>
      series   The Wire (2002)                  2      2  sonarr       <id>

      1 group without an identity: revenge list --outcome open
      "
    `);
  });

  it('prints open groups where they are asked for', async () => {
    expect((await list(['--outcome', 'open'])).out).toMatchInlineSnapshot(`
      "1 group without an identity
      outcome    kind   library  group        files  why
      ambiguous  movie  films    Dune\\x1b[2J      1  two works are as near
      "
    `);
  });

  it.each([120, 80, 60])('fits a terminal of %i columns', async (columns) => {
    const { out } = await list([], { columns });
    for (const line of out.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
    expect(/ id$/m.test(out)).toBe(columns >= 100);
  });

  it('says so when there is nothing', async () => {
    expect(await list(['no such title'])).toEqual({ code: 0, out: 'nothing found\n', err: '' });
  });

  it('says where there is no store', async () => {
    const { code, err } = await runCli(['list', '--store', '/nowhere/x.sqlite'], {
      env: stored.env,
      cwd: stored.folder,
    });
    expect(code).toBe(6);
    expect(err).toMatch(/^revenge: .*\/nowhere.* \[STORE_UNAVAILABLE\]\n {2}hint: /);
  });
});

describe('list --limit', () => {
  it('says how many groups are open, beyond those that it lists', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'revenge-list-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    for (const title of ['Alien (1979)', 'Heat (1995)', 'Dune (2021)']) {
      await mkdir(join(folder, 'Films', title), { recursive: true });
      await writeFile(join(folder, 'Films', title, `${title}.mkv`), 'no media');
    }
    const run = (...argv: string[]) =>
      runCli([...argv, '--store', join(folder, 'store.sqlite')], { cwd: folder, env: { HOME: folder } });
    await run('scan', 'Films', '--offline', '--quiet');
    const all = listDocument.parse(JSON.parse((await run('list', '--json')).out));
    expect([all.open.length, all.openTotal]).toEqual([3, undefined]);
    const some = listDocument.parse(JSON.parse((await run('list', '--json', '--limit', '2')).out));
    expect([some.open.length, some.openTotal]).toEqual([2, 3]);
    const open = await run('list', '--limit', '2', '--outcome', 'open');
    expect(open.out).toContain('3 groups without an identity, the first 2 of them\n');
    // Their items are works like any other.
    const works = await run('list', '--limit', '2');
    expect(works.out).toMatch(/^movie {2}Alien \(1979\) .* no /m);
    expect(works.out).toContain('\n3 groups without an identity: revenge list --outcome open\n');
    expect(all.items.map(({ title, identified }) => [title, identified])).toEqual([
      ['Alien', false],
      ['Dune', false],
      ['Heat', false],
    ]);
    expect(all.open.map(({ item }) => item).sort()).toEqual(all.items.map(({ id }) => id).sort());
    const known = listDocument.parse(JSON.parse((await run('list', '--json', 'identified:yes')).out));
    expect(known.items).toEqual([]);
    expect((await run('list', '--count', 'identified:no')).out).toBe('3\n');
  });

  it('takes a title with a colon in quotes', async () => {
    expect(await listed('"re:zero"')).toEqual({ items: [], open: [] });
    expect((await list(['re:zero'])).code).toBe(2);
  });
});

describe('the filters', () => {
  it('are all named by --help and described in docs/store.md', async () => {
    const { out } = await runCli(['list', '--help']);
    const page = await readFile(join(import.meta.dirname, '../../docs/store.md'), 'utf8');
    const unnamed = FILTERS.filter((name) => !out.includes(` ${name}:`) || !page.includes(`\`${name}:`));
    expect(unnamed).toEqual([]);
  });

  it('prints the named columns in their order, in each format', async () => {
    const movies = ['kind:movie', '--sort', 'year'];
    const { code, out } = await list([
      ...movies,
      '--fields',
      'year,Title',
      '--fields',
      'tmdb,genre',
      '--format',
      'tsv',
    ]);
    expect(code).toBe(0);
    const [head, ...lines] = out.trimEnd().split('\n');
    expect(head).toBe('year\ttitle\ttmdb\tgenres');
    expect(lines.map((line) => line.split('\t').slice(0, 2))).toEqual([
      ['1986', 'Heat'],
      ['1995', 'Heat'],
    ]);
    const csv = await list([...movies, '--fields', 'title,year', '--format', 'csv', '--limit', '1']);
    expect(csv.out).toBe('title,year\nHeat,1986\n');
    const table = await list([...movies, '--fields', 'title,year']);
    expect(table.out).toMatch(/^title +year\nHeat +1986\nHeat +1995\n$/);
    for (const format of [['--json'], ['--format', 'ndjson']]) {
      const json = await list([...movies, '--fields', 'title,path,bytes,tagline', ...format]);
      const rows = json.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(rows).toEqual([
        { title: 'Heat', path: expect.any(String), bytes: expect.any(Number) },
        { title: 'Heat', path: expect.any(String), bytes: expect.any(Number) },
      ]);
    }
    expect((await list(['kind:movie', '--format', 'tsv'])).out).toMatch(/^id\tkind\ttitle\tyear\t/);
  });

  it.each([
    ['titel', 'Did you mean title?'],
    ['runtme', 'Did you mean runtime?'],
    ['tmbd', 'Did you mean tmdb?'],
    ['title,', 'Fields: id, kind, title'],
    ['constructor', 'Fields: id, kind, title'],
  ])('refuses the field %s', async (fields, hint) => {
    const { code, out, err } = await list(['--fields', fields]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(hint);
    expect((await list(['--fields', 'title', '--format', 'json'])).code).toBe(2);
  });
});
