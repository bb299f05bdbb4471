import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { createPrivateFile } from '../util/private-file.ts';
import { decodeEntry, encodeEntry } from './entry.ts';
import { partsOfKey } from './key.ts';
import type { LastingTier, TierCount } from './port.ts';

export interface LocalTier extends LastingTier {
  /** Counts one request of a day's ration, for all processes of this machine; false where none is left of it. */
  spend(bucket: string, day: number, perDay: number): boolean;
  close(): void;
}

export interface LocalTierOptions {
  readonly path: string;
  readonly maxBytes: number;
  readonly now: () => number;
  /** Called once, when the file cannot be used; the tier is empty from then on. */
  readonly onTrouble: (reason: string) => void;
}

const FORMAT = 1;
/** How many writes may pass before the size is looked at. */
const CHECK_EVERY = 64;
/** Times of use are written in steps of so many milliseconds, so that reading hardly ever writes. */
const USE_STEP = 3_600_000;
/** So long another process is waited for, which has the file. */
const BUSY_MS = 2000;
const BUSY_STEP_MS = 20;

/**
 * Entries in a SQLite file of their own: what was asked in one run is known in the next one. Several processes may use
 * it at once. It holds nothing that cannot be asked again, so a file that is broken is simply made anew.
 */
export function openLocalTier(options: LocalTierOptions): LocalTier {
  const { path, now } = options;
  let db: Database.Database | undefined;
  let statements: ReturnType<typeof prepare> | undefined;
  let writes = 0;
  let troubled = false;

  function trouble(thrown: unknown): void {
    close();
    if (!troubled) options.onTrouble(thrown instanceof Error ? thrown.message : String(thrown));
    troubled = true;
  }

  /** The statements, opening the file at first use; undefined where it cannot be used. */
  function opened(): ReturnType<typeof prepare> | undefined {
    if (troubled) return undefined;
    if (statements !== undefined) return statements;
    try {
      db = openFile(path);
      statements = prepare(db);
      return statements;
    } catch (thrown) {
      // Another process makes the file for longer than is waited: the next question may find it made.
      if (!isBusy(thrown)) trouble(thrown);
      return undefined;
    }
  }

  function guarded<T>(use: (on: ReturnType<typeof prepare>) => T, otherwise: T): T {
    const on = opened();
    if (on === undefined) return otherwise;
    try {
      return use(on);
    } catch (thrown) {
      // Another process holds the file for long: this entry is done without, the next one may be there again.
      if (!isBusy(thrown)) trouble(thrown);
      return otherwise;
    }
  }

  function close(): void {
    statements = undefined;
    db?.close();
    db = undefined;
  }

  return {
    getMany: async (keys) =>
      guarded(
        (on) => {
          const at = now();
          return keys.map((key) => {
            const row = on.get.get(key, at);
            if (row === undefined) return undefined;
            const entry = decodeEntry(row.value, key);
            if (entry === undefined) on.delete.run(key);
            else if (at - row.used > USE_STEP) on.use.run(at, key);
            return entry;
          });
        },
        keys.map(() => undefined),
      ),
    async set(key, entry) {
      guarded((on) => {
        const parts = partsOfKey(key);
        const value = encodeEntry(entry, key);
        on.set.run(key, parts?.provider ?? '', parts?.kind ?? '', value.length, entry.hard, now(), value);
        writes += 1;
        if (writes % CHECK_EVERY === 1) trim(on, options.maxBytes, now());
      }, undefined);
    },
    async delete(keys) {
      guarded((on) => {
        for (const key of keys) on.delete.run(key);
      }, undefined);
    },
    count: async () => guarded((on) => on.count.all(now()), []),
    spend: (bucket, day, perDay) => guarded((on) => on.spend.run(bucket, day, perDay).changes > 0, true),
    keys: async (part) => guarded((on) => on.keys.all(part, now()).map(({ key }) => key), []),
    close,
  };
}

interface Row {
  readonly value: Buffer;
  readonly used: number;
}

