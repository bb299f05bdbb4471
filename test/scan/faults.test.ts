import { mkdir, readdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RevengeEvent } from '../../src/model/events.ts';
import { runCli } from '../cli/run-cli.ts';
import { type DemoServices, startDemoServices } from '../demo/services/serve.ts';
import { editConfig } from '../support/edit-config.ts';
import { halfJson, html, startServer, status, type TestServer } from '../support/http-server.ts';
import { type ScanWorld, scanWorld } from '../support/scan-world.ts';

let services: DemoServices;
let world: ScanWorld;

beforeEach(async () => {
  services = await startDemoServices();
  world = await scanWorld(services, ['Movies', 'TV']);
});

afterEach(async () => {
  await services.close();
  await world.remove();
});

function outcomes(events: readonly RevengeEvent[]): Record<string, string> {
  return Object.fromEntries(events.flatMap((event) => (event.type === 'group' ? [[event.key, event.outcome]] : [])));
}

describe('a library root that cannot be used', () => {
  it.each(['missing', 'empty', 'a file'] as const)(
    'changes nothing when it is %s, and the rest is scanned',
    async (how) => {
      await world.scan();
      const root = join(world.library, 'Movies');
      await rename(root, `${root}.away`);
      if (how === 'empty') await mkdir(root);
      if (how === 'a file') await writeFile(root, 'no folder');
      const result = await world.scan();
      expect(result.code).toBe(7);
      expect(result.summary).toMatchObject({
        roots: { scanned: 1, unavailable: 1 },
        files: { missing: 0 },
        rows: { changed: 0 },
      });
      const event = result.events.find(({ type }) => type === 'root-unavailable');
      expect(event).toMatchObject({ library: 'Movies', root, hint: expect.stringMatching(/./) });
      await rm(root, { recursive: true, force: true });
      await rename(`${root}.away`, root);
      expect((await world.scan()).summary).toMatchObject({ exitCode: 0, rows: { changed: 0 } });
    },
  );

  it('is no matter when it is empty and was never known', async () => {
    await rm(join(world.library, 'Movies'), { recursive: true });
    await mkdir(join(world.library, 'Movies'));
    expect((await world.scan()).summary.roots).toEqual({ scanned: 2, unavailable: 0 });
  });
});

describe('files that are not what they seem', () => {
  it('records them and goes on', async () => {
    const movies = join(world.library, 'Movies');
    await truncate(join(movies, 'Alien (1979)', 'Alien (1979).mp4'), 0);
    await truncate(join(movies, 'WALL-E (2008)', 'WALL-E (2008).mkv'), 300);
    await writeFile(join(movies, '12 Monkeys (1995)', '12.Monkeys.1995.720p.BluRay.x264-DEMO.mkv'), 'I am no video.');
    await writeFile(join(movies, 'Spirited Away', 'Spirited Away.nfo'), Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x01]));
    const result = await world.scan();
    expect(result.code).toBe(0);
    expect(outcomes(result.events)).toMatchObject({
      'Alien (1979)': 'matched',
      'WALL-E (2008)': 'matched',
      '12 Monkeys (1995)': 'matched',
    });
    expect(result.summary.files.failed).toBeGreaterThan(0);
    const warned = result.events.flatMap((event) => (event.type === 'warning' ? [event.path] : []));
    expect(warned).toContain('12 Monkeys (1995)/12.Monkeys.1995.720p.BluRay.x264-DEMO.mkv');
    expect((await world.scan()).summary).toMatchObject({ rows: { changed: 0 }, requests: { live: 0 } });
  });

  it('keeps names that are not UTF-8, very long, or full of control characters, and never sends those to a terminal', async () => {
    const movies = Buffer.from(join(world.library, 'Movies/'));
    const names = [
      Buffer.concat([Buffer.from('Caf'), Buffer.from([0xe9]), Buffer.from(' (1999).mkv')]),
      Buffer.from('New\nline \u001b[31mred\u0007 (2001).mkv'),
      Buffer.from(`${'x'.repeat(251)}.mkv`),
    ];
    for (const name of names) await writeFile(Buffer.concat([movies, name]), 'not a video');
    const result = await world.scan();
    expect(result.code).toBe(0);
    expect(result.summary.files.failed).toBe(3);
    const plain = await runCli(['list', '--outcome', 'unmatched', '--config', world.config]);
    expect(plain.out).not.toMatch(/\p{Cc}(?<!\n)/u);
    expect((await world.scan()).summary).toMatchObject({ rows: { changed: 0 }, files: { added: 0, missing: 0 } });
  });

  it('does not follow links in circles', async () => {
    await symlink(join(world.library, 'Movies'), join(world.library, 'Movies', 'Alien (1979)', 'again'));
    const result = await world.scan();
    expect(result.code).toBe(0);
    expect(result.summary.groups.total).toBe(15);
  });
});

