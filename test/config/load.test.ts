import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoadOptions, loadConfig } from '../../src/config/load.ts';
import { RevengeError } from '../../src/model/errors.ts';
import { PORTRAITS, WANTED_ARTWORK } from '../../src/model/wanted-artwork.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'revenge-config-'));
});
afterEach(async () => {
  await rm(cwd, { recursive: true, force: true });
});

async function put(name: string, text: string): Promise<string> {
  const file = join(cwd, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

function load(options: Partial<LoadOptions> = {}) {
  return loadConfig({ cwd, env: { HOME: join(cwd, 'home') }, ...options });
}

async function failure(options: Partial<LoadOptions> = {}): Promise<RevengeError> {
  const error: unknown = await load(options).catch((thrown: unknown) => thrown);
  if (!(error instanceof RevengeError)) throw new Error('expected a RevengeError');
  return error;
}

describe('where the configuration comes from', () => {
  it('is the defaults where there is no file', async () => {
    const { config, file, origins } = await load();
    expect(file).toBeUndefined();
    expect(config).toEqual({
      libraries: [],
      store: join(cwd, 'home/.local/share/revenge/library.sqlite'),
      storeOptions: {
        offline: join(cwd, 'home/.local/share/revenge/offline.sqlite'),
        fallback: 'none',
        poolSize: 4,
        statementTimeout: 120,
        connectTimeout: 5,
      },
      cache: {
        enabled: true,
        prefix: 'revenge:',
        memory: 32,
        file: join(cwd, 'home/.local/share/revenge/cache.sqlite'),
        size: 512,
      },
      network: { proxies: {}, pauseBudget: 300 },
      artwork: {
        enabled: true,
        folder: join(cwd, 'home/.local/share/revenge/artwork'),
        thumbnails: [200, 500],
        wanted: WANTED_ARTWORK,
        portraits: PORTRAITS,
      },
      languages: ['en'],
      country: 'US',
      sources: {
        musicbrainz: { url: 'https://musicbrainz.org/ws/2' },
        tvmaze: { url: 'https://api.tvmaze.com' },
        coverartarchive: { url: 'https://coverartarchive.org' },
        local: true,
        nfo: true,
        tags: true,
        plexmatch: true,
      },
      scan: {},
      refresh: { airing: 1, new: 3, movies: 30, series: 30, albums: 60, old: 90 },
      matching: { threshold: 0.15, margin: 0.1 },
    });
    expect(new Set(Object.values(origins))).toEqual(new Set(['default']));
  });

  it.each([
    ['revenge.config.yaml', 'country: DE'],
    ['revenge.config.yml', 'country: DE'],
    ['revenge.config.json', '{ "country": "DE" }'],
    ['revenge.config.mjs', "export default { country: 'DE' };"],
    ['revenge.config.cjs', "module.exports = { country: 'DE' };"],
    ['revenge.config.mts', "const country: string = 'DE';\nexport default { country };"],
    ['.config/revenge.config.yaml', 'country: DE'],
    ['.config/revengerc', 'country: DE'],
    ['.config/revengerc.json', '{ "country": "DE" }'],
    ['.config/revengerc.mjs', "export default { country: 'DE' };"],
    ['home/.config/revenge/config', 'country: DE'],
    ['home/.config/revenge/config.mjs', "export default { country: 'DE' };"],
    ['.revengerc', 'country: DE'],
    ['.revengerc.json', '{"country":"DE"}'],
    ['.revengerc.yaml', 'country: DE'],
    ['package.json', '{ "name": "x", "revenge": { "country": "DE" } }'],
    ['home/.config/revenge/config.yaml', 'country: DE'],
  ])('finds %s', async (name, text) => {
    const path = await put(name, text);
    const { config, file } = await load();
    expect(file).toBe(path);
    expect(config.country).toBe('DE');
  });

  it('passes over a package.json without a member "revenge"', async () => {
    await put('package.json', '{ "name": "x" }');
    expect((await load()).file).toBeUndefined();
  });

  it('passes over a package.json that is broken', async () => {
    await put('package.json', '{ "revenge": ');
    await put('home/.config/revenge/config.yaml', 'country: DE');
    expect((await load()).config.country).toBe('DE');
  });

  it('prefers data to code, the working directory to the own file, and its names in their order', async () => {
    await put('home/.config/revenge/config.yaml', 'country: AT');
    await put('package.json', '{ "revenge": { "country": "BE" } }');
    expect((await load()).config.country).toBe('BE');
    await put('.revengerc', 'country: CH');
    expect((await load()).config.country).toBe('CH');
    await put('revenge.config.mjs', "throw new Error('must not run');");
    await put('revenge.config.yaml', 'country: DE');
    expect((await load()).config.country).toBe('DE');
  });

  it('looks in no folder above', async () => {
    await put('revenge.config.yaml', 'country: DE');
    await mkdir(join(cwd, 'below'));
    expect((await load({ cwd: join(cwd, 'below') })).file).toBeUndefined();
  });

  it('never passes over a file that it finds but cannot read', async () => {
    await put('revenge.config.yaml', `# ${'x'.repeat(1024 * 1024)}\n`);
    await put('home/.config/revenge/config.yaml', 'country: DE');
    expect(await failure()).toMatchObject({ code: 'CONFIG_UNREADABLE' });
  });

  it('reads a named file of any name, also one called package.yaml', async () => {
    await put('revenge.conf', 'country: DE');
    await put('package.yaml', 'country: FR');
    expect((await load({ explicitPath: 'revenge.conf' })).config.country).toBe('DE');
    expect((await load({ explicitPath: 'package.yaml' })).config.country).toBe('FR');
  });

  it('reads a file in UTF-16, as PowerShell writes it', async () => {
    const file = join(cwd, 'revenge.config.yaml');
    await writeFile(file, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('country: DE\n', 'utf16le')]));
    expect((await load()).config.country).toBe('DE');
  });

  it('honours XDG_CONFIG_HOME and XDG_DATA_HOME, and ignores relative ones', async () => {
    await put('xdg/revenge/config.yaml', 'country: DE');
    const env = { HOME: join(cwd, 'home'), XDG_CONFIG_HOME: join(cwd, 'xdg'), XDG_DATA_HOME: 'relative' };
    const { config } = await load({ env });
    expect(config.country).toBe('DE');
    expect(config.store).toBe(join(cwd, 'home/.local/share/revenge/library.sqlite'));
  });

  it('takes the file that is named, by the caller or by REVENGE_CONFIG', async () => {
    await put('revenge.config.yaml', 'country: DE');
    const other = await put('other.yaml', 'country: FR');
    expect((await load({ explicitPath: 'other.yaml' })).config.country).toBe('FR');
    expect((await load({ env: { REVENGE_CONFIG: other } })).config.country).toBe('FR');
  });

  it('says when the named file is not there', async () => {
    const error = await failure({ explicitPath: 'nowhere.yaml' });
    expect(error.code).toBe('CONFIG_NOT_FOUND');
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(join(cwd, 'nowhere.yaml'));
  });

  it('layers file, environment and command line, and says which one each value is from', async () => {
    const file = await put('revenge.config.yaml', 'country: DE\nlanguages: [de, en]\nstore: file.sqlite\n');
    const env = { HOME: cwd, REVENGE_STORE: 'env.sqlite', REVENGE_COUNTRY: 'FR', REVENGE_MATCHING_MARGIN: '0.2' };
    const { config, origins } = await load({ env, flags: { store: 'flag.sqlite' } });
    expect(config).toMatchObject({ country: 'FR', languages: ['de', 'en'], store: join(cwd, 'flag.sqlite') });
    expect(origins).toMatchObject({
      store: 'flag',
      country: 'env REVENGE_COUNTRY',
      'matching.margin': 'env REVENGE_MATCHING_MARGIN',
      'matching.threshold': 'default',
      languages: `${file}:2`,
    });
  });

  it('resolves paths against the folder of the file, ~ against the home, and those of the environment against the working directory', async () => {
    const file = await put(
      'etc/revenge.yaml',
      'libraries: [{ name: M, path: ../media, kind: movies }]\nartwork: { folder: ~/art }\n',
    );
    const env = { HOME: '/home/me', REVENGE_STORE: 'data/x.sqlite' };
    const { config } = await load({ explicitPath: file, env });
    expect(config.libraries[0]?.path).toBe(join(cwd, 'media'));
    expect(config.artwork.folder).toBe('/home/me/art');
    expect(config.store).toBe(join(cwd, 'data/x.sqlite'));
  });

  it('keeps artwork beside the store, and a database URL as it is', async () => {
    expect((await load({ flags: { store: 'a/b.sqlite' } })).config.artwork.folder).toBe(join(cwd, 'a/artwork'));
    const { config } = await load({ flags: { store: 'postgres://u:p@db/revenge' } });
    expect(config.store).toBe('postgres://u:p@db/revenge');
    expect(config.artwork.folder).toBe(join(cwd, 'home/.local/share/revenge/artwork'));
  });

  it('takes an empty file and empty keys as nothing said', async () => {
    await put('revenge.config.yaml', 'sources:\nlibraries:\n');
    expect((await load()).config.libraries).toEqual([]);
    await put('revenge.config.yaml', '');
    expect((await load()).config.country).toBe('US');
  });

  it('asks sources that need no key unless told not to', async () => {
    await put('revenge.config.yaml', 'sources: { musicbrainz: false, coverartarchive: false, tvmaze: false }');
    expect((await load()).config.sources).toEqual({ local: true, nfo: true, tags: true, plexmatch: true });
  });

  it('reads what lies with the media unless told not to, but names always', async () => {
    await put('revenge.config.yaml', 'sources: { nfo: false, local: false }');
    const { config, origins } = await load({ env: { REVENGE_TAGS: 'no' } });
    expect(config.sources).toMatchObject({ local: false, nfo: false, tags: false, plexmatch: true });
    expect(origins).toMatchObject({ 'sources.nfo': expect.stringMatching(/:1$/), 'sources.tags': 'env REVENGE_TAGS' });
    await put('revenge.config.yaml', 'sources: { name: false }');
    await expect(load()).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describe('secrets', () => {
  it('are read from files, from the configuration and from the environment', async () => {
    await put('keys/radarr', '  abc123\n');
    await put('tmdb-token', 'tok\n');
    await put(
      'revenge.config.yaml',
      'sources:\n  radarr:\n    - url: http://r:7878\n      apiKeyFile: keys/radarr\n  tmdb:\n    apiKey: from-file\n',
    );
    const { config, origins } = await load({ env: { REVENGE_TMDB_ACCESS_TOKEN_FILE: 'tmdb-token' } });
    expect(config.sources.radarr).toEqual([{ url: 'http://r:7878', apiKey: 'abc123', pathMap: [], credits: false }]);
    expect(config.sources.tmdb).toMatchObject({ apiKey: 'from-file', accessToken: 'tok' });
    expect(origins['sources.radarr[0].apiKey']).toMatch(/revenge\.config\.yaml:4$/);
    expect(origins['sources.tmdb.accessToken']).toBe('env REVENGE_TMDB_ACCESS_TOKEN_FILE');
  });

  it('of services with one key come with the defaults of the rest', async () => {
    await put('pin', 'PIN-1\n');
    await put(
      'revenge.config.yaml',
      'sources: { tvdb: { apiKey: a, pinFile: pin }, fanarttv: { apiKey: b, clientKey: c }, acoustid: { apiKey: f } }',
    );
    const env = { REVENGE_OMDB_API_KEY: 'd', REVENGE_OMDB_DAILY_LIMIT: '50', REVENGE_LASTFM_API_KEY: 'e' };
    const { config } = await load({ env });
    expect(config.sources).toMatchObject({
      tvdb: { url: 'https://api4.thetvdb.com/v4', apiKey: 'a', pin: 'PIN-1', seasonType: 'default', movies: false },
      fanarttv: { url: 'https://webservice.fanart.tv/v3', apiKey: 'b', clientKey: 'c' },
      omdb: { url: 'https://www.omdbapi.com', apiKey: 'd', dailyLimit: 50 },
      lastfm: { url: 'https://ws.audioscrobbler.com/2.0', apiKey: 'e', tracks: false, similar: 5 },
      acoustid: { url: 'https://api.acoustid.org/v2', apiKey: 'f', fpcalc: 'fpcalc' },
    });
  });

  it('of the environment replace those of the file, whichever form either has', async () => {
    await put('revenge.config.yaml', 'sources: { tmdb: { apiKeyFile: gone } }');
    expect((await load({ env: { REVENGE_TMDB_API_KEY: 'k' } })).config.sources.tmdb?.apiKey).toBe('k');
    await put('revenge.config.yaml', 'sources: { tvdb: { apiKey: a, pinFile: gone } }');
    expect((await load({ env: { REVENGE_TVDB_PIN: 'p' } })).config.sources.tvdb?.pin).toBe('p');
  });

  it('make a source of their own where the file has none', async () => {
    const env = { REVENGE_RADARR_URL: 'http://radarr:7878', REVENGE_RADARR_API_KEY: 'k' };
    expect((await load({ env })).config.sources.radarr).toEqual([
      { url: 'http://radarr:7878', apiKey: 'k', pathMap: [], credits: false },
    ]);
  });

  it('are those of StashDB, unless a stash-box has a name and an address of its own', async () => {
    await put('box', 'from-file');
    const other = '{ name: fansdb, url: https://fansdb.cc/graphql, apiKeyFile: box }';
    await put('revenge.config.yaml', `sources: { stashbox: [{}, ${other}] }`);
    const env = { REVENGE_STASHBOX_API_KEY: 'k' };
    expect((await load({ env })).config.sources.stashbox).toEqual([
      { name: 'stashdb', url: 'https://stashdb.org/graphql', apiKey: 'k' },
      { name: 'fansdb', url: 'https://fansdb.cc/graphql', apiKey: 'from-file' },
    ]);
    await put('revenge.config.yaml', 'sources: { stashbox: [{ apiKey: a }, { apiKey: b }] }');
    expect((await failure()).message).toContain('sources.stashbox[1].name is that of another instance: "stashdb"');
  });

  it.each<readonly [string, string, string]>([
    ['is missing for an Arr', 'sources: { sonarr: [{ url: http://s }] }', 'sources.sonarr[0].apiKey is missing'],
    ...(['tvdb', 'fanarttv', 'omdb', 'lastfm', 'acoustid'] as const).map((service): [string, string, string] => [
      `is missing for ${service}`,
      `sources: { ${service}: {} }`,
      `sources.${service}.apiKey is missing`,
    ]),
    ['is missing for a stash-box', 'sources: { stashbox: [{}] }', 'sources.stashbox[0].apiKey is missing'],
    ['is missing for TMDb', 'sources: { tmdb: {} }', 'sources.tmdb has neither apiKey nor accessToken'],
    ['is given twice', 'sources: { tmdb: { apiKey: a, apiKeyFile: empty } }', 'are both given'],
    ['lies in an empty file', 'sources: { tmdb: { apiKeyFile: empty } }', 'is empty'],
  ])('say when one %s', async (_, text, message) => {
    await put('empty', ' \n');
    await put('revenge.config.yaml', text);
    const error = await failure();
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message).toContain(message);
  });

  it('say when their file cannot be read', async () => {
    await put('revenge.config.yaml', 'sources: { tmdb: { apiKeyFile: nowhere } }');
    const error = await failure();
    expect(error.code).toBe('CONFIG_UNREADABLE');
    expect(error.message).toContain('sources.tmdb.apiKeyFile');
    expect(error.message).toContain('ENOENT');
  });
});

describe('what is wrong is named', () => {
  it('a misspelt key, with file, line, column and the nearest valid key', async () => {
    const file = await put('revenge.config.yaml', 'sources:\n  radarr:\n    - url: http://r\n      pathmap: []\n');
    const error = await failure();
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(`${file}:4:7: unknown key "pathmap" in sources.radarr[0]`);
    expect(error.hint).toBe('Did you mean "pathMap"?');
    expect(error.context).toMatchObject({ file, line: 4, column: 7, key: 'sources.radarr[0].pathmap' });
  });

  it('a key in the wrong place', async () => {
    await put('revenge.config.yaml', 'tmdb: { apiKey: x }');
    expect((await failure()).hint).toBe('Did you mean "sources.tmdb"?');
  });

  it('a key that is like no other', async () => {
    await put('revenge.config.yaml', 'matching: { zzzzzz: 1 }');
    expect((await failure()).hint).toBe('Known keys here: threshold, margin.');
    await put('revenge.config.yaml', 'zzzzzz: 1');
    expect((await failure()).message).toContain('unknown key "zzzzzz" at the top');
  });

  it.each([
    ['libraries: [{ path: /m }]', ':1:13: libraries[0].name is missing'],
    ['libraries: [{ name: M, path: /m, kind: moves }]', 'kind must be one of movies, tv, music, adult, auto'],
    ['libraries: hello', 'libraries must be a list'],
    ['store: 5', 'store.url must be text'],
    ['store: ""', 'store.url must not be empty'],
    ['artwork: { enabled: maybe }', 'artwork.enabled must be true or false'],
    ['artwork: { wanted: { movie: [postr] } }', 'artwork.wanted.movie[0] must be one of poster, backdrop'],
    ['artwork: { thumbnails: [big] }', 'artwork.thumbnails[0] must be a number'],
    ['artwork: { thumbnails: [1.5] }', 'artwork.thumbnails[0] must be a whole number'],
    ['artwork: { thumbnails: [4] }', 'artwork.thumbnails[0] is not valid'],
    ['languages: [english]', 'languages[0] must be a language code like en'],
    ['languages: []', 'languages must name at least one language'],
    ['country: usa', 'country must be a code of two capital letters'],
    ['matching: { threshold: 2 }', 'matching.threshold is not valid'],
    ['sources: { musicbrainz: { url: musicbrainz.org } }', 'must be an http:// or https:// URL'],
    ['[1, 2]', 'the configuration must be a mapping of keys to values'],
    ['libraries: [{ name: A, path: /a }, { name: A, path: /b }]', 'libraries[1].name is that of another library: "A"'],
    ['libraries: [{ name: A, path: /a }, { name: B, path: /a/ }]', 'libraries[1].path is that of libraries[0] too'],
  ])('%s', async (text, message) => {
    await put('revenge.config.yaml', text);
    const error = await failure();
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message).toContain(message);
  });

  it('a misspelt value, with the nearest one', async () => {
    await put('revenge.config.yaml', 'libraries: [{ name: M, path: /m, kind: moveis }]');
    expect((await failure()).hint).toBe('Did you mean "movies"?');
  });

  it('a key of digits only, which YAML takes for a number', async () => {
    await put('revenge.config.yaml', 'sources: { tmdb: { apiKey: 12345678901234567890123456789012 } }');
    const error = await failure();
    expect(error.message).toContain('sources.tmdb.apiKey must be text');
    expect(error.hint).toBe('Put it in quotes.');
    expect(error.message).not.toContain('1234567');
  });

  it('a library that no library is called', async () => {
    await put(
      'revenge.config.yaml',
      'libraries: [{ name: Movies, path: /m }]\nsources: { radarr: [{ url: http://r, apiKey: k, libraries: [Movie] }] }',
    );
    const error = await failure();
    expect(error.message).toContain(':2:');
    expect(error.message).toContain('sources.radarr[0].libraries[0] names no library: "Movie"');
    expect(error.hint).toBe('Did you mean "Movies"?');
  });

  it('every problem, one a line', async () => {
    await put('revenge.config.yaml', 'country: usa\nstroe: x\n');
    expect((await failure()).message.split('\n')).toHaveLength(2);
  });

  it('the variable that set a bad value', async () => {
    const error = await failure({ env: { REVENGE_MATCHING_THRESHOLD: 'much', REVENGE_ARTWORK_ENABLED: 'perhaps' } });
    expect(error.message).toContain('REVENGE_MATCHING_THRESHOLD: matching.threshold must be a number');
    expect(error.message).toContain('REVENGE_ARTWORK_ENABLED: artwork.enabled must be true or false');
  });

  it.each(['libraries: [\n  {', 'a: b: c', 'country: US\ncountry: DE', '\tstore: x'])(
    'a syntax error, with its line: %j',
    async (text) => {
      const file = await put('revenge.config.yaml', text);
      const error = await failure();
      expect(error.code).toBe('CONFIG_SYNTAX');
      expect(error.message).toMatch(/:\d+:\d+: /);
      expect(error.message).toContain(file);
    },
  );

  it('a bomb of aliases', async () => {
    const rows = Array.from(
      { length: 12 },
      (_, row) => `a${row}: &a${row} [${Array(9).fill(row === 0 ? 'x' : `*a${row - 1}`)}]`,
    );
    await put('revenge.config.yaml', rows.join('\n'));
    expect((await failure()).code).toBe('CONFIG_SYNTAX');
  });

  it('a module that does not load, and one that is TypeScript on a Node.js that does not run it', async () => {
    await put('revenge.config.mjs', 'export default {');
    expect(await failure()).toMatchObject({ code: 'CONFIG_UNREADABLE' });
    await rm(join(cwd, 'revenge.config.mjs'));
    await put('bad.mjs', 'throw 5;');
    expect((await failure({ explicitPath: 'bad.mjs' })).message).toContain('cannot be loaded: 5');
    const none = await put('none.mjs', 'export const a = 1;');
    expect((await failure({ explicitPath: 'none.mjs' })).message).toBe(
      `The configuration file ${none} has no default export`,
    );
    const list = await put('list.mjs', 'export default [1];');
    expect(await failure({ explicitPath: 'list.mjs' })).toMatchObject({
      code: 'CONFIG_INVALID',
      message: `${list}: the configuration must be a mapping of keys to values`,
    });
  });

  it('a module that throws, with its line', async () => {
    const file = await put('revenge.config.mjs', "const a = 1;\n\nthrow new TypeError('no such share');\n");
    expect((await failure()).message).toMatch(
      new RegExp(`^The configuration file ${file}:3(?::\\d+)? cannot be loaded: TypeError: no such share$`),
    );
  });

  it('a place in a member of package.json', async () => {
    const file = await put('package.json', '{\n  "name": "x",\n  "revenge": {\n    "stroe": 1\n  }\n}');
    expect((await failure()).message).toBe(`${file}:4:5: unknown key "stroe" at the top`);
  });

  it('a problem in a module, by its file', async () => {
    const file = await put('revenge.config.mjs', 'export default { stroe: 1 };');
    expect((await failure()).message).toBe(`${file}: unknown key "stroe" at the top`);
  });

  it('a file that cannot be read', async () => {
    await put('revenge.config.yaml', `# ${'x'.repeat(1024 * 1024)}\n`);
    expect(await failure()).toMatchObject({ code: 'CONFIG_UNREADABLE' });
    expect((await failure()).message).toContain('longer than 1 MiB');
    expect((await failure({ explicitPath: '/dev/null' })).message).toContain('no regular file');
    const file = await put('locked.yaml', 'country: DE');
    await chmod(file, 0o000);
    const outcome: unknown = await load({ explicitPath: file }).catch((error: unknown) => error);
    // Root may read everything.
    if (process.getuid?.() === 0) expect(outcome).toMatchObject({ config: { country: 'DE' } });
    else expect(outcome).toMatchObject({ code: 'CONFIG_UNREADABLE' });
  });
});