function prepare(db: Database.Database) {
  return {
    get: db.prepare<[string, number], Row>('SELECT value, used FROM entry WHERE key = ? AND hard > ?'),
    set: db.prepare<[string, string, string, number, number, number, Buffer]>(
      'INSERT OR REPLACE INTO entry (key, provider, kind, bytes, hard, used, value) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    use: db.prepare<[number, string]>('UPDATE entry SET used = ? WHERE key = ?'),
    delete: db.prepare<[string]>('DELETE FROM entry WHERE key = ?'),
    expired: db.prepare<[number]>('DELETE FROM entry WHERE hard <= ?'),
    size: db.prepare<[], { bytes: number }>('SELECT coalesce(sum(bytes), 0) AS bytes FROM entry'),
    oldest: db.prepare<[number], { key: string; bytes: number }>('SELECT key, bytes FROM entry ORDER BY used LIMIT ?'),
    count: db.prepare<[number], TierCount>(
      `SELECT provider, kind, count(*) AS entries, sum(bytes) AS bytes FROM entry WHERE hard > ?
       GROUP BY provider, kind ORDER BY provider, kind`,
    ),
    spend: db.prepare<[string, number, number]>(
      `INSERT INTO ration (bucket, day, spent) VALUES (?, ?, 1) ON CONFLICT (bucket) DO UPDATE
       SET day = excluded.day, spent = CASE day WHEN excluded.day THEN spent + 1 ELSE 1 END
       WHERE day <> excluded.day OR spent < ?`,
    ),
    keys: db.prepare<[string, number], { key: string }>(
      'SELECT key FROM entry WHERE instr(key, ?) > 0 AND hard > ? ORDER BY key',
    ),
  };
}

/** Removes what is gone, and then the longest unused until a tenth of the room is free. */
function trim(on: ReturnType<typeof prepare>, maxBytes: number, now: number): void {
  on.expired.run(now);
  let excess = (on.size.get()?.bytes ?? 0) - maxBytes;
  if (excess <= 0) return;
  excess += maxBytes / 10;
  while (excess > 0) {
    const oldest = on.oldest.all(100);
    if (oldest.length === 0) return;
    for (const { key, bytes } of oldest) {
      if (excess <= 0) return;
      on.delete.run(key);
      excess -= bytes;
    }
  }
}

function openFile(path: string): Database.Database {
  mkdirSync(dirname(path), { recursive: true });
  try {
    return openInTurn(path);
  } catch (thrown) {
    if (!isBroken(thrown)) throw thrown;
    for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true });
    return openInTurn(path);
  }
}

/** Two that make the file at once: SQLite refuses one of them at the change to WAL without waiting, so that is done here. */
function openInTurn(path: string): Database.Database {
  for (let waited = 0; ; waited += BUSY_STEP_MS) {
    try {
      return openDatabase(path);
    } catch (thrown) {
      if (!isBusy(thrown) || waited >= BUSY_MS) throw thrown;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_STEP_MS);
    }
  }
}

class OtherFormat extends Error {}

function openDatabase(path: string): Database.Database {
  createPrivateFile(path);
  const db = new Database(path, { timeout: BUSY_MS });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    const version = db.pragma('user_version', { simple: true });
    if (version !== 0 && version !== FORMAT) throw new OtherFormat('made by another version');
    if (version === FORMAT && db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'ration'").get() !== undefined) {
      return db;
    }
    const make = db.transaction(() =>
      db.exec(`
      CREATE TABLE IF NOT EXISTS entry (
        key TEXT PRIMARY KEY, provider TEXT NOT NULL, kind TEXT NOT NULL, bytes INTEGER NOT NULL,
        hard REAL NOT NULL, used REAL NOT NULL, value BLOB NOT NULL);
      CREATE INDEX IF NOT EXISTS entry_used ON entry (used, bytes);
      CREATE TABLE IF NOT EXISTS ration (bucket TEXT PRIMARY KEY, day INTEGER NOT NULL, spent INTEGER NOT NULL);
      PRAGMA user_version = ${FORMAT};`),
    );
    make.immediate();
    return db;
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Database.SqliteError ? thrown.code : '';
}

function isBusy(thrown: unknown): boolean {
  return codeOf(thrown).startsWith('SQLITE_BUSY') || codeOf(thrown).startsWith('SQLITE_LOCKED');
}

function isBroken(thrown: unknown): boolean {
  const code = codeOf(thrown);
  return (
    thrown instanceof OtherFormat ||
    code === 'SQLITE_NOTADB' ||
    code.startsWith('SQLITE_CORRUPT') ||
    code === 'SQLITE_ERROR'
  );
}
