import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { compact } from '../../model/compact.ts';
import type { RevengeError } from '../../model/errors.ts';
import type { LibraryKind } from '../../model/kinds.ts';
import { isPostgres, lockStore, openStore } from '../../store/open.ts';
import type { Store } from '../../store/port.ts';
import type { PostgresSettings } from '../../store/postgres/settings.ts';
import { openChosen } from './store-choice.ts';
import { type LockWait, waitForLock } from './wait-for-lock.ts';

/** What a person should know of the store that a command uses. */
export interface StoreNotice {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export interface RunStore {
  readonly store: Store;
  readonly notices: readonly StoreNotice[];
  /** Closes the store and gives its lock back. */
  release(): Promise<void>;
}

export interface RunStoreOptions {
  readonly offline?: boolean;
  /** Opens for reading only and takes no lock. */
  readonly dryRun?: boolean;
  /** @default do not wait for the lock */
  readonly lockWait?: LockWait | undefined;
  /** The libraries of the run, where they are of one kind. */
  readonly kind?: LibraryKind;
}

/**
 * The store of a run, with its lock. With `--offline`, or where the server cannot be reached and the configuration says so,
 * that is the local file in place of the PostgreSQL store.
 */
export async function openRunStore(config: Config, options: RunStoreOptions): Promise<RunStore> {
  return openChosen(config, options.offline, {
    open: (location) =>
      open(config, location, options, isPostgres(location) ? (store) => unsynced(config, store, options) : undefined),
    openInstead: (file, error) => open(config, file, options, async () => [fallbackNotice(config, error, options)]),
  });
}

/** The settings of a PostgreSQL store. */
export function postgresSettings({ storeOptions }: Config): PostgresSettings {
  const { password, poolSize, statementTimeout, connectTimeout, tls } = storeOptions;
  return {
    poolSize,
    statementTimeout,
    connectTimeout,
    ...(password === undefined ? {} : { password }),
    ...(tls === undefined ? {} : { tls: { mode: tls.mode, ...compact({ ca: tls.ca, cert: tls.cert, key: tls.key }) } }),
  };
}

async function open(
  config: Config,
  location: string,
  options: RunStoreOptions,
  noticesOf: (store: Store) => Promise<readonly StoreNotice[]> = async () => [],
): Promise<RunStore> {
  const postgres = postgresSettings(config);
  const dryRun = options.dryRun === true;
  // Where this fails, opening the store says why.
  if (!dryRun && !isPostgres(location)) await mkdir(dirname(location), { recursive: true }).catch(() => undefined);
  const lock = dryRun ? undefined : await waitForLock(() => lockStore(location, postgres), options.lockWait);
  try {
    const store = await openStore(location, { readonly: dryRun, postgres, lease: lock?.lease });
    const close = (): Promise<void> => store.close();
    const notices = await noticesOf(store).catch((error: unknown) => close().then(() => Promise.reject(error)));
    return {
      store,
      notices,
      release: async () => {
        await close();
        await lock?.release();
      },
    };
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

function fallbackNotice({ storeOptions }: Config, error: RevengeError, options: RunStoreOptions): StoreNotice {
  return {
    code: 'STORE_OFFLINE',
    message: `${error.message}; this run keeps what it finds in ${storeOptions.offline}`,
    hint: `\`${syncCommand(options)}\` carries it over when the server is back.`,
  };
}

/** Whether runs without the server left something that is not carried over yet. */
async function unsynced(
  { storeOptions }: Config,
  { location }: Store,
  options: RunStoreOptions,
): Promise<readonly StoreNotice[]> {
  if (!existsSync(storeOptions.offline)) return [];
  const { hasUnsynced } = await import('../../store/sqlite/synced.ts');
  if (!(await hasUnsynced(storeOptions.offline, location))) return [];
  return [
    {
      code: 'STORE_UNSYNCED',
      message: `${storeOptions.offline} holds what runs without the server found`,
      hint: `Carry it over with \`${syncCommand(options)}\`.`,
    },
  ];
}

function syncCommand({ kind }: RunStoreOptions): string {
  return kind === 'adult' ? 'revenge sync --kind adult' : 'revenge sync';
}
