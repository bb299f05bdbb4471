import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { freshSchema } from '../store/postgres/fresh.ts';
import { scan } from '../support/scan-world.ts';

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
  for (let index = 0; index < GROUPS; index++) {
    const name = `Film ${index} (1999)`;
    await mkdir(join(media, name), { recursive: true });
    await writeFile(join(media, name, `${name}.mkv`), '');
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
    return query.mock.calls.length;
  };
  // To make the tables takes one statement each.
  await scan(['--config', config, join(media, 'Film 0 (1999)')]);
  const all = await scanned();
  const unchanged = await scanned();
  // These include connecting, looking at the schema, and the lock of the store. A batch is saved after 250 ms at the latest,
  // so that a busy machine needs some more; one statement a group would be 200.
  expect(all).toBeLessThan(130);
  expect(unchanged).toBeLessThan(60);
});
