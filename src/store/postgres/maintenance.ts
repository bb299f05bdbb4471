import { RevengeError } from '../../model/errors.ts';
import { COUNTED, type Maintenance, PURGE_ITEMS, RULES } from '../maintenance-rules.ts';
import { openPostgres } from './database.ts';
import { postgresError } from './errors.ts';
import { dropItems } from './join.ts';
import { POSTGRES_STEPS } from './migrations/list.ts';
import { readTransaction, type Session, writeTransaction } from './session.ts';
import { type PostgresSettings, readConnection } from './settings.ts';

/** Maintenance of the PostgreSQL store at `url`. Throws `RevengeError`s with the codes `STORE_*`. */
export async function openPostgresMaintenance(
  url: string,
  settings: PostgresSettings,
  write: boolean,
  lease?: string,
): Promise<Maintenance> {
  const database = await openPostgres(readConnection(url, settings), !write);
  const { pool, location } = database;
  const read = <T>(work: (session: Session) => Promise<T>): Promise<T> => readTransaction(database, work);
  return {
    status: () =>
      read(async (session) => {
        const rows: Record<string, number> = {};
        for (const table of COUNTED) rows[table] = await count(session, `SELECT 1 FROM ${table}`);
        const [size] = await session.rows<{ readonly bytes: number }>(
          `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint AS bytes FROM pg_class c
           WHERE c.relkind = 'r' AND c.relnamespace =
             (SELECT relnamespace FROM pg_class WHERE oid = 'items'::regclass)`,
        );
        return { location, schema: POSTGRES_STEPS.at(-1)?.name ?? 'none', bytes: size?.bytes ?? 0, rows };
      }),
    backup: async () => {
      throw new RevengeError('USAGE', 'a PostgreSQL store is backed up by the tools of its server', {
        hint: 'pg_dump --format=custom --file revenge.dump <database>',
      });
    },
    vacuum: async () => {
      try {
        await pool.query('VACUUM (ANALYZE)');
      } catch (error) {
        throw postgresError(error, location);
      }
    },
    check: () =>
      read(async (session) => {
        const broken: string[] = [];
        for (const [problem, sql] of RULES) {
          const found = await count(session, sql);
          if (found > 0) broken.push(`${found} ${problem}`);
        }
        const invalid = await session.rows<{ readonly name: string }>(
          `SELECT c.relname AS name FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
           WHERE NOT x.indisvalid AND c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'items'::regclass)`,
        );
        return [...broken, ...invalid.map(({ name }) => `the index ${name} is not valid`)];
      }),
    purge: async (before, dryRun) => {
      let counts = { files: 0, items: 0 };
      const work = writeTransaction({ ...database, lease }, async (session) => {
        counts = await purge(session, before);
        if (dryRun) throw new Error(DRY_RUN);
      });
      await work.catch((error: unknown) => {
        if (!(error instanceof Error) || error.message !== DRY_RUN) throw error;
      });
      return counts;
    },
    close: () => pool.end(),
  };
}

/** Rolls back what was only tried. */
const DRY_RUN = 'dry run';

async function count(session: Session, sql: string): Promise<number> {
  const [row] = await session.rows<{ readonly count: number }>(`SELECT count(*) FROM (${sql}) found`);
  return row?.count ?? 0;
}

async function purge(session: Session, before: string): Promise<{ files: number; items: number }> {
  const files = await session.run('DELETE FROM files WHERE missing_since < $1', [before]);
  await session.run('DELETE FROM groups g WHERE NOT EXISTS (SELECT 1 FROM files f WHERE f.group_id = g.id)');
  let items = 0;
  for (;;) {
    const gone = (await session.rows<{ readonly id: number }>(PURGE_ITEMS)).map((row) => row.id);
    if (gone.length === 0) return { files, items };
    await dropItems(session, gone);
    items += gone.length;
  }
}
