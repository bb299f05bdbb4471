import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** `$XDG_DATA_HOME`, by default `~/.local/share`. */
export function dataHome(env: Environment): string {
  return absolute(env.XDG_DATA_HOME) ?? join(home(env), '.local', 'share');
}

/** `$XDG_CONFIG_HOME`, by default `~/.config`. */
export function configHome(env: Environment): string {
  return absolute(env.XDG_CONFIG_HOME) ?? join(home(env), '.config');
}

/** A path as it is written: `~` is the user's folder, a relative one is relative to `folder`. */
export function absolutePath(path: string, folder: string, env: Environment): string {
  if (path === '~' || path.startsWith('~/')) return join(home(env), path.slice(1));
  return resolve(folder, path);
}

/** The user's folder: `$HOME`. */
function home(env: Environment): string {
  return absolute(env.HOME) ?? homedir();
}

/** The XDG specification has relative paths in its variables ignored. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') ? path : undefined;
}
