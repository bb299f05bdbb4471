import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDocument } from '../../src/cli/commands/list/document.ts';
import { matchDocument } from '../../src/cli/commands/match/document.ts';
import { type ItemDocument, itemDocument } from '../../src/cli/commands/show/document.ts';
import { runCli } from '../cli/run-cli.ts';
import { type FreshSchema, freshSchema } from '../store/postgres/fresh.ts';
import { json, startServer, status, type TestServer } from '../support/http-server.ts';
import { makeVideo } from '../support/media-files.ts';
import { scan } from '../support/scan-world.ts';

let folder: string;
let schema: FreshSchema;
let server: TestServer;
/** The search knows both films, and the name of the file has no year. */
let both: boolean;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-match-'));
  schema = freshSchema();
  both = false;
  const answers = new Map<string, unknown>([
    ['/3/search/movie', { page: 1, results: [FILMS[1]], total_pages: 1, total_results: 1 }],
    ...FILMS.map((film) => [`/3/movie/${film.id}`, film] as const),
  ]);
  server = await startServer((request, response) => {
    const isSearch = both && request.path === '/3/search/movie';
    const found = isSearch ? { page: 1, results: FILMS, total_pages: 1, total_results: 2 } : answers.get(request.path);
    return (found === undefined ? status(404) : json(found))(request, response);
  });
});
afterEach(async () => {
  await server.close();
  await schema.remove();
  await rm(folder, { recursive: true, force: true });
});

/** The search knows only the second one, unless `both`. */
const FILMS = [
  { id: 593, title: 'Solaris', release_date: '1972-03-20', overview: 'Of 1972.' },
  { id: 2103, title: 'Solaris', release_date: '2002-11-27', overview: 'Of 2002.' },
] as const;
const FILE = 'Solaris (2002)/Solaris (2002).mkv';

async function put(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}

