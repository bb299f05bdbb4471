import { execFile } from 'node:child_process';
import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Builds `dist/` where there is a program to build and what is there is older than its sources. */
export async function buildProgram(): Promise<void> {
  const hasProgram = await access(join(ROOT, 'src/cli/main.ts')).then(
    () => true,
    () => false,
  );
  if (!hasProgram) return;
  const built = await modified(join(ROOT, 'dist/main.js'));
  const newest = Math.max(
    await newestIn(join(ROOT, 'src')),
    await modified(join(ROOT, 'scripts/build.js')),
    await modified(join(ROOT, 'package.json')),
  );
  if (built <= newest) await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/build.js')], { cwd: ROOT });
}

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true });
  const times = await Promise.all(entries.map((entry) => modified(join(folder, entry))));
  return Math.max(0, ...times);
}

/** Milliseconds since the epoch; 0 where there is no such file. */
async function modified(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}