describe('a source that cannot be asked', () => {
  async function withTmdb(server: TestServer): Promise<void> {
    await editConfig(world.config, (text) => text.replace(/tmdb:\n {4}url: .*/, `tmdb:\n    url: ${server.origin}/3`));
  }

  it.each([
    ['500s', status(500)],
    ['HTML', html()],
    ['half a JSON', halfJson()],
  ] as const)('makes groups degraded when it answers %s; the next run asks again', async (_, handler) => {
    await rm(join(world.library, 'TV'), { recursive: true });
    await mkdir(join(world.library, 'TV'));
    const broken = await startServer(handler);
    const good = await readdir(world.folder);
    expect(good).toContain('revenge.config.yaml');
    const original = await editConfig(world.config, (text) => text);
    await withTmdb(broken);
    const degraded = await world.scan(['--strict']);
    await broken.close();
    expect(degraded.code).toBe(5);
    expect(outcomes(degraded.events)).toMatchObject({ 'Alien (1979)': 'degraded', 'The Matrix (1999)': 'degraded' });
    expect(Object.values(outcomes(degraded.events))).not.toContain('unmatched');
    await editConfig(world.config, () => original);
    const repaired = await world.scan();
    expect(outcomes(repaired.events)).toMatchObject({ 'Alien (1979)': 'matched', 'The Matrix (1999)': 'matched' });
    expect(repaired.summary.groups.degraded).toBe(0);
  });

  it('says which key is wrong', async () => {
    await editConfig(world.config, (text) => text.replace('demo-radarr-key', 'a-wrong-key'));
    const result = await world.scan();
    const text = JSON.stringify(result.events);
    expect(text).toContain('HTTP_AUTH');
    expect(text).toMatch(/radarr/i);
    expect(text).not.toContain('a-wrong-key');
  });

  it('asks nobody with --offline, and catches up in the next run', async () => {
    const offline = await world.scan(['--offline']);
    expect(offline.summary.requests.live).toBe(0);
    expect(offline.summary.groups.matched).toBe(0);
    expect(offline.summary.groups.degraded).toBeGreaterThan(0);
    expect((await world.scan()).summary.groups).toMatchObject({ degraded: 0, ambiguous: 1, unmatched: 1 });
  });

  it('names the request that has no recording', async () => {
    const empty = join(world.folder, 'cassettes');
    await mkdir(empty);
    const result = await world.scan(['--replay', empty]);
    expect(result.summary.requests.live).toBe(0);
    const text = JSON.stringify(result.events);
    expect(text).toContain('/api/v3/movie');
    expect(text).toMatch(/no recording/i);
  });
});

describe('a store that cannot be used', () => {
  it('is named when it is no database', async () => {
    await writeFile(
      world.store,
      'This is a text, and long enough to be taken for a header of a database file.'.repeat(20),
    );
    const { code, err } = await runCli(['scan', '--config', world.config, '--plain']);
    expect(code).toBe(6);
    expect(err).toContain('STORE_NOT_A_DATABASE');
    expect(err).toContain('hint:');
  });

  it('is left alone when it is from a newer version', async () => {
    await world.scan();
    const database = new Database(world.store);
    database.pragma('user_version = 9999');
    database.close();
    const { code, err } = await runCli(['scan', '--config', world.config, '--plain']);
    expect(code).toBe(6);
    expect(err).toContain('STORE_NEWER');
  });
});

describe('a configuration that is wrong', () => {
  it('names the key, the line and the nearest valid key', async () => {
    await editConfig(world.config, (text) => text.replace('libraries:', 'librarys:'));
    const { code, err } = await runCli(['scan', '--config', world.config, '--plain']);
    expect(code).toBe(2);
    expect(err).toContain('librarys');
    expect(err).toContain('libraries');
    expect(err).toMatch(/revenge\.config\.yaml:1\b/);
  });
});
