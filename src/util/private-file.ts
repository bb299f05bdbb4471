import { closeSync, openSync } from 'node:fs';

/** Mode of files with data of the user: for this user alone. */
export const PRIVATE_MODE = 0o600;

/**
 * Makes an empty file that only this user may read, where there is none. SQLite gives the files beside a database
 * (`-wal`, `-shm`, `-journal`) the mode of the database. A file that is there keeps the mode that its owner gave it, and
 * a file that cannot be made is reported by the code that opens it.
 */
export function createPrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'ax', PRIVATE_MODE));
  } catch {
    // There already, or not to be made.
  }
}
