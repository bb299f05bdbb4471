import { execFile } from 'node:child_process';
import { access, glob, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Program } from './redis-program.ts';

const KEPT = fileURLToPath(new URL('../../node_modules/.cache/redis', import.meta.url));
const PACKAGES = ['redis-server', 'redis-tools'];

/** Redis as Debian, Ubuntu and their kin offer it: downloaded once and unpacked, not installed, which needs no root. */
export async function unpackedRedis(): Promise<Program> {
  const command = join(KEPT, 'usr', 'bin', 'redis-server');
  const there = await access(command).then(
    () => true,
    () => false,
  );
  if (!there) await unpack();
  const libraries: string[] = [];
  for await (const folder of glob('{usr/,}lib/*-linux-*', { cwd: KEPT })) libraries.push(join(KEPT, folder));
  return { command, env: { LD_LIBRARY_PATH: libraries.join(':') } };
}

async function unpack(): Promise<void> {
  await mkdir(dirname(KEPT), { recursive: true });
  const work = await mkdtemp(`${KEPT}-`);
  try {
    await download(work);
    const root = join(work, 'root');
    const packages = (await readdir(work)).filter((name) => name.endsWith('.deb'));
    for (const name of packages) await run(work, 'dpkg-deb', ['-x', name, root]);
    // Another process may have been quicker.
    await rename(root, KEPT).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** With the lists of packages that are there; where there are none, or old ones, with lists of its own. */
async function download(work: string): Promise<void> {
  try {
    await downloadBy(work, []);
  } catch {
    const lists = join(work, 'lists');
    const cache = join(work, 'cache');
    await mkdir(join(lists, 'partial'), { recursive: true });
    await mkdir(join(cache, 'archives', 'partial'), { recursive: true });
    const own = ['-o', `Dir::State::Lists=${lists}`, '-o', `Dir::Cache=${cache}`];
    await run(work, 'apt-get', ['-qq', ...own, 'update']);
    await downloadBy(work, own);
  }
}

async function downloadBy(work: string, options: readonly string[]): Promise<void> {
  const simulate = ['-qq', '--simulate', '--no-install-recommends', 'install', ...PACKAGES];
  const planned = await run(work, 'apt-get', [...options, ...simulate]);
  const missing = [...planned.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);
  // The libraries of C and their loader are a pair: those of the machine stay.
  const wanted = new Set([...PACKAGES, ...missing.filter((name) => !/^libc(?:6|-bin)\b/.test(name))]);
  await run(work, 'apt-get', ['-qq', ...options, 'download', ...wanted]);
}

async function run(cwd: string, command: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, LC_ALL: 'C' };
  const { stdout } = await promisify(execFile)(command, [...args], { cwd, env, timeout: 300_000 });
  return stdout;
}
