import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { freshSchema } from '../store/postgres/fresh.ts';
import { FIXTURES, scan } from '../support/scan-world.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const end of endings.splice(0).reverse()) await end();
});

const GROUPS = 200;

test('a scan asks PostgreSQL by hundreds of groups, whether they are new or as they were', async () => {
  const schema = freshSchema();
  const folder = await mkdtemp(join(tmpdir(), 'revenge-trips-'));
  endings.push(
    () => schema.remove(),
    () => rm(folder, { recursive: true, force: true }),
  );
  const media = join(folder, 'media');
  const film = await readFile(join(FIXTURES, 'library/Movies/The Matrix (1999)/The Matrix (1999) - 1080p.mkv'));
  for (let index = 0; index < GROUPS; index++) {
    const name = `Film ${index} (1999)`;
    await mkdir(join(media, name), { recursive: true });
    // Not empty: of each the store is asked whether it lay elsewhere before.
    await writeFile(join(media, name, `${name}.mkv`), Buffer.concat([film, Buffer.alloc(8 + index)]));
  }
  const config = join(folder, 'config.yaml');
  await writeFile(
    config,
    `libraries: [{ name: Films, path: ${media}, kind: movies }]\nstore: '${schema.url}'\nsources: { musicbrainz: false, coverartarchive: false }\n`,
  );
  const query = vi.spyOn(Client.prototype, 'query');
  const scanned = async () => {
    query.mockClear();
    const { summary } = await scan(['--config', config]);
    expect(summary.groups.total).toBe(GROUPS);
    const texts = query.mock.calls.map(([asked]: readonly unknown[]) => JSON.stringify(asked));
    return { all: texts.length, former: texts.filter((text) => text.includes("SELECT 'content' AS by")).length };
  };
  // To make the tables takes one statement each.
  await scan(['--config', config, join(media, 'Film 0 (1999)')]);
  const added = await scanned();
  const unchanged = await scanned();
  // These include connecting, looking at the schema, and the lock of the store. What waits is asked for after 10 ms and saved
  // after 250 ms at the latest, so that a busy machine needs some more; one statement a group would be 200 of each kind.
  expect(added.former).toBeGreaterThan(0);
  expect(added.former).toBeLessThan(100);
  expect(added.all).toBeLessThan(350);
  expect(unchanged.all).toBeLessThan(60);
});
