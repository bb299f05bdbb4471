import type { Config } from '../../config/schema.ts';
import type { RevengeError } from '../../model/errors.ts';
import { isPostgres } from '../../store/open.ts';

type StoreConfig = Pick<Config, 'store' | 'storeOptions'>;

/** Where the store of a command lies: the configured one, or with `--offline` the local file in place of a server. */
export function storeLocation({ store, storeOptions }: StoreConfig, offline: boolean | undefined): string {
  return isPostgres(store) && offline === true ? storeOptions.offline : store;
}

interface Opening<T> {
  /** Opens the store of a command. */
  readonly open: (location: string) => Promise<T>;
  /** Opens the local file in place of the server, which could not be reached because of `error`. */
  readonly openInstead: (file: string, error: RevengeError) => Promise<T>;
}

/**
 * Opens the store of a command. Where its server cannot be reached and `store.fallback` says so, that is the local file.
 * @throws what `open` throws, where there is no store to take its place
 */
export async function openChosen<T>(
  config: StoreConfig,
  offline: boolean | undefined,
  { open, openInstead }: Opening<T>,
): Promise<T> {
  const location = storeLocation(config, offline);
  try {
    return await open(location);
  } catch (error) {
    if (!isPostgres(location) || config.storeOptions.fallback !== 'sqlite') throw error;
    const { isServerGone } = await import('../../store/postgres/errors.ts');
    if (!isServerGone(error)) throw error;
    return openInstead(config.storeOptions.offline, error);
  }
}
