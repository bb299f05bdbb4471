import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleConfig } from '../../../scripts/docs/example.ts';
import { isPlaceholder } from '../../../src/cli/doctor/configuration.ts';
import { PROVIDERS } from '../../../src/providers/list.ts';
import { html, json, type Routes, startServer, status, type TestServer } from '../../support/http-server.ts';
import { runCli } from '../run-cli.ts';

const FILMS = ['Alien (1979)', 'Heat (1995)', 'Dune (2021)'];

let folder: string;
let servers: TestServer[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-doctor-'));
  servers = [];
  for (const name of FILMS) await mkdir(join(folder, 'Films', name), { recursive: true });
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

async function serve(routes: Routes): Promise<string> {
  const server = await startServer(routes);
  servers.push(server);
  return server.origin;
}

function radarr(root: string, options: { readonly base?: string; readonly separator?: string } = {}): Routes {
  const { base = '', separator = '/' } = options;
  const movies = FILMS.map((title, index) => ({ id: index + 1, title, path: `${root}${separator}${title}`, tags: [] }));
  return {
    [`${base}/api/v3/system/status`]: json({ appName: 'Radarr', version: '5.2.6.8376', urlBase: base }),
    [`${base}/api/v3/movie`]: json(movies),
    '*': html(),
  };
}

async function doctor(instances: readonly string[], args: readonly string[] = [], off: readonly string[] = []) {
  const config = join(folder, 'revenge.config.yaml');
  const text = `store: store.sqlite
cache: { enabled: false }
libraries:
  - { name: Films, path: Films, kind: movies }
  - { name: Private, path: Private, kind: adult }
sources:
  radarr:
${instances.map((instance) => `    - { apiKey: 'k', ${instance} }`).join('\n')}
  whisparr: [{ apiKey: 'k', url: 'http://127.0.0.1:1' }]
  musicbrainz: false
  tvmaze: false
  coverartarchive: false
${off.map((source) => `  ${source}: false\n`).join('')}`;
  await writeFile(config, text);
  return runCli(['doctor', '--config', config, ...args]);
}

describe('doctor', () => {
  it('says that all is well', async () => {
    const url = await serve(radarr('/movies'));
    const { code, out } = await doctor([`url: '${url}', pathMap: [{ from: /movies, to: Films }]`]);
    expect(out).toContain(`source         ok: radarr: Radarr 5.2.6.8376 answers at ${url}\n`);
    expect(out).toContain('source         ok: radarr: 3 of its 3 folders are in Films\n');
    expect(code).toBe(0);
  });

  it('looks at the library roots as the store knows them', async () => {
    const url = await serve(radarr('/movies'));
    const instance = `url: '${url}', pathMap: [{ from: /movies, to: Films }]`;
    await writeFile(join(folder, 'Films', '.revenge-root'), '');
    expect((await doctor([instance])).out).toContain(`library        ok: Films: ${join(folder, 'Films')}, marked\n`);
    const scanned = await runCli(['scan', '--no-artwork', '--config', join(folder, 'revenge.config.yaml')]);
    expect(scanned.code).toBe(0);
    await rm(join(folder, 'Films', '.revenge-root'));
    const { code, out } = await doctor([instance]);
    expect(code).toBe(7);
    expect(out).toContain(`library        FAILED: Films: ${join(folder, 'Films')} has lost its marker`);
  });

  it('diagnoses a wrong path map with the mapping to add', async () => {
    const url = await serve(radarr('/data/movies'));
    const { code, out } = await doctor([`url: '${url}', pathMap: [{ from: /movies, to: Films }]`]);
    expect(code).toBe(2);
    expect(out).toContain('FAILED: radarr: 0 of its 3 folders are in Films\n');
    const lines = ['pathMap:', '  - from: /data/movies # 3 folders', `    to: ${join(folder, 'Films')}`];
    expect(out).toContain(lines.map((line) => `${' '.repeat(15)}${line}\n`).join(''));
  });

  it('writes Windows paths so that they can be pasted, and every instance gets its own', async () => {
    const container = await serve(radarr('/movies'));
    const windows = await serve(radarr('D:\\Filme', { separator: '\\' }));
    const { out, code } = await doctor([`url: '${container}'`, `name: uhd, url: '${windows}'`]);
    expect(code).toBe(2);
    expect(out).toContain("  - from: 'D:\\Filme' # 3 folders\n");
    expect(out).toContain('  - from: /movies # 3 folders\n');
    const pasted = `pathMap: [{ from: 'D:\\Filme', to: '${join(folder, 'Films')}' }]`;
    expect((await doctor([`name: uhd, url: '${windows}', ${pasted}`])).code).toBe(0);
  });

  it('finds a URL base that is missing, wrong, or needless', async () => {
    const based = await serve(radarr('/movies', { base: '/radarr' }));
    const plain = await serve(radarr('/movies'));
    const missing = await doctor([`url: '${based}'`]);
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.out).toContain(`url: ${based}/radarr\n`);
    const wrong = await doctor([`url: '${based}/radarr/extra'`]);
    expect(wrong.out).toContain(`url: ${based}/radarr\n`);
    const needless = await doctor([`url: '${plain}/radarr'`]);
    expect(needless.out).toContain(`url: ${plain}\n`);
  });

  it('tells a wrong key, another server and nobody there apart, and goes on to the next', async () => {
    const refusing = await serve({ '*': status(401) });
    const other = await serve({ '*': html() });
    const good = await serve(radarr('/movies'));
    const { out, code } = await doctor(
      [
        `name: one, url: '${refusing}'`,
        `name: two, url: '${other}'`,
        `name: three, url: 'http://127.0.0.1:1'`,
        `name: four, url: '${good}', pathMap: [{ from: /movies, to: Films }]`,
      ],
      ['--json'],
    );
    expect(code).toBe(5);
    const { findings } = JSON.parse(out);
    expect(findings.filter(({ part }: { part: string }) => part === 'source')).toMatchObject([
      { well: false, text: expect.stringMatching(/^one: .*(key|401)/i) },
      { well: false, text: expect.stringMatching(/^two: .*web page/) },
      { well: false, text: expect.stringMatching(/^three: /) },
      { well: true, text: expect.stringMatching(/^four: /) },
      { well: true, text: expect.stringMatching(/^four: /) },
    ]);
    expect(out).not.toContain('whisparr');
  });

  it('says what is read with the media, and which folder of it cannot be', async () => {
    const url = await serve(radarr('/movies'));
    const instance = `url: '${url}', pathMap: [{ from: /movies, to: Films }]`;
    const { out, code } = await doctor([instance]);
    expect(out).toContain('local          ok: nfo: NFO files');
    expect(out).toContain('local          ok: name: ');
    expect(out).toContain(`library        ok: Films: ${join(folder, 'Films')}\n`);
    expect(code).toBe(0);
    const off = await doctor([instance], [], ['nfo', 'tags', 'plexmatch', 'local']);
    expect(off.out.match(/switched off\n/g)).toHaveLength(1 + 4);
    await rm(join(folder, 'Films'), { recursive: true });
    const gone = await doctor([instance], ['--json']);
    expect(gone.code).toBe(7);
    expect(JSON.parse(gone.out).findings).toContainEqual(
      expect.objectContaining({ part: 'library', well: false, text: expect.stringMatching(/Films does not exist$/) }),
    );
  });

  it('says when there is nothing to compare, and when nothing is called alike', async () => {
    const empty = await serve({ ...radarr('/movies'), '/api/v3/movie': json([]) });
    expect((await doctor([`url: '${empty}'`])).out).toContain('it has nothing in its library');
    const alien = { id: 1, title: 'Nothing', path: '/movies/Nothing of ours', tags: [] };
    const strange = await serve({ ...radarr('/movies'), '/api/v3/movie': json([alien]) });
    const { out, code } = await doctor([`url: '${strange}'`]);
    expect(out).toContain('Nothing is called alike: it has /movies/Nothing of ours');
    expect(code).toBe(2);
    await rm(join(folder, 'Films'), { recursive: true });
    expect((await doctor([`url: '${strange}'`])).out).toContain('there are no folders in Films');
  });

  it('does not mind some folders that are elsewhere', async () => {
    const url = await serve(radarr('/movies'));
    await rm(join(folder, 'Films', 'Dune (2021)'), { recursive: true });
    const { out, code } = await doctor([`url: '${url}', pathMap: [{ from: /movies, to: Films }]`]);
    expect(out).toContain('ok: radarr: 2 of its 3 folders are in Films');
    expect(code).toBe(0);
  });

  it('looks at what is for adult libraries only when it is said', async () => {
    const url = await serve(radarr('/movies'));
    const { out } = await doctor([`url: '${url}'`], ['--kind', 'adult']);
    expect(out).toContain('FAILED: whisparr:');
    expect(out).not.toContain('radarr');
  });

  it('asks every configured source one question, and instances that are in charge of nothing', async () => {
    const server = await startServer({
      '/sonarr/api/v3/system/status': json({ appName: 'Sonarr', version: '4' }),
      '*': status(401),
    });
    servers.push(server);
    const config = join(folder, 'all.yaml');
    const at = (name: string) => `url: '${server.origin}/${name}', apiKey: key-of-${name}`;
    const keyed = ['tmdb', 'tvdb', 'fanarttv', 'omdb', 'lastfm', 'acoustid'];
    await writeFile(
      config,
      `store: store.sqlite
cache: { enabled: false }
libraries: [{ name: Films, path: Films, kind: movies }]
sources:
  sonarr: [{ ${at('sonarr')} }]
${keyed.map((name) => `  ${name}: { ${at(name)} }`).join('\n')}
  musicbrainz: { url: '${server.origin}/musicbrainz' }
  coverartarchive: { url: '${server.origin}/coverartarchive' }
`,
    );
    const { out, code } = await runCli(['doctor', '--json', '--config', config]);
    expect(code).toBe(5);
    const findings: { readonly part: string; readonly well: boolean; readonly text: string }[] =
      JSON.parse(out).findings;
    const failed = findings.filter(({ part, well }) => part === 'source' && !well).map(({ text }) => text);
    for (const name of [...keyed, 'musicbrainz', 'coverartarchive']) {
      expect(failed).toContainEqual(expect.stringMatching(new RegExp(`^${name}: .*401`)));
    }
    expect(findings).toContainEqual(
      expect.objectContaining({
        well: true,
        text: expect.stringContaining('sonarr: it is in charge of no configured library'),
      }),
    );
    const asked = new Set(server.requests.map(({ path }) => path.split('/')[1]));
    expect(asked).toEqual(new Set(['sonarr', ...keyed, 'musicbrainz', 'coverartarchive']));
  });

  it('names every key that is still that of the example, and asks none of these sources', async () => {
    const example = exampleConfig(PROVIDERS, true);
    const shown = [...example.matchAll(/^[ #-]*(?:apiKey|accessToken|clientKey|pin|password): ["']?([^\s"'#]+)/gm)];
    expect(shown.length).toBeGreaterThan(10);
    for (const [, key = ''] of shown)
      expect({ key, isPlaceholder: isPlaceholder(key) }).toEqual({ key, isPlaceholder: true });
    const config = join(folder, 'example.yaml');
    await writeFile(config, example);
    const { out, code } = await runCli(['doctor', '--json', '--config', config, '--store', join(folder, 's.sqlite')], {
      env: {
        HOME: folder,
        REVENGE_CACHE_ENABLED: 'false',
        REVENGE_MUSICBRAINZ_URL: 'http://127.0.0.1:1',
        REVENGE_COVERARTARCHIVE_URL: 'http://127.0.0.1:1',
      },
    });
    expect({ out, code }).toMatchObject({ code: 2 });
    const findings: { readonly part: string; readonly text: string }[] = JSON.parse(out).findings;
    const named = findings.filter(({ part }) => part === 'configuration').map(({ text }) => text.split(' ')[0]);
    for (const source of [
      'radarr[0]',
      'sonarr[0]',
      'lidarr[0]',
      'tmdb',
      'tvdb',
      'fanarttv',
      'omdb',
      'lastfm',
      'acoustid',
    ]) {
      expect(named).toContain(`sources.${source}.apiKey`);
    }
    expect(findings).toContainEqual(
      expect.objectContaining({ text: 'tmdb: not asked, because its key is a placeholder' }),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ text: 'radarr: not asked, because its key is a placeholder' }),
    );
  });

  it('warns of a configuration that everybody may read, if it holds a secret', async () => {
    const url = await serve(radarr('/movies'));
    const instance = `url: '${url}', pathMap: [{ from: /movies, to: Films }]`;
    const config = join(folder, 'revenge.config.yaml');
    const first = await doctor([instance]);
    expect(first.out).toContain(`configuration  warning: ${config} holds secrets`);
    expect(first.out).toContain(`hint: chmod 600 ${config}\n`);
    expect(first.code).toBe(0);
    await chmod(config, 0o640);
    expect((await doctor([instance])).out).not.toContain('holds secrets');
    await writeFile(
      config,
      `store: store.sqlite\nsources: { musicbrainz: false, tvmaze: false, coverartarchive: false }\n`,
    );
    await chmod(config, 0o644);
    expect((await runCli(['doctor', '--config', config])).out).not.toContain('holds secrets');
  });

  it('draws its steps on a terminal', async () => {
    const url = await serve(radarr('/movies'));
    await doctor([`url: '${url}', pathMap: [{ from: /movies, to: Films }]`]);
    const { out, code } = await runCli(['doctor', '--config', join(folder, 'revenge.config.yaml')], { columns: 100 });
    expect(code).toBe(0);
    expect(out).toContain('store and libraries');
    expect(out).toContain('radarr: 3 of its 3 folders are in Films');
    expect(out).toContain('\u001b[?25h');
  });
});
