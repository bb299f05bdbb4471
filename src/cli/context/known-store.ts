import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { configFile, isDataFile } from '../../config/places.ts';
import { type SecretSetting, secretsIn } from '../../model/credentials.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from '../options.ts';
import { VERSION } from '../version.ts';

/** Where a store and its pictures lie. */
export interface StorePlace {
  readonly store: string;
  readonly artworkFolder: string;
}

/** What a command that reads needs of the configuration. */
export interface KnownStore {
  readonly all: StorePlace;
  readonly adult: StorePlace;
  /** Not to be printed. */
  readonly secrets: readonly string[];
}

/** Where a secret stands, since the secret itself must not be written a second time. */
export type SecretSpot = Pick<SecretSetting, 'isAddress'> &
  ({ readonly variable: string } | { readonly offset: number; readonly length: number });

/** A file with what an earlier command has worked out; it holds for the same `world` only. */
export interface KnownEntry extends Pick<KnownStore, 'all' | 'adult'> {
  readonly world: string;
  /** Variables whose values are secret: of them only that they are set counts. */
  readonly secretVariables: readonly string[];
  readonly spots: readonly SecretSpot[];
}

/** All that the configuration of a command depends on. */
export interface ConfigWorld {
  /** Where the entry for this configuration is kept. */
  readonly entryFile: string;
  /** The configuration file with its text, where there is one. */
  readonly config?: { readonly file: string; readonly text: string; readonly changedMs: number };
  /** The same text for the same world. */
  describe(secretVariables: readonly string[]): string;
}

type Options = Pick<GlobalOptions, 'config' | 'store'>;
type World = Pick<Io, 'cwd' | 'env' | 'cacheFolder' | 'providers'>;

const LONGEST_NAME = 200;

/**
 * What is known from an earlier command, as long as nothing has changed on which it depends; `undefined` where the
 * configuration has to be loaded. It saves reading the schemas of all settings, which takes longer than the command.
 */
export function knownStore(options: Options, io: World): KnownStore | undefined {
  const world = configWorld(options, io);
  if (world === undefined) return undefined;
  try {
    // Nobody else can write there; an entry of another version describes another world.
    const entry: KnownEntry = JSON.parse(readFileSync(world.entryFile, 'utf8'));
    if (entry.world !== world.describe(entry.secretVariables)) return undefined;
    const { all, adult, spots } = entry;
    return { all, adult, secrets: spots.flatMap((spot) => secretsAt(spot, world.config?.text ?? '', io.env)) };
  } catch {
    // Nothing is known yet, or the file is damaged.
    return undefined;
  }
}

/** `undefined` where nothing may be kept. */
export function configWorld(options: Options, io: World): ConfigWorld | undefined {
  try {
    return describedWorld(options, io);
  } catch {
    // The configuration cannot be read: loading it says why.
    return undefined;
  }
}

function describedWorld(options: Options, io: World): ConfigWorld | undefined {
  const { cacheFolder, cwd, env, providers } = io;
  if (cacheFolder === undefined || providers !== undefined) return undefined;
  const file = configFile({ explicitPath: options.config, cwd, env });
  const name = encodeURIComponent(file ?? 'none');
  if (name.length > LONGEST_NAME || (file !== undefined && !isDataFile(file))) return undefined;
  const stat = file === undefined ? undefined : statSync(file);
  const variables = Object.keys(env)
    .filter((variable) => variable.startsWith('REVENGE_'))
    .sort();
  // Paths in options and variables are relative to the working directory.
  const place = options.store === undefined && variables.length === 0 ? null : cwd;
  const { HOME, XDG_DATA_HOME } = env;
  const fixed = [VERSION, file, stat?.ino, stat?.size, stat?.mtimeMs, stat?.ctimeMs, options.store, place, HOME];
  return {
    entryFile: join(cacheFolder, 'stores', `${name}.json`),
    ...(file === undefined || stat === undefined
      ? {}
      : { config: { file, text: readFileSync(file, 'utf8'), changedMs: Math.max(stat.mtimeMs, stat.ctimeMs) } }),
    describe: (secretVariables) =>
      JSON.stringify([
        ...fixed,
        XDG_DATA_HOME,
        variables.map((variable) => [
          variable,
          secretVariables.includes(variable) ? (env[variable] ?? '').trim() !== '' : env[variable],
        ]),
      ]),
  };
}

function secretsAt(spot: SecretSpot, text: string, env: Io['env']): readonly string[] {
  const value =
    'variable' in spot ? (env[spot.variable] ?? '').trim() : text.slice(spot.offset, spot.offset + spot.length);
  return secretsIn({ value, isAddress: spot.isAddress });
}
