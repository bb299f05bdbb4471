import { RevengeError } from '../model/errors.ts';
import type { Store } from './port.ts';
import type { PostgresSettings } from './postgres/settings.ts';
import { realStorePath } from './sqlite/real-path.ts';
import type { StoreLock } from './store-lock.ts';

export interface OpenOptions {
  /** Nothing is made, and only what reads may be called. */
  readonly readonly?: boolean;
  /** How to reach a PostgreSQL store, beside its URL. */
  readonly postgres?: PostgresSettings;
  /** Of the lock of the run: writing fails with `STORE_LOCK_LOST` once another run has taken it over. */
  readonly lease?: string | undefined;
}

/**
 * Opens the store at a location of the configuration: the URL of a PostgreSQL database, or the path of a SQLite file. Only
 * what the location needs is loaded. Throws `RevengeError`s with the codes `STORE_*`.
 */
export async function openStore(location: string, options: OpenOptions = {}): Promise<Store> {
  if (isPostgres(location)) {
    const { openPostgresStore } = await import('./postgres/open.ts');
    return openPostgresStore(location, {
      readonly: options.readonly ?? false,
      ...(options.postgres === undefined ? {} : { settings: options.postgres }),
      ...(options.lease === undefined ? {} : { lease: options.lease }),
    });
  }
  refuseOthers(location);
  const { openSqliteStore } = await import('./sqlite/open.ts');
  return openSqliteStore(location, { readonly: options.readonly ?? false });
}

/** Takes the lock of the store for a run that changes it; throws `LOCKED` when another run has it. */
export async function lockStore(location: string, postgres?: PostgresSettings): Promise<StoreLock> {
  if (isPostgres(location)) {
    const { lockPostgres } = await import('./postgres/lock.ts');
    return lockPostgres(location, postgres);
  }
  refuseOthers(location);
  const { lockStore: lockSqlite } = await import('./sqlite/lock.ts');
  const lock = lockSqlite(location);
  return { release: async () => lock.release() };
}

/** Whether a location of the configuration is the address of a PostgreSQL store. */
export function isPostgres(location: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(location);
}

/** Whether two locations are one SQLite file, or one address. */
export function isSameStore(one: string, other: string): boolean {
  if (one === other) return true;
  return ![one, other].some(isPostgres) && realStorePath(one) === realStorePath(other);
}

function refuseOthers(location: string): void {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(location)?.[1];
  if (scheme === undefined) return;
  throw new RevengeError('STORE_UNAVAILABLE', `There is no store for ${scheme}:// addresses`, {
    hint: 'Give a postgres:// URL, or the path of a SQLite file.',
  });
}