describe.each(['sqlite', 'postgres'] as const)('match, %s', (which) => {
  const config = () => join(folder, 'revenge.config.yaml');
  const revenge = (...argv: readonly string[]) => runCli([...argv, '--config', config()], { cwd: folder });
  const match = async (...argv: readonly string[]) => {
    const { out, err, code } = await revenge('match', ...argv, '--json');
    expect(`${code} ${err}`).toBe('0 ');
    return matchDocument.parse(JSON.parse(out));
  };
  const scanned = async (...argv: readonly string[]) => {
    const { code, summary } = await scan(['--config', config(), '--no-artwork', ...argv]);
    expect(code).toBe(0);
    return summary;
  };
  const list = async () => listDocument.parse(JSON.parse((await revenge('list', '--json')).out));
  const item = async (): Promise<ItemDocument> => {
    const { items } = await list();
    expect(items).toHaveLength(1);
    return itemDocument.parse(JSON.parse((await revenge('show', items[0]?.id ?? '', '--json')).out));
  };
  const world = async (): Promise<void> => {
    await put(
      'revenge.config.yaml',
      `store: ${which === 'sqlite' ? join(folder, 'store.sqlite') : schema.url}
libraries: [{ name: Films, path: Films, kind: movies }]
cache: { enabled: false }
sources:\n  musicbrainz: false\n  tmdb: { url: "${server.origin}", apiKey: key-0123 }\n`,
    );
    await put(
      `Films/${both ? 'Solaris/Solaris.mkv' : FILE}`,
      makeVideo({ container: 'mkv', seconds: 60, width: 64, height: 64, seed: 'solaris' }),
    );
    await scanned();
  };

  it('puts a wrong match right, keeps overrides, and is kept by scans and moves until it is taken back', async () => {
    await world();
    const wrong = await item();
    expect([wrong.ids, wrong.fields.overview?.value]).toEqual([{ tmdb: '2103' }, 'Of 2002.']);
    await revenge('set', wrong.id, 'tagline=Mine');

    const done = await match(`Films/${FILE}`, 'tmdb:593', '--reason', 'the cover says so');
    expect(done).toMatchObject({ changed: true, before: null, group: { key: 'Solaris (2002)', item: wrong.id } });
    expect(done.decision).toMatchObject({
      kind: 'work',
      id: { kind: 'tmdb', value: '593' },
      author: userInfo().username,
      reason: 'the cover says so',
    });
    expect(await match('Solaris (2002)', 'tmdb:593')).toMatchObject({ changed: false, decision: done.decision });
    await scanned();
    const right = await item();
    expect([right.ids, right.year, right.fields.overview?.value, right.fields.tagline?.value]).toEqual([
      { tmdb: '593' },
      1972,
      'Of 1972.',
      'Mine',
    ]);
    expect(right.identification?.reasons.join('\n')).toContain('the cover says so');
    // The id by which the item was known still leads to it.
    expect(JSON.parse((await revenge('show', wrong.id, '--json')).out).id).toBe(right.id);

    expect(await scanned()).toMatchObject({ rows: { changed: 0 }, requests: { live: 0 } });
    await scanned('--retry-unmatched');
    await rename(join(folder, 'Films/Solaris (2002)'), join(folder, 'Films/Renamed (2002)'));
    await scanned();
    expect(await item()).toMatchObject({ id: right.id, ids: { tmdb: '593' }, fields: { tagline: { value: 'Mine' } } });
    const moved = await match('Films/Renamed (2002)', 'tmdb:593');
    expect(moved).toMatchObject({ changed: false, decision: done.decision });

    await rename(join(folder, 'Films/Renamed (2002)'), join(folder, 'Films/Solaris (2002)'));
    await scanned();
    expect(await match(`Films/${FILE}`, '--forget')).toMatchObject({ changed: true, decision: null });
    await scanned();
    const restored = await item();
    expect([restored.ids, restored.fields.tagline?.value]).toEqual([{ tmdb: '2103' }, 'Mine']);
    expect(await match(`Films/${FILE}`, '--forget')).toMatchObject({ changed: false });
    expect(await scanned()).toMatchObject({ rows: { changed: 0 }, requests: { live: 0 } });
  });

  it('keeps a local item, or ignores a group, without asking anybody', async () => {
    await world();
    await match('Solaris (2002)', '--none');
    expect((await scanned()).requests.live).toBe(0);
    const local = await item();
    expect(local).toMatchObject({ ids: {}, identified: false, identification: { outcome: 'unmatched', by: 'person' } });
    expect(local.fields.overview).toBeUndefined();
    expect(await scanned('--retry-unmatched')).toMatchObject({ rows: { changed: 0 }, requests: { live: 0 } });

    await match('Solaris (2002)', '--ignore');
    expect(await scanned()).toMatchObject({ groups: { ignored: 1 }, requests: { live: 0 } });
    const { open } = await list();
    expect(open.map(({ outcome }) => outcome)).toEqual(['ignored']);
    await rename(join(folder, 'Films/Solaris (2002)'), join(folder, 'Films/Moved (2002)'));
    expect(await scanned()).toMatchObject({ groups: { ignored: 1 }, requests: { live: 0 } });

    await match('Moved (2002)', '--forget');
    await scanned();
    expect((await item()).ids).toEqual({ tmdb: '2103' });
  });

  it('takes a candidate of an ambiguous group by its number', async () => {
    both = true;
    await world();
    const [group] = (await list()).open;
    expect(group).toMatchObject({ outcome: 'ambiguous', key: 'Solaris' });
    const ids = group?.identification.candidates.map((candidate) => candidate.ids.tmdb) ?? [];
    expect([...ids].sort()).toEqual(['2103', '593']);
    const { decision } = await match('Solaris', '--candidate', '2');
    expect(decision?.id).toEqual({ kind: 'tmdb', value: ids[1] });
    await scanned();
    expect((await item()).ids).toEqual({ tmdb: ids[1] });
    expect((await list()).open).toEqual([]);
  });

  it('refuses what cannot be meant, and changes nothing', async () => {
    await world();
    const refused = async (...argv: readonly string[]) => {
      const { code, err } = await revenge('match', ...argv);
      return `${code} ${err.split('\n')[0]}`;
    };
    const release = `musicbrainz-release:00000000-0000-4000-8000-000000000001`;
    expect(await refused('Solaris (2002)', release)).toMatch(/^2 .*musicbrainz-release does not identify a movie/);
    expect(await refused('Solaris (2002)', 'tmdb:abc')).toMatch(/^2 .*"tmdb:abc" is not an external id/);
    expect(await refused('Films/nothing.mkv', 'tmdb:593')).toMatch(/no scanned file or folder is "Films\/nothing.mkv"/);
    expect(await refused('Solaris (2002)', '--candidate', '9')).toMatch(/^2 .*there is no candidate 9/);
    expect(await refused('Solaris (2002)', '--candidate', '0')).toMatch(/^2 .*"0" is not the number of a candidate/);
    expect(await refused('Solaris (2002)')).toMatch(/^2 .*match takes one of/);
    expect(await refused('Solaris (2002)', 'tmdb:593', '--none')).toMatch(/^2 .*match takes one of/);
    expect(await match('Solaris (2002)', 'tmdb:593', '--dry-run')).toMatchObject({ dryRun: true, changed: true });
    expect(await match('Solaris (2002)', '--forget')).toMatchObject({ changed: false, before: null });
    expect(await scanned()).toMatchObject({ rows: { changed: 0 }, requests: { live: 0 } });
  });
});
