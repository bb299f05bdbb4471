import { loadConfig } from '../config/load.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/port.ts';
import { configFlags } from './config-flags.ts';
import type { Io } from './io.ts';
import type { GlobalOptions } from './options.ts';
import { partOf } from './part.ts';

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
  const config = partOf(
    (await loadConfig(configFlags(options, io))).config,
    options.adult === true ? 'adult' : undefined,
  );
  const store = await openStore(config.store, { readonly: true });
  try {
    return await use({ store, artworkFolder: config.artwork.folder });
  } finally {
    await store.close();
  }
}
