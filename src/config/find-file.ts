import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { RevengeError } from '../model/errors.ts';
import { readText } from './read-text.ts';

/** Names looked for in the working directory, in this order; those of cosmiconfig for a program called `revenge`. */
const NAMES = [
  'revenge.config.yaml',
  'revenge.config.yml',
  'revenge.config.json',
  'revenge.config.ts',
  'revenge.config.mjs',
  'revenge.config.js',
  '.revengerc',
  '.revengerc.yaml',
  '.revengerc.yml',
  '.revengerc.json',
] as const;
const XDG_NAMES = ['config.yaml', 'config.yml', 'config.json'] as const;

export interface Places {
  readonly explicitPath?: string | undefined;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The configuration file: the one that is named, else the first in the working directory (`package.json` last, with a
 * member `revenge`), else the user's own, `$XDG_CONFIG_HOME/revenge/config.yaml`. `undefined` where there is none.
 *
 * @throws RevengeError `CONFIG_NOT_FOUND` when the named file is not there.
 */
export async function findConfigFile({ explicitPath, cwd, env }: Places): Promise<string | undefined> {
  const named = explicitPath ?? env.REVENGE_CONFIG;
  if (named !== undefined && named !== '') {
    const file = resolve(cwd, named);
    if (await isFile(file)) return file;
    throw new RevengeError('CONFIG_NOT_FOUND', `There is no configuration file ${file}`, {
      hint: 'Correct the path, or leave it out to use the file in the working directory or your own.',
      context: { file },
    });
  }
  for (const name of NAMES) if (await isFile(join(cwd, name))) return join(cwd, name);
  const manifest = join(cwd, 'package.json');
  if ((await isFile(manifest)) && (await hasMember(manifest))) return manifest;
  const own = join(configHome(env), 'revenge');
  for (const name of XDG_NAMES) if (await isFile(join(own, name))) return join(own, name);
  return undefined;
}

/** `$XDG_DATA_HOME`, by default `~/.local/share`. */
export function dataHome(env: Places['env']): string {
  return absolute(env.XDG_DATA_HOME) ?? join(home(env), '.local', 'share');
}

/** A path as it is written: `~` is the user's folder, a relative one is relative to `folder`. */
export function absolutePath(path: string, folder: string, env: Places['env']): string {
  if (path === '~' || path.startsWith('~/')) return join(home(env), path.slice(1));
  return resolve(folder, path);
}

/** The user's folder: `$HOME`. */
function home(env: Places['env']): string {
  return absolute(env.HOME) ?? homedir();
}

function configHome(env: Places['env']): string {
  return absolute(env.XDG_CONFIG_HOME) ?? join(home(env), '.config');
}

/** The XDG specification has relative paths in its variables ignored. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') ? path : undefined;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return !(await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function hasMember(manifest: string): Promise<boolean> {
  try {
    const data: unknown = JSON.parse(await readText(manifest));
    return typeof data === 'object' && data !== null && 'revenge' in data;
  } catch {
    return false;
  }
}
