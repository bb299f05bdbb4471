import { RevengeError } from '../model/errors.ts';
import type { Store } from './port.ts';

/**
 * Opens the store at a location of the configuration: the path of a SQLite file. Only what the location needs is loaded.
 * Throws `RevengeError`s with the codes `STORE_*`.
 */
export async function openStore(location: string, options: { readonly readonly?: boolean } = {}): Promise<Store> {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(location)?.[1];
  if (scheme !== undefined) {
    throw new RevengeError('STORE_UNAVAILABLE', `There is no store for ${scheme}:// addresses`, {
      hint: 'Give the path of a file with --store: the store is a SQLite file.',
    });
  }
  const { openSqliteStore } = await import('./sqlite/open.ts');
  return openSqliteStore(location, options);
}
