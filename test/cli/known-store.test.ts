import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCli } from './run-cli.ts';
import { type Stored, smallLibrary, storedIn } from './stored.ts';

const KEY = 'canary-0123456789abcdef';
const ENTRY = 'a command that reads remembers where the store is';

let stored: Stored;
let config = '';
let cacheFolder = '';

beforeEach(async () => {
  stored = await storedIn(smallLibrary);
  cacheFolder = join(stored.folder, 'cache');
  config = join(stored.folder, 'config.yaml');
  await mkdir(cacheFolder);
  await configure(`sources: { tmdb: { apiKey: ${KEY} } }\n`);
  // A file that has just changed is not settled yet.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
});
afterEach(async () => {
  vi.useRealTimers();
  await stored.remove();
});

function configure(more = ''): Promise<void> {
  return writeFile(config, `store: ${stored.path}\n${more}`);
}

function run(argv: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = '/') {
  return runCli(argv, { env: { ...stored.env, ...env }, cacheFolder, cwd });
}

const list = (env: NodeJS.ProcessEnv = {}, ...argv: readonly string[]) =>
  run(['list', '--config', config, ...argv], env);

async function entries(): Promise<readonly string[]> {
  return (await readdir(join(cacheFolder, 'stores')).catch(() => [])).map((name) => join(cacheFolder, 'stores', name));
}

/** Makes the entry name a store that is not there, to see whether it is used. */
async function mislead(): Promise<void> {
  for (const file of await entries()) {
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('library.sqlite', 'elsewhere.sqlite'));
  }
}

describe(ENTRY, () => {
  it('in a file of the user alone, without any secret, and uses it the next time', async () => {
    const first = await list();
    expect(first).toMatchObject({ code: 0, err: '' });
    const [file = '', ...others] = await entries();
    expect(others).toEqual([]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).not.toContain(KEY);
    expect(await list()).toEqual(first);
    await mislead();
    expect(await list()).toMatchObject({ code: 6, err: expect.stringContaining('elsewhere.sqlite') });
  });

  it('of the configuration that is found where none is named', async () => {
    await mkdir(join(stored.folder, 'revenge'));
    await writeFile(join(stored.folder, 'revenge/config.yaml'), `store: ${stored.path}\n`);
    const first = await run(['list']);
    await mislead();
    expect((await run(['list'])).code).toBe(6);
    // A configuration of the working directory comes first.
    await writeFile(join(stored.folder, 'revenge.config.yaml'), `store: ${stored.path}\n`);
    expect(await run(['list'], {}, stored.folder)).toEqual(first);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['the configuration', () => configure(`sources: { tmdb: { apiKey: ${KEY}-2 } }\n`)],
    ['a variable', () => list({ REVENGE_COUNTRY: 'DE' })],
    ['whether a variable with a secret is set', () => list({ REVENGE_OMDB_API_KEY: 'another-secret-value' })],
    ['the home folder', () => list({ HOME: '/root' })],
    ['the store in the options', () => list({}, '--store', stored.path)],
  ])('and loads the configuration again after a change of %s', async (_, change) => {
    const first = await list();
    await mislead();
    const changed = await change();
    if (changed !== undefined) expect(changed).toEqual(first);
    else expect(await list()).toEqual(first);
  });

  it('and reports what is wrong with a changed configuration', async () => {
    await list();
    await configure('nonsense: 1\n');
    expect(await list()).toMatchObject({ code: 2, err: expect.stringContaining('[CONFIG_INVALID]') });
    await writeFile(config, 'store: [\n');
    expect(await list()).toMatchObject({ code: 2, err: expect.stringContaining('[CONFIG_SYNTAX]') });
  });

  it('of adult libraries too', async () => {
    await list();
    expect(await list({}, '--kind', 'adult')).toMatchObject({
      code: 6,
      err: expect.stringContaining('library.qar.sqlite'),
    });
  });

  it.each<[string, string, NodeJS.ProcessEnv]>([
    ['in the configuration', `sources: { tmdb: { apiKey: ${KEY} } }\n`, {}],
    ['in a variable', '', { REVENGE_TMDB_API_KEY: KEY }],
    ['in an address', `cache: { redis: 'redis://someone:${KEY}@nas:6379/0' }\n`, {}],
  ])('and hides secrets that stand %s', async (_, text, env) => {
    await configure(text);
    expect((await run(['set', '--config', config, 'tmdb:949', `title=Heat ${KEY}`], env)).code).toBe(0);
    await rm(join(cacheFolder, 'stores'), { recursive: true });
    for (const known of [false, true]) {
      expect(await entries()).toHaveLength(known ? 1 : 0);
      const { code, out } = await list(env);
      expect(code).toBe(0);
      expect(out).toContain('Heat [removed]');
    }
    const [file = ''] = await entries();
    expect(await readFile(file, 'utf8')).not.toContain(KEY);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'a secret lies in a file of its own',
      async () => {
        await writeFile(join(stored.folder, 'key'), KEY);
        await configure('sources: { tmdb: { apiKeyFile: key } }\n');
      },
    ],
    [
      'the configuration is code',
      async () => {
        config = join(stored.folder, 'config.mjs');
        await writeFile(config, `export default { store: ${JSON.stringify(stored.path)} };\n`);
      },
    ],
    ['the configuration has just changed', async () => vi.useRealTimers()],
    ['the store cannot be opened', () => writeFile(config, 'store: /proc/nowhere/library.sqlite\n')],
    ['the cache folder is gone', () => chmod(cacheFolder, 0o700).then(() => (cacheFolder = '/proc/nowhere'))],
  ])('but not where %s', async (_, arrange) => {
    await arrange();
    await list();
    expect(await entries()).toEqual([]);
  });

  it('and passes over an entry that is damaged', async () => {
    const first = await list();
    for (const text of ['', '{', 'null', '{}', '{"world":1}']) {
      for (const file of await entries()) await writeFile(file, text);
      expect(await list()).toEqual(first);
    }
  });
});
