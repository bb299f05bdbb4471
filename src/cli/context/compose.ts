import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CacheTrouble } from '../../cache/open.ts';
import { parseRedisUrl } from '../../cache/redis/address.ts';
import { secretsOf } from '../../config/redact.ts';
import type { Config } from '../../config/schema.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../../http/gateway.ts';
import { RevengeError } from '../../model/errors.ts';
import type { FsPath } from '../../model/files.ts';
import type { LibraryKind } from '../../model/kinds.ts';
import { configuredLimits } from '../../providers/limits.ts';
import { PROVIDERS, type ProviderList } from '../../providers/list.ts';
import type { Sources } from '../../providers/port.ts';
import { createSources } from '../../providers/registry.ts';
import type { SourceWarning } from '../../providers/shared/warning.ts';
import { isPostgres } from '../../store/open.ts';
import type { Store } from '../../store/port.ts';
import { ownPictureTest } from '../../tagging/artwork/own-picture-test.ts';
import { folderOwnPictures } from '../../tagging/artwork/own-pictures.ts';
import { folderBases } from '../../tagging/bases.ts';
import { ownNfoFilter } from '../../tagging/own-nfo.ts';
import type { Clock } from '../../util/clock.ts';
import type { GlobalOptions } from '../options.ts';
import { taggingFolders } from '../tagging/folders.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import { VERSION } from '../version.ts';
import { openConfiguredCache, readAuthorities } from './cache.ts';
import { openRunStore, type StoreNotice } from './run-store.ts';
import type { LockWait } from './wait-for-lock.ts';

export interface Composition extends Network {
  readonly store: Store;
  /** What a person should know of the store that is used, before the run. */
  readonly notices: readonly StoreNotice[];
  close(): Promise<void>;
}

export interface ComposeOptions extends Pick<GlobalOptions, 'offline' | 'record' | 'recordMissing' | 'replay'> {
  /** Opens the store for reading only and takes no lock. */
  readonly dryRun?: boolean;
  /** The libraries of the run, where they are of one kind. */
  readonly kind?: LibraryKind;
  /** @default do not wait for the lock of the store */
  readonly lockWait?: LockWait | undefined;
  /** Kept answers do not count: the sources are asked what is so now. */
  readonly renew?: boolean;
  /** Hears of trouble with the cache, which never ends a run. */
  readonly onTrouble?: (trouble: CacheTrouble) => void;
  /** Environment, for its proxies. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Origins that are asked at another one: to make the demo's recordings. */
  readonly originOverrides?: Readonly<Record<string, string>>;
  /** By which sources are asked. @default that of the machine */
  readonly clock?: Clock | undefined;
  /** The providers that there are. @default `PROVIDERS` */
  readonly providers?: ProviderList | undefined;
}

/** The network as it is configured, and the sources that are asked over it. */
export interface Network {
  readonly gateway: Gateway;
  /** The configured sources; `warn` hears of answers that could be read in part only. */
  sources(warn: (warning: SourceWarning) => void): Promise<Sources>;
}

/**
 * The composition root: the one place that knows concrete classes. Opens the store (and takes its lock), sets up the
 * gateway and the sources that are configured.
 */
export async function compose(config: Config, options: ComposeOptions): Promise<Composition> {
  if (options.dryRun === true && !isPostgres(config.store) && !existsSync(config.store)) {
    return composeEmpty(config, options);
  }
  const opened = await openRunStore(config, options).catch((error: unknown) => {
    if (options.dryRun === true && error instanceof RevengeError && error.context.empty === true) return undefined;
    throw error;
  });
  if (opened === undefined) return composeEmpty(config, options);
  const { store, release, notices } = opened;
  try {
    const network = await networkOf(config, options);
    const close = async (): Promise<void> => {
      await network.gateway.close();
      await release();
    };
    return { ...network, store, notices, close };
  } catch (error) {
    await release();
    throw error;
  }
}

