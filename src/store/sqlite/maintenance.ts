import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { RevengeError } from '../../model/errors.ts';
import { createPrivateFile } from '../../util/private-file.ts';
import { COUNTED, type Maintenance, PURGE_ITEMS, RULES } from '../maintenance-rules.ts';
import { openDatabase } from './database.ts';
import { dropItems } from './drop-items.ts';
import { storeError } from './errors.ts';
import { SCHEMA_STEPS } from './migrations/list.ts';

/** Maintenance of the SQLite store at `path`. Throws `RevengeError`s with the codes `STORE_*`. */
export async function openSqliteMaintenance(path: string, write: boolean): Promise<Maintenance> {
  const database = await openDatabase(path, !write && existsSync(path));
  const count = (sql: string): number => Number(database.prepare(`SELECT count(*) FROM (${sql})`).pluck().get());
  const guarded = async <T>(work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw storeError(error, path);
    }
  };
  return {
    status: () =>
      guarded(async () => ({
        location: path,
        schema: SCHEMA_STEPS[Number(database.pragma('user_version', { simple: true })) - 1]?.name ?? 'none',
        bytes: (await stat(path)).size,
        rows: Object.fromEntries(COUNTED.map((table) => [table, count(`SELECT 1 FROM ${table}`)])),
      })),
    backup: (to) =>
      guarded(async () => {
        const copy = to ?? `${path}.${new Date().toISOString().replace(/[-:]/g, '').slice(0, 15)}.bak`;
        if (existsSync(copy)) {
          throw new RevengeError('USAGE', `There is a file at ${copy} already`, { hint: 'Give another one.' });
        }
        createPrivateFile(copy);
        await database.backup(copy);
        return copy;
      }),
    vacuum: () =>
      guarded(async () => {
        const writable = await openDatabase(path, false);
        try {
          writable.exec('VACUUM');
          writable.pragma('optimize');
          writable.pragma('wal_checkpoint(TRUNCATE)');
        } finally {
          writable.close();
        }
      }),
    check: () =>
      guarded(() => {
        const whole = database.pragma('integrity_check(20)', { simple: false });
        const damage = Array.isArray(whole)
          ? whole.flatMap((row: { integrity_check?: unknown }) =>
              row.integrity_check === 'ok' ? [] : [String(row.integrity_check)],
            )
          : [];
        if (damage.length > 0) return damage;
        const loose = database.pragma('foreign_key_check');
        const references =
          Array.isArray(loose) && loose.length > 0 ? [`${loose.length} rows refer to what is gone`] : [];
        const broken = [...RULES, ...UNREADABLE].flatMap(([problem, sql]) => {
          const found = count(sql);
          return found === 0 ? [] : [`${found} ${problem}`];
        });
        return [...references, ...broken];
      }),
    purge: (before, dryRun) =>
      guarded(() => {
        const purge = database.transaction(() => {
          const { changes: files } = database.prepare('DELETE FROM files WHERE missing_since < ?').run(before);
          database.exec('DELETE FROM groups WHERE NOT EXISTS (SELECT 1 FROM files f WHERE f.group_id = groups.id)');
          let items = 0;
          for (;;) {
            const gone = database.prepare<[], number>(PURGE_ITEMS).pluck().all();
            if (gone.length === 0) break;
            dropItems(database, gone);
            items += gone.length;
          }
          if (dryRun) throw new DryRun(files, items);
          return { files, items };
        });
        try {
          return purge.immediate();
        } catch (error) {
          if (error instanceof DryRun) return { files: error.files, items: error.items };
          throw error;
        }
      }),
    close: async () => {
      database.close();
    },
  };
}

/** Texts that are to be JSON and are not, which SQLite does not look into. */
const UNREADABLE = [
  ['items', 'fields'],
  ['source_values', 'value'],
  ['groups', 'identification'],
  ['file_facts', 'probe'],
  ['file_facts', 'tags'],
  ['file_facts', 'managed'],
  ['images', 'thumbnails'],
  ['holds', 'value'],
  ['changes', 'before'],
  ['changes', 'after'],
].map(([table, column]): (typeof RULES)[number] => [
  `rows of ${table} whose ${column} cannot be read`,
  `SELECT 1 FROM ${table} WHERE NOT json_valid(${column})`,
]);

/** Thrown to roll back what was only tried. */
class DryRun extends Error {
  readonly files: number;
  readonly items: number;

  constructor(files: number, items: number) {
    super('dry run');
    this.files = files;
    this.items = items;
  }
}
