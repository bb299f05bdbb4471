import { existsSync } from 'node:fs';
import type { Config } from '../../config/schema.ts';
import { printable } from '../../model/text.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/port.ts';
import { guardOutput } from '../guard-output.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from '../options.ts';
import { partOf } from './adult-libraries.ts';
import { configWorld, knownStore } from './known-store.ts';
import { postgresSettings } from './run-store.ts';
import { openChosen } from './store-choice.ts';

/** The store of the configuration, and the folder that its pictures' paths are relative to. */
export interface OpenedStore {
  readonly store: Store;
  readonly artworkFolder: string;
}

type ReadingOptions = GlobalOptions & { readonly adult?: boolean };

/** Opens the configured store, or that of the adult libraries, for reading, hands it over, and closes it whatever happens. */
export async function withStore<T>(
  options: ReadingOptions,
  io: Io,
  use: (opened: OpenedStore) => Promise<T>,
): Promise<T> {
  const { store, artworkFolder } = (await openKnown(options, io)) ?? (await openConfigured(options, io));
  try {
    return await use({ store, artworkFolder });
  } finally {
    await store.close();
  }
}

async function openKnown(options: ReadingOptions, io: Io): Promise<OpenedStore | undefined> {
  const known = knownStore(options, io);
  if (known === undefined) return undefined;
  guardOutput(io, known.secrets);
  const { store, artworkFolder } = options.adult === true ? known.adult : known.all;
  return { store: await openStore(store, { readonly: true }), artworkFolder };
}

async function openConfigured(options: ReadingOptions, io: Io): Promise<OpenedStore> {
  const world = configWorld(options, io);
  const { loadCommandConfig } = await import('./load-config.ts');
  const whole = (await loadCommandConfig(options, io)).config;
  const config = partOf(whole, options.adult === true ? 'adult' : undefined);
  const store = await openForReading(config, options, io);
  if (world !== undefined) {
    const { rememberStore } = await import('./remember-store.ts');
    rememberStore(whole, world, io);
  }
  return { store, artworkFolder: config.artwork.folder };
}

/**
 * Reading commands work on what is there: with `--offline`, or where the server cannot be reached and runs go on without
 * it, that is the local file.
 */
async function openForReading(config: Config, options: GlobalOptions, io: Io): Promise<Store> {
  const readonly = true;
  return openChosen(config, options.offline, {
    open: (location) => openStore(location, { readonly, postgres: postgresSettings(config) }),
    openInstead: (file, error) => {
      if (!existsSync(file)) throw error;
      if (options.quiet !== true) io.stderr.write(`revenge: ${printable(error.message)}; reading ${printable(file)}\n`);
      return openStore(file, { readonly });
    },
  });
}
