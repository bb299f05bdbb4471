import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli } from '../../cli/run-cli.ts';
import { json, startServer, type TestServer } from '../../support/http-server.ts';
import { scan } from '../../support/scan-world.ts';
import { postgresUrl } from '../../support/services.ts';
import { type FreshSchema, freshSchema } from './fresh.ts';

const TITLE = 'Unmentionable Scene';

let folder: string;
let config: string;
let schema: FreshSchema;
let whisparr: TestServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-adult-'));
  config = join(folder, 'revenge.config.yaml');
  schema = freshSchema();
  for (const place of ['Movies/Alien (1979)/Alien (1979).mkv', 'Private/Site/scene.mkv']) {
    await mkdir(join(folder, place, '..'), { recursive: true });
    await writeFile(join(folder, place), `no video: ${place}`);
  }
  const movie = {
    id: 5,
    title: TITLE,
    path: '/data/Site',
    stashId: '66666666-6666-4666-8666-666666666666',
    year: 2020,
    tags: [],
    movieFile: {
      path: '/data/Site/scene.mkv',
      size: 1,
      quality: { quality: { name: 'WEBDL-1080p' } },
      mediaInfo: { videoCodec: 'x264', resolution: '1920x1080', runTime: '10:00', audioCodec: 'AAC' },
    },
  };
  whisparr = await startServer({
    '/api/v3/system/status': json({ appName: 'Whisparr', version: '3.0.0.1' }),
    '/api/v3/movie': json([movie]),
  });
  await writeFile(
    config,
    `libraries:
  - { name: Movies, path: Movies, kind: movies }
  - { name: Secret, path: Private, kind: adult }
store: { url: "${schema.url}", offline: offline.sqlite }
cache: { enabled: false }
sources:
  whisparr:
    - { url: "${whisparr.origin}", apiKey: k, pathMap: [{ from: /data, to: Private }] }
  musicbrainz: false
  tvmaze: false
  coverartarchive: false
`,
  );
});

afterEach(async () => {
  await whisparr.close();
  await schema.remove();
  await withClient((client) => client.query(`DROP SCHEMA IF EXISTS ${adultSchema()} CASCADE`));
  await rm(folder, { recursive: true, force: true });
});

function adultSchema(): string {
  return `${new URL(schema.url).searchParams.get('schema')}_qar`;
}

async function withClient(use: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: postgresUrl() });
  await client.connect();
  await use(client).finally(() => client.end());
}

const args = (...more: string[]) => ['--config', config, '--no-artwork', ...more];
const cli = (...words: string[]) => runCli([...words, '--config', config], { env: { XDG_DATA_HOME: folder } });

async function expectUnmet(): Promise<void> {
  for (const words of [['list'], ['list', '--json'], ['list', 'library:Secret'], ['list', '--outcome', 'open']]) {
    expect((await cli(...words)).out).not.toMatch(/Unmentionable|Secret/);
  }
  expect(await cli('show', TITLE)).toMatchObject({ code: 2 });
}

test('adult libraries are in a schema of their own, met only with --kind adult', async () => {
  expect((await cli('doctor', '--kind', 'adult')).out).toMatch(/^store +ok: There is no store .*first scan makes it$/m);
  await scan(args());
  expect((await scan(args('--kind', 'adult'))).summary.groups).toMatchObject({ total: 1, matched: 1 });
  expect((await scan(args('--kind', 'adult'))).summary.rows.changed).toBe(0);
  await expectUnmet();
  expect((await cli('list', '--kind', 'adult')).out).toContain(TITLE);
  expect((await cli('list', '--kind', 'adult', '--count')).out).toBe('1\n');
  const { out } = await cli('show', TITLE, '--kind', 'adult', '--json');
  expect(JSON.parse(out).files).toMatchObject([
    { library: 'Secret', managed: { source: 'whisparr', quality: 'WEBDL-1080p' } },
  ]);
  expect(JSON.parse((await cli('db', 'status', '--json')).out).rows.roots).toBe(1);
  expect(JSON.parse((await cli('db', 'status', '--json', '--kind', 'adult')).out)).toMatchObject({
    location: expect.stringContaining(`schema=${adultSchema()}`),
    rows: { items: 1 },
  });
});

test('what runs without the server find of them stays apart, and is carried over into their schema alone', async () => {
  await scan(args());
  const other = join(folder, 'library.sqlite');
  await scan(args('--kind', 'adult', '--store', other));
  const found = join(folder, 'library.qar.sqlite');
  expect(existsSync(found)).toBe(true);
  expect(await cli('sync', found)).toMatchObject({ code: 2, err: expect.stringContaining('adult libraries') });
  await scan(args('--offline'));
  expect(existsSync(join(folder, 'offline.sqlite'))).toBe(true);
  const wrong = await cli('sync', join(folder, 'offline.sqlite'), '--kind', 'adult');
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('no store of adult libraries') });

  await scan(args('--kind', 'adult', '--offline'));
  expect(existsSync(join(folder, 'offline.qar.sqlite'))).toBe(true);
  const { events } = await scan(args('--kind', 'adult', '--dry-run'));
  expect(events).not.toContainEqual(expect.objectContaining({ code: 'STORE_OFFLINE' }));
  expect(await cli('sync', '--kind', 'adult')).toMatchObject({ code: 0, out: expect.stringContaining('1 group') });
  expect(await cli('sync', found, '--kind', 'adult')).toMatchObject({ code: 0 });
  await expectUnmet();
  expect((await cli('list', '--kind', 'adult', '--outcome', 'open')).code).toBe(0);
  expect((await cli('list', '--kind', 'adult')).out).toContain(TITLE);
});