/** A dry run before the first scan: it compares with a store that is empty, and that goes when it ends. */
async function composeEmpty(config: Config, options: ComposeOptions): Promise<Composition> {
  const folder = await makeTemporaryFolder('revenge-dry-run-');
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const store = join(folder, 'library.sqlite');
    // Nor is a folder made for answers to lie in.
    const file = existsSync(dirname(config.cache.file)) ? config.cache.file : join(folder, 'cache.sqlite');
    const scratch = { ...config, store, cache: { ...config.cache, file } };
    const composition = await compose(scratch, { ...options, dryRun: false });
    return { ...composition, close: () => composition.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The gateway with its cache, which opens at the first request, and the sources. */
export async function networkOf(config: Config, options: ComposeOptions): Promise<Network> {
  const { originOverrides, clock, onTrouble = () => undefined, providers = PROVIDERS } = options;
  const configured = config.libraries.map(({ name, path, kind }) => ({ name, root: path, kind }));
  // A folder that is no configured library is asked about as its kind is; of kind adult, only where that is allowed.
  const unnamed = options.kind === undefined ? [] : [{ name: '', root: '', kind: options.kind }];
  const libraries = configured.length === 0 ? unnamed : configured;
  const ca = await readAuthorities(config);
  if (config.cache.enabled && config.cache.redis !== undefined) parseRedisUrl(config.cache.redis);
  const gateway = createGateway({
    userAgent: userAgent(config),
    limits: configuredLimits(config.sources, providers),
    mode: modeOf(options),
    pauseBudget: config.network.pauseBudget,
    secrets: secretsOf(config, providers),
    proxies: { byProvider: config.network.proxies, env: proxyEnvironment(config, options.env ?? {}) },
    ...(ca === undefined ? {} : { ca }),
    ...(options.renew === true ? { renewSince: new Date() } : {}),
    ...(config.cache.enabled ? { memory: () => openConfiguredCache(config, onTrouble) } : {}),
    ...(originOverrides === undefined ? {} : { originOverrides }),
    ...(clock === undefined ? {} : { clock }),
  });
  const { languages, country } = config;
  const written = taggingFolders(config);
  const nfoFilter = ownNfoFilter(folderBases(written.bases));
  const isOwnPicture = ownPictureTest(folderOwnPictures(written.pictures));
  const sources = (warn: (warning: SourceWarning) => void): Promise<Sources> =>
    createSources(
      { ...config.sources, languages, country, nfoFilter, isOwnPicture, readsTags: readsTagsOf(config) },
      gateway,
      libraries,
      warn,
      providers,
    );
  return { gateway, sources };
}

/** Tags are no source in libraries that say `embedded: off`. */
function readsTagsOf({ libraries }: Config): (path: FsPath) => boolean {
  const roots = libraries.flatMap(({ path, tagging }) => (tagging.embedded === 'off' ? [`${path}/`] : []));
  return (path) => !roots.some((root) => path.startsWith(root));
}

function modeOf({ replay, record, recordMissing, offline }: ComposeOptions): GatewayOptions['mode'] {
  if (replay !== undefined) return { kind: 'replay', dir: replay, recordMissing: recordMissing === true };
  if (offline === true) return { kind: 'offline' };
  return record === undefined ? { kind: 'live' } : { kind: 'record', dir: record };
}

/** The environment with the configured proxy in place of its own. */
function proxyEnvironment(
  { network: { proxy } }: Config,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  if (proxy === undefined) return env;
  const value = proxy === 'direct' ? undefined : proxy;
  const { HTTP_PROXY: _http, HTTPS_PROXY: _https, ALL_PROXY: _all, all_proxy: _lower, ...rest } = env;
  return { ...rest, http_proxy: value, https_proxy: value };
}

/** `Name/version ( contact )`, as MusicBrainz requires: https://musicbrainz.org/doc/MusicBrainz_API/Rate_Limiting */
function userAgent({ sources }: Config): string {
  const contact = sources.musicbrainz?.contact;
  return contact === undefined ? `revenge/${VERSION}` : `revenge/${VERSION} ( ${contact} )`;
}
