import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { RevengeError } from '../../model/errors.ts';

/** Whether another process was in the way, whatever it did: wrote, or mended what a third one left. */
export function isBusy(thrown: unknown): boolean {
  return thrown instanceof Database.SqliteError && thrown.code.startsWith('SQLITE_BUSY');
}

/** What SQLite threw, as the error that a person meets: which store, what is wrong with it, and what to do. */
export function storeError(thrown: unknown, path: string): unknown {
  // What is stored as JSON was written as JSON; SQLite does not look into texts.
  if (thrown instanceof SyntaxError) return damaged(path, thrown, { path });
  if (!(thrown instanceof Database.SqliteError)) return thrown;
  const details = { cause: thrown, context: { path, sqlite: thrown.code } };
  const code = thrown.code.split('_').slice(0, 2).join('_');
  switch (code) {
    case 'SQLITE_NOTADB':
      return notADatabase(path, 'is not a SQLite database', thrown);
    case 'SQLITE_CORRUPT':
      return damaged(path, thrown, details.context);
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
      return readOnly(path, thrown);
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return new RevengeError('STORE_UNAVAILABLE', `The store ${path} is being written by another program`, {
        ...details,
        hint: 'Try again when it has ended.',
      });
    case 'SQLITE_FULL':
      return new RevengeError('STORE_UNAVAILABLE', `There is no space left to write the store ${path}`, {
        ...details,
        hint: 'Free some space, or give a store elsewhere with --store. What was stored before is safe.',
      });
    case 'SQLITE_IOERR':
      return new RevengeError('STORE_UNAVAILABLE', `The store ${path} cannot be read or written: ${thrown.message}`, {
        ...details,
        hint: 'See that its disk is there, has space and is in order. What was stored before is safe.',
      });
    case 'SQLITE_CANTOPEN':
      return new RevengeError('STORE_UNAVAILABLE', `The store ${path} cannot be opened: ${thrown.message}`, {
        ...details,
        hint: 'See that the file and its folder are there and that you may read and write both.',
      });
    default: {
      // A sound store refuses no row of ours and fails no statement; damage may be met as a broken reference, a row
      // that is there twice, an impossible length or a search index of another format.
      const damage = firstDamage(path);
      return damage === undefined ? thrown : damaged(path, damage, details.context);
    }
  }
}

/** The first thing that SQLite finds wrong with the file, `undefined` where it is in order. Reads all of it. */
function firstDamage(path: string): Error | undefined {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    try {
      const verdict = database.pragma('integrity_check(1)', { simple: true });
      if (verdict !== 'ok') return new Error(String(verdict));
      const loose = database.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get();
      return loose === 0 ? undefined : new Error(`${loose} rows refer to what is gone`);
    } finally {
      database.close();
    }
  } catch (error) {
    // A file that cannot be read to its end for another reason than these says what is wrong with it.
    const unread = error instanceof Database.SqliteError && COULD_NOT_READ.test(error.code);
    return error instanceof Database.SqliteError && !unread ? error : undefined;
  }
}

const COULD_NOT_READ = /^SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|PERM|AUTH|NOMEM|INTERRUPT)/;

function damaged(path: string, cause: Error, context: Readonly<Record<string, string>>): RevengeError {
  return new RevengeError('STORE_CORRUPT', `The store ${path} is damaged: ${cause.message}`, {
    cause,
    context,
    hint: 'Put back a backup (<store>.v<version>.bak is one), or move the file away and scan anew.',
  });
}

export function readOnly(path: string, cause?: unknown): RevengeError {
  return new RevengeError('STORE_READ_ONLY', `The store ${path} cannot be written`, {
    cause,
    context: { path },
    hint: 'SQLite writes the file and others beside it: allow it in the file and its folder, or give another --store.',
  });
}

export function folderMissing(path: string): RevengeError {
  return new RevengeError('STORE_UNAVAILABLE', `The folder of the store ${path} does not exist`, {
    context: { path },
    hint: `Make the folder ${dirname(path)}, or give another file with --store.`,
  });
}

export function notADatabase(path: string, what: string, cause?: unknown): RevengeError {
  return new RevengeError('STORE_NOT_A_DATABASE', `${path} ${what}`, {
    cause,
    context: { path },
    hint: 'It was left as it is. Give another file with --store, or move this one away.',
  });
}

export function newerStore(path: string, version: number, known: number): RevengeError {
  return new RevengeError(
    'STORE_NEWER',
    `The store ${path} was written by a newer revenge (its schema is ${version}, this one knows ${known})`,
    { context: { path, version, known }, hint: 'Update revenge, or give another file with --store.' },
  );
}
