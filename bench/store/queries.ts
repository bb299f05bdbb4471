import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMaintenance } from '../../src/store/maintenance.ts';
import { openStore } from '../../src/store/open.ts';
import { sideBySide } from '../measure.ts';
import { movieSave, titleOf } from './saves.ts';

/**
 * Whole commands over a large store, against bare node's start: `queries.ts [ITEMS]`, built program needed. Also on the
 * server that `REVENGE_TEST_POSTGRES_URL` names.
 */
const count = Number(process.argv[2] ?? 200_000);
const url = process.env.REVENGE_TEST_POSTGRES_URL;
const BATCH = 500;
const folder = await mkdtemp(join(tmpdir(), 'revenge-queries-'));
const postgres = url === undefined ? undefined : new URL(url);
postgres?.searchParams.set('schema', 'bench_queries');
try {
  for (const location of [join(folder, 'store.sqlite'), ...(postgres === undefined ? [] : [postgres.href])]) {
    const store = await openStore(location);
    for (let first = 0; first < count; first += BATCH) {
      await store.saveGroups(
        Array.from({ length: Math.min(BATCH, count - first) }, (_, place) => movieSave(first + place)),
      );
    }
    await store.close();
    const maintenance = await openMaintenance(location, {}, true);
    await maintenance.vacuum();
    await maintenance.close();
    const known = titleOf(Math.floor(count / 2));
    const typo = `${known.slice(0, 4)}x${known.slice(5)}`;
    const run = (name: string, ...args: string[]) => ({
      name,
      args: ['bin/revenge.js', ...args, '--store', location, '--quiet'],
    });
    const [bare = 0, list = 0, exact = 0, fuzzy = 0] = sideBySide(
      [
        { name: 'bare node', args: ['-e', '0'] },
        run('list', 'list', 'genre:thriller', 'year:1994', '--limit', '50'),
        run('show', 'show', known),
        run('fuzzy show', 'show', typo, '--json'),
      ],
      7,
    );
    const name = location.includes('://') ? 'PostgreSQL' : 'SQLite';
    const ratio = (seconds: number): string => `${(seconds / bare).toFixed(1)}× (${Math.round(seconds * 1000)} ms)`;
    process.stdout.write(
      `${name}, ${count} items, against bare node (${Math.round(bare * 1000)} ms), bar 4×: list with two filters ${ratio(list)}, show ${ratio(exact)}, show with a typing error ${ratio(fuzzy)}\n`,
    );
  }
} finally {
  if (postgres !== undefined && url !== undefined) {
    const { Client } = await import('pg');
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('DROP SCHEMA IF EXISTS bench_queries CASCADE');
    await client.end();
  }
  await rm(folder, { recursive: true, force: true });
}
