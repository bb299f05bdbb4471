import { userInfo } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { itemDocument } from '../../src/cli/commands/show/document.ts';
import { lockStore, openStore } from '../../src/store/open.ts';
import { runCli } from './run-cli.ts';
import { type Stored, smallLibrary, storedIn } from './stored.ts';

let stored: Stored;
beforeEach(async () => {
  stored = await storedIn(smallLibrary);
});
afterEach(() => stored.remove());

function revenge(...argv: readonly string[]) {
  return runCli([...argv, '--store', stored.path], { env: stored.env, cwd: '/media/movies' });
}

async function done(...argv: readonly string[]) {
  const { code, out, err } = await revenge(...argv, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

async function heat() {
  const { out } = await revenge('show', 'tmdb:949', '--json');
  return itemDocument.parse(JSON.parse(out));
}

describe('set', () => {
  it('gives fields values of their own forms, which show tells of', async () => {
    const { id } = await heat();
    const result = await done(
      'set',
      'tmdb:949',
      'title=Hitze',
      'year=1996',
      'genre=Crime, Drama',
      'studios=["Crosby, Stills"]',
      'releaseDate=1996-02',
      'monitored=no',
      'certifications=[{"country":"US","value":"R"}]',
      'overview=',
      '--author',
      'ann',
      '--reason',
      'as on the cover',
    );
    expect(result).toMatchObject({ item: { id, kind: 'movie', title: 'Heat' }, dryRun: false });
    expect(result.fields).toContainEqual({
      field: 'title',
      action: 'set',
      changed: true,
      before: 'Heat',
      after: 'Hitze',
    });
    expect(result.fields).toContainEqual({
      field: 'overview',
      action: 'set',
      changed: true,
      before: 'A heist.',
      after: null,
    });
    const item = await heat();
    const values = Object.fromEntries(Object.entries(item.fields).map(([name, { value }]) => [name, value]));
    expect(values).toEqual({
      title: 'Hitze',
      year: 1996,
      genres: ['Crime', 'Drama'],
      studios: ['Crosby, Stills'],
      releaseDate: '1996-02',
      monitored: false,
      certifications: [{ country: 'US', value: 'R' }],
    });
    expect(item.holds).toHaveLength(8);
    expect(item.holds?.find(({ field }) => field === 'overview')).toEqual({
      field: 'overview',
      mode: 'override',
      value: null,
      source: 'person',
      author: 'ann',
      at: expect.stringMatching(/^\d{4}-/),
      reason: 'as on the cover',
    });
    const text = (await revenge('show', 'tmdb:949')).out;
    expect(text).toMatch(/\nheld\n {2}certifications: override by ann, [\d-]+T[\d:.]+Z: as on the cover\n/);
    expect(text).toContain('overview: override, kept empty, by ann');
  });

  it('writes nothing a second time, and says so', async () => {
    await done('set', 'tmdb:949', 'title=Hitze');
    const again = await revenge('set', 'tmdb:949', 'title=Hitze');
    expect(again.out).toMatch(/^Hitze \(1995\) · movie · [\da-f-]+\n {2}title: Hitze, as before\n$/);
    expect((await heat()).holds?.[0]?.author).toBe(userInfo().username);
    const { out } = await revenge('db', 'status', '--json');
    expect(JSON.parse(out).rows.runs).toBe(1);
  });

  it('says with --dry-run what would come, and opens the store for reading only', async () => {
    const lock = await lockStore(stored.path);
    try {
      const dry = await revenge('set', 'tmdb:949', 'title=Hitze', '-n');
      expect(dry).toMatchObject({ code: 0, err: '' });
      expect(dry.out).toContain('  title: Heat → Hitze\ndry run: nothing was changed\n');
      expect((await heat()).holds).toEqual([]);
      expect(await revenge('set', 'tmdb:949', 'title=Hitze')).toMatchObject({ code: 75, out: '' });
      expect((await heat()).title).toBe('Heat');
    } finally {
      await lock.release();
    }
  });

  it('lists the candidates when several can be meant, and changes nothing', async () => {
    const several = await revenge('set', 'heat', 'title=Hitze');
    expect(several).toMatchObject({ code: 2, out: '' });
    expect(several.err).toContain('2 works can be meant by "heat" [AMBIGUOUS]');
    expect(several.err).toMatch(/movie {2}Heat \(1995\) {2}tmdb:949\n/);
    expect((await heat()).title).toBe('Heat');
    expect(await done('set', 'heat 1995', 'title=Hitze')).toMatchObject({ item: { ids: { tmdb: '949' } } });
  });

  it.each([
    [['tmdb:949', 'titel=Hitze'], 'there is no field "titel"', 'Did you mean title'],
    [['tmdb:949', 'xyzzy=1'], 'there is no field "xyzzy"', 'docs/store.md'],
    [['The', 'Matrix', 'year=1999'], '"Matrix" is no field=value', 'in quotes'],
    [['tmdb:949', 'year=soon'], 'year cannot be this: soon', 'Give a number.'],
    [['tmdb:949', 'year=96'], 'year must have four digits: 96', 'Give a number.'],
    [
      ['tmdb:949', 'releaseDate=31.3.1999'],
      'releaseDate must be a date: 1999-03-31, 1999-03 or 1999: 31.3.1999',
      'docs',
    ],
    [['tmdb:949', 'monitored=perhaps'], 'monitored cannot be this: perhaps', 'Give yes or no.'],
    [['tmdb:949', 'countries=us'], 'countries must be a code of two capital letters, like US (at 0): us', 'commas'],
    [['tmdb:949', 'ratings=8'], 'ratings cannot be this', 'Give JSON'],
    [['tmdb:949', 'ratings=[{"source":"me","value":12}]'], 'ratings must be 0 to 10 (at 0.value)', 'Give JSON'],
    [['tmdb:949', 'title='], 'a work has to have a title', undefined],
    [['tmdb:949', 'tag=a', 'tags=b'], 'tags is given twice', 'at once'],
    [['No such work', 'year=1999'], 'nothing is stored as "No such work"', 'revenge list'],
  ] as const)('refuses %j', async (words, message, hint) => {
    const { code, out, err } = await revenge('set', ...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    if (hint !== undefined) expect(err.split('hint: ')[1]).toContain(hint);
    expect((await heat()).holds).toEqual([]);
  });

  it('makes no store where there is none', async () => {
    const path = `${stored.folder}/none.sqlite`;
    const { code } = await runCli(['set', 'Heat', 'year=1999', '--store', path], { env: stored.env });
    expect(code).toBe(6);
    await expect(openStore(path, { readonly: true })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('is sorted by the title that holds', async () => {
    await done('set', 'heat 1995', 'title=The Zoo');
    const { out } = await revenge('list', '--format', 'csv');
    expect(out.indexOf('The Zoo')).toBeGreaterThan(out.indexOf('Dummy'));
  });
});

describe('lock and unlock', () => {
  it('keep fields as they are, and let them go', async () => {
    const locked = await done('lock', 'tmdb:949', 'overview', 'tagline', '--author', 'ann');
    expect(locked.fields).toEqual([
      { field: 'overview', action: 'lock', changed: true, before: 'A heist.', after: 'A heist.' },
      { field: 'tagline', action: 'lock', changed: true, before: null, after: null },
    ]);
    expect((await heat()).holds).toMatchObject([
      { field: 'overview', mode: 'lock', value: 'A heist.', source: 'tmdb', author: 'ann' },
      { field: 'tagline', mode: 'lock', value: null, source: 'person' },
    ]);
    const again = await revenge('lock', 'tmdb:949', 'overview', 'year');
    expect(again.out).toMatch(/\n {2}overview: was held before\n {2}year: locked as 1995\n$/);
    const dry = await revenge('unlock', 'tmdb:949', 'tagline', 'title', '-n');
    expect(dry.out).toContain('  tagline: released, nothing → what sources say\n  title: was not held\n');
    expect((await done('unlock', 'tmdb:949', '--all')).fields).toHaveLength(3);
    expect((await heat()).holds).toEqual([]);
    expect((await revenge('unlock', 'tmdb:949', '--all')).out).toContain('nothing is held');
  });

  it('a lock leaves an override as it is; unlock gives the sources their say back', async () => {
    await done('set', 'tmdb:949', 'title=Hitze');
    const all = await done('lock', 'tmdb:949', '--all');
    expect(all.fields).toContainEqual(expect.objectContaining({ field: 'title', changed: false }));
    expect((await heat()).holds).toContainEqual(expect.objectContaining({ field: 'title', mode: 'override' }));
    const dry = await done('unlock', 'tmdb:949', 'title', '-n');
    expect(dry.fields).toMatchObject([{ before: 'Hitze', after: 'Heat' }]);
    const freed = await revenge('unlock', 'tmdb:949', 'title');
    expect(freed.out).toContain('  title: released, Hitze → Heat\n');
    expect((await heat()).title).toBe('Heat');
  });

  it.each([
    [['lock', 'tmdb:949'], 'lock takes fields or --all'],
    [['unlock', 'tmdb:949', 'title', '--all'], 'unlock takes fields or --all'],
    [['lock', 'tmdb:949', 'titel'], 'there is no field "titel"'],
  ])('refuses %j', async (words, message) => {
    const { code, err } = await revenge(...words);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('never lets what is held reach the terminal as control characters', async () => {
    await done('set', 'tmdb:949', 'title=Hitze', '--author', 'an\u001b[2Jn', '--reason', 'so\u001b[31m');
    const { out } = await revenge('show', 'tmdb:949');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(out).not.toMatch(/\u001b/);
  });
});
