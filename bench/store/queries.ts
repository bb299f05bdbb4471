import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sideBySide } from '../measure.ts';
import { fillStore } from './fill.ts';
import { titleOf } from './saves.ts';

/**
 * Whole commands over a large store, against bare node's start: `queries.ts [ITEMS]`, built program needed. Also on the
 * server that `REVENGE_TEST_POSTGRES_URL` names.
 */
const count = Number(process.argv[2] ?? 200_000);
const url = process.env.REVENGE_TEST_POSTGRES_URL;
const ROUNDS = 7;
/** `list` with two filters, common ones and rare ones, and in other orders; below, `show` of a title and of a misspelt one. */
const COMMANDS = [
  ['list', 'genre:thriller', 'year:1994', '--limit', '50'],
  ['list', 'genre:thriller', 'year:1990..1999', '--limit', '50'],
  ['list', 'country:us', 'genre:drama', '--limit', '50'],
  ['list', 'text:story', 'rating:>7', '--limit', '50'],
  ['list', 'kind:movie', 'rating:>7', '--limit', '50', '--sort', '-rating'],
  ['list', 'genre:thriller', 'missing:poster', '--limit', '50', '--sort', '-added'],
  ['list', 'genre:thriller', 'added:-30d', '--count'],
];
const folder = await mkdtemp(join(tmpdir(), 'revenge-queries-'));
const postgres = url === undefined ? undefined : new URL(url);
postgres?.searchParams.set('schema', 'bench_queries');
try {
  for (const location of [join(folder, 'store.sqlite'), ...(postgres === undefined ? [] : [postgres.href])]) {
    await fillStore(location, count);
    const known = titleOf(Math.floor(count / 2));
    const typo = `${known.slice(0, 4)}x${known.slice(5)}`;
    const commands = [...COMMANDS, ['show', known], ['show', typo, '--json']].map((args) => ({
      name: args.join(' '),
      args: ['bin/revenge.js', ...args, '--store', location, '--quiet'],
    }));
    const costs = await sideBySide([{ name: 'bare node', args: ['-e', '0'] }, ...commands], ROUNDS);
    const [bare = Number.NaN, ...times] = costs.map(({ wall }) => wall);
    const name = location.includes('://') ? 'PostgreSQL' : 'SQLite';
    process.stdout.write(`${name}, ${count} items, against bare node (${Math.round(bare * 1000)} ms), bar 4×\n`);
    for (const [place, seconds] of times.entries()) {
      const ratio = `${(seconds / bare).toFixed(1)}×`;
      process.stdout.write(`  ${ratio} ${Math.round(seconds * 1000)} ms  ${commands[place]?.name}\n`);
    }
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
