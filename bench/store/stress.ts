import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { openMaintenance } from '../../src/store/maintenance.ts';
import { openStore } from '../../src/store/open.ts';
import { contentOf } from '../../test/store/content.ts';
import { movieSave } from './saves.ts';

/**
 * What takes too long for the suite. `kill N`: so many scans killed at random moments, on each store. `hammer SECONDS`: ten
 * processes that write one store at once. `REVENGE_TEST_POSTGRES_URL` names the server.
 */
const [what = 'kill', amount = '100', ...rest] = process.argv.slice(2);
const url = process.env.REVENGE_TEST_POSTGRES_URL;
const PROCESSES = 10;
/** Works that all processes write over and over. */
const WORKS = 200;

async function stores(folder: string): Promise<readonly string[]> {
  if (url === undefined) return [join(folder, 'store.sqlite')];
  const postgres = new URL(url);
  postgres.searchParams.set('schema', 'stress');
  await dropSchema();
  return [join(folder, 'store.sqlite'), postgres.href];
}

async function dropSchema(): Promise<void> {
  if (url === undefined) return;
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('DROP SCHEMA IF EXISTS stress CASCADE');
  await client.end();
}

async function check(location: string): Promise<void> {
  const maintenance = await openMaintenance(location, {}, false);
  const problems = await maintenance.check();
  await maintenance.close();
  if (problems.length > 0) throw new Error(`${location}: ${problems.join('; ')}`);
}

async function content(location: string): Promise<string> {
  const store = await openStore(location, { readonly: true });
  try {
    return JSON.stringify(await contentOf(store));
  } finally {
    await store.close();
  }
}

async function kill(folder: string, count: number): Promise<void> {
  await cp('test/fixtures/library', join(folder, 'library'), { recursive: true, preserveTimestamps: true });
  const config = join(folder, 'revenge.config.yaml');
  const roots = ['Movies movies', 'TV tv', 'Music music'].map((pair) => {
    const [name, kind] = pair.split(' ');
    return `  - { name: ${name}, path: library/${name}, kind: ${kind} }`;
  });
  await writeFile(config, `libraries:\n${roots.join('\n')}\n`);
  const scan = (location: string) =>
    spawn(
      process.execPath,
      [
        'bin/revenge.js',
        'scan',
        '--quiet',
        '--no-artwork',
        '--config',
        config,
        '--replay',
        'test/fixtures/cassettes',
        '--store',
        location,
      ],
      { stdio: 'ignore' },
    );
  const [undisturbed = ''] = [join(folder, 'undisturbed.sqlite')];
  const started = performance.now();
  await once(scan(undisturbed), 'exit');
  const whole = performance.now() - started;
  const wanted = await content(undisturbed);
  for (const location of await stores(folder)) {
    let killed = 0;
    for (let round = 0; round < count; round++) {
      if (location.includes('://')) await dropSchema();
      else for (const end of ['', '-wal', '-shm']) await rm(`${location}${end}`, { force: true });
      const running = scan(location);
      const ended = once(running, 'exit');
      await Promise.race([delay(Math.random() * whole), ended]);
      if (running.exitCode === null) {
        running.kill('SIGKILL');
        killed += 1;
      }
      await ended;
      // The server may take a moment to see that the process is gone, and holds its lock till then.
      for (let tries = 0; tries < 50; tries++) {
        const [code] = await once(scan(location), 'exit');
        if (code !== 75) break;
        await delay(100);
      }
      await check(location);
      if ((await content(location)) !== wanted) throw new Error(`round ${round}: ${location} came to something else`);
    }
    process.stdout.write(
      `${location.includes('://') ? 'PostgreSQL' : 'SQLite'}: ${killed} of ${count} scans killed, all clean and the same after the next run\n`,
    );
  }
}

async function hammer(folder: string, seconds: number): Promise<void> {
  for (const location of await stores(folder)) {
    await (await openStore(location)).close();
    const until = Date.now() + seconds * 1000;
    const workers = Array.from({ length: PROCESSES }, (_, place) =>
      spawn(process.execPath, [fileURLToPath(import.meta.url), 'work', location, String(place), String(until)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    const saved = await Promise.all(
      workers.map(async (worker) => {
        let said = '';
        worker.stdout.setEncoding('utf8').on('data', (text: string) => {
          said += text;
        });
        const [code] = await once(worker, 'close');
        if (code !== 0) throw new Error(`a process ended with ${String(code)}`);
        return Number(said);
      }),
    );
    await check(location);
    const store = await openStore(location, { readonly: true });
    const rows = await store.list({});
    await store.close();
    const total = saved.reduce((sum, one) => sum + one, 0);
    const lost = rows.filter((row) => row.files !== PROCESSES).length;
    process.stdout.write(
      `${location.includes('://') ? 'PostgreSQL' : 'SQLite'}: ${total} saves by ${PROCESSES} processes in ${seconds} s, ${rows.length} works, ${lost} of them with a file lost\n`,
    );
    if (rows.length !== WORKS || lost > 0) throw new Error('something was lost');
  }
}

/** One of the processes: writes its own group of every work, again and again with other values. */
async function work(location: string, place: string, until: number): Promise<void> {
  const store = await openStore(location);
  let saves = 0;
  for (let round = 0; round === 0 || Date.now() < until; round++) {
    for (let number = 0; number < WORKS && (round === 0 || Date.now() < until); number++) {
      const save = movieSave(number);
      const key = `${place} ${save.group.key}`;
      const files = save.files.map((file) => ({ ...file, relativePath: `${key}/a.mkv`, size: round }));
      await store.saveGroup({ ...save, unit: key, files, group: { ...save.group, key, folder: key, files } });
      saves += 1;
    }
  }
  await store.close();
  process.stdout.write(String(saves));
}

if (what === 'work') await work(amount, rest[0] ?? '', Number(rest[1]));
else {
  const folder = await mkdtemp(join(tmpdir(), 'revenge-stress-'));
  try {
    if (what === 'hammer') await hammer(folder, Number(amount));
    else await kill(folder, Number(amount));
  } finally {
    await dropSchema();
    await rm(folder, { recursive: true, force: true });
  }
}
