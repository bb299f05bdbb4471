import { existsSync } from 'node:fs';
import type { Config } from '../../config/schema.ts';
import { printable } from '../../model/text.ts';
import { isPostgres, openStore } from '../../store/open.ts';
import type { Store } from '../../store/port.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from '../options.ts';
import { partOf } from './adult-libraries.ts';
import { loadCommandConfig } from './load-config.ts';
import { postgresSettings } from './run-store.ts';

/** The store of the configuration, and the folder that its pictures' paths are relative to. */
export interface OpenedStore {
  readonly store: Store;
  readonly artworkFolder: string;
}

/** Opens the configured store, or that of the adult libraries, for reading, hands it over, and closes it whatever happens. */
export async function withStore<T>(
  options: GlobalOptions & { readonly adult?: boolean },
  io: Io,
  use: (opened: OpenedStore) => Promise<T>,
): Promise<T> {
  const whole = (await loadCommandConfig(options, io)).config;
  const config = partOf(whole, options.adult === true ? 'adult' : undefined);
  const store = await openForReading(config, options, io);
  try {
    return await use({ store, artworkFolder: config.artwork.folder });
  } finally {
    await store.close();
  }
}

/**
 * Reading commands work on what is there: with `--offline`, or where the server cannot be reached and runs go on without
 * it, that is the local file.
 */
async function openForReading(config: Config, options: GlobalOptions, io: Io): Promise<Store> {
  const { offline, fallback } = config.storeOptions;
  const remote = isPostgres(config.store);
  if (remote && options.offline === true) return openStore(offline, { readonly: true });
  try {
    return await openStore(config.store, { readonly: true, postgres: postgresSettings(config) });
  } catch (error) {
    if (!remote || fallback !== 'sqlite' || !existsSync(offline)) throw error;
    const { isServerGone } = await import('../../store/postgres/errors.ts');
    if (!isServerGone(error)) throw error;
    if (options.quiet !== true)
      io.stderr.write(`revenge: ${printable(error.message)}; reading ${printable(offline)}\n`);
    return openStore(offline, { readonly: true });
  }
}
