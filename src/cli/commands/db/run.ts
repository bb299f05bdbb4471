import { resolve } from 'node:path';
import { RevengeError } from '../../../model/errors.ts';
import { exitCode } from '../../../model/exit-codes.ts';
import { printable } from '../../../model/text.ts';
import { openMaintenance } from '../../../store/maintenance.ts';
import type { Maintenance } from '../../../store/maintenance-rules.ts';
import { lockStore } from '../../../store/open.ts';
import type { PostgresSettings } from '../../../store/postgres/settings.ts';
import { counted } from '../../../ui/format.ts';
import { createLineWriter } from '../../../ui/line-writer.ts';
import { runSteps } from '../../../ui/steps.ts';
import { type PartOptions, partOf } from '../../context/adult-libraries.ts';
import { loadCommandConfig } from '../../context/load-config.ts';
import { postgresSettings } from '../../context/run-store.ts';
import { storeLocation } from '../../context/store-choice.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import type {
  DbBackupDocument,
  DbCheckDocument,
  DbPurgeDocument,
  DbStatusDocument,
  DbVacuumDocument,
} from './document.ts';

export type DbAction = 'status' | 'migrate' | 'backup' | 'vacuum' | 'check' | 'purge';

export interface DbOptions extends PartOptions {
  /** Days. */
  readonly olderThan?: number;
  readonly dryRun?: boolean;
}

const DAY_MS = 86_400_000;
/** What changes the store and therefore waits for no run to be changing it. */
const LOCKING: readonly DbAction[] = ['vacuum', 'purge'];

/** Looks after the configured store. Gives 0, or 6 where a check found something wrong. */
export async function runDb(
  action: DbAction,
  file: string | undefined,
  options: GlobalOptions & DbOptions,
  io: Io,
): Promise<number> {
  const config = partOf((await loadCommandConfig(options, io)).config, options.kind);
  const postgres = postgresSettings(config);
  const location = storeLocation(config, options.offline);
  if (action === 'migrate') return migrate(location, postgres, options, io);
  const lock = LOCKING.includes(action) ? await lockStore(location, postgres) : undefined;
  const output = createLineWriter(io.stdout);
  const say: Say = (document, lines) => {
    if (options.json === true) output.write(JSON.stringify(document, undefined, 2));
    else for (const line of lines) output.write(printable(line));
  };
  try {
    const store = await openMaintenance(location, postgres, action === 'purge', lock?.lease);
    try {
      return await perform(store, action, file, options, io.cwd, say);
    } finally {
      await store.close();
    }
  } finally {
    await output.close();
    await lock?.release();
  }
}

/** `revenge db migrate`, step by step: opening a store for maintenance brings it to the newest schema. */
async function migrate(location: string, postgres: PostgresSettings, options: GlobalOptions, io: Io): Promise<number> {
  let lock: Awaited<ReturnType<typeof lockStore>> | undefined;
  let store: Maintenance | undefined;
  let status: DbStatusDocument | undefined;
  const none: readonly string[] = [];
  try {
    await runSteps<readonly string[]>(
      [
        {
          title: 'lock the store',
          run: async () => {
            lock = await lockStore(location, postgres);
            return none;
          },
        },
        {
          title: 'copy it and bring its schema up to date',
          run: async () => {
            store = await openMaintenance(location, postgres, true, lock?.lease);
            return none;
          },
        },
        {
          title: 'look at the result',
          run: async () => {
            status = await store?.status();
            return status === undefined ? none : statusLines(status).map(printable);
          },
        },
      ],
      { ...options, stdout: io.stdout, env: io.env, lines: (lines) => lines },
    );
    if (options.json === true) io.stdout.write(`${JSON.stringify(status, undefined, 2)}\n`);
    return 0;
  } finally {
    await store?.close();
    await lock?.release();
  }
}

function statusLines({ location, schema, bytes, rows }: DbStatusDocument): readonly string[] {
  const tables = Object.entries(rows).map(([table, count]) => `  ${table}: ${count}`);
  return [`store ${location}`, `schema ${schema}, ${Math.round(bytes / 1024)} KiB`, ...tables];
}

type DbDocument = DbStatusDocument | DbBackupDocument | DbVacuumDocument | DbCheckDocument | DbPurgeDocument;

type Say = (document: DbDocument, lines: readonly string[]) => void;

async function perform(
  store: Maintenance,
  action: Exclude<DbAction, 'migrate'>,
  file: string | undefined,
  options: DbOptions,
  cwd: string,
  say: Say,
): Promise<number> {
  switch (action) {
    case 'status': {
      const status = await store.status();
      say(status, statusLines(status));
      return 0;
    }
    case 'backup': {
      const to = await store.backup(file === undefined ? undefined : resolve(cwd, file));
      say({ backup: to }, [`copied to ${to}`]);
      return 0;
    }
    case 'vacuum':
      await store.vacuum();
      say({ vacuumed: true }, ['done']);
      return 0;
    case 'check': {
      const problems = await store.check();
      say({ problems }, problems.length === 0 ? ['the store is whole'] : problems);
      return exitCode(problems.length === 0 ? 'done' : 'store');
    }
    case 'purge': {
      if (options.olderThan === undefined) throw new RevengeError('USAGE', 'purge needs --older-than');
      const before = new Date(Date.now() - options.olderThan * DAY_MS).toISOString();
      const { files, items } = await store.purge(before, options.dryRun === true);
      const verb = options.dryRun === true ? 'would be removed' : 'removed';
      say({ files, items, dryRun: options.dryRun === true }, [
        `${counted(files, 'file')} and ${counted(items, 'item')} ${verb}`,
      ]);
      return 0;
    }
  }
}
