import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { secretsOf } from '../config/redact.ts';
import type { Config } from '../config/schema.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../http/gateway.ts';
import type { Sources } from '../providers/port.ts';
import { createSources, providerLimits } from '../providers/registry.ts';
import type { SourceWarning } from '../providers/shared/warning.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/port.ts';
import type { GlobalOptions } from './options.ts';
import { VERSION } from './version.ts';

export interface Composition {
  readonly store: Store;
  readonly gateway: Gateway;
  /** The configured sources; `warn` hears of answers that could be read in part only. */
  sources(warn: (warning: SourceWarning) => void): Sources;
  close(): Promise<void>;
}

export interface ComposeOptions extends Pick<GlobalOptions, 'offline' | 'record' | 'replay'> {
  /** Opens the store for reading only and takes no lock. */
  readonly dryRun?: boolean;
  /** Origins that are asked at another one: to make the demo's recordings. */
  readonly originOverrides?: Readonly<Record<string, string>>;
}

/**
 * The composition root: the one place that knows concrete classes. Opens the store (and takes its lock), sets up the
 * gateway and the sources that are configured.
 */
export async function compose(config: Config, options: ComposeOptions): Promise<Composition> {
  const libraries = config.libraries.map(({ name, path, kind }) => ({ name, root: path, kind }));
  // Where this fails, opening the store says why.
  if (options.dryRun !== true) await mkdir(dirname(config.store), { recursive: true }).catch(() => undefined);
  else if (!existsSync(config.store)) return composeEmpty(config, options);
  const { lockStore } = await import('../store/sqlite/lock.ts');
  const lock = options.dryRun === true ? undefined : lockStore(config.store);
  try {
    const store = await openStore(config.store, { readonly: options.dryRun === true });
    const { originOverrides } = options;
    const gateway = createGateway({
      userAgent: userAgent(config),
      limits: providerLimits,
      mode: modeOf(options),
      secrets: secretsOf(config),
      ...(originOverrides === undefined ? {} : { originOverrides }),
    });
    const { languages, country } = config;
    const sources = (warn: (warning: SourceWarning) => void): Sources =>
      createSources({ ...config.sources, languages, country }, gateway, libraries, warn);
    const close = async (): Promise<void> => {
      await gateway.close();
      await store.close();
      lock?.release();
    };
    return { store, gateway, sources, close };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** A dry run before the first scan: it compares with a store that is empty, and that goes when it ends. */
async function composeEmpty(config: Config, options: ComposeOptions): Promise<Composition> {
  const folder = await mkdtemp(join(tmpdir(), 'revenge-dry-run-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const store = join(folder, 'library.sqlite');
    const composition = await compose({ ...config, store }, { ...options, dryRun: false });
    return { ...composition, close: () => composition.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

function modeOf({ replay, record, offline }: ComposeOptions): GatewayOptions['mode'] {
  if (replay !== undefined) return { kind: 'replay', dir: replay };
  if (offline === true) return { kind: 'offline' };
  return record === undefined ? { kind: 'live' } : { kind: 'record', dir: record };
}

/** `Name/version ( contact )`, as MusicBrainz requires: https://musicbrainz.org/doc/MusicBrainz_API/Rate_Limiting */
function userAgent({ sources }: Config): string {
  const contact = sources.musicbrainz?.contact;
  return contact === undefined ? `revenge/${VERSION}` : `revenge/${VERSION} ( ${contact} )`;
}
