import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
    expect(out).toContain(`local          ok: Films: ${join(folder, 'Films')}\n`);
    expect(code).toBe(0);
    const off = await doctor([instance], [], ['nfo', 'tags', 'plexmatch', 'local']);
    expect(off.out.match(/switched off\n/g)).toHaveLength(1 + 4);
    await rm(join(folder, 'Films'), { recursive: true });
    const gone = await doctor([instance], ['--json']);
    expect(gone.code).toBe(7);
    expect(JSON.parse(gone.out).findings).toContainEqual(
      expect.objectContaining({ part: 'local', well: false, text: expect.stringMatching(/Films does not exist$/) }),
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
});
