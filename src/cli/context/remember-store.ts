import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasVariable, variableName } from '../../config/environment.ts';
import { settingsWithSecrets } from '../../config/redact.ts';
import { type Config, declarationsFor } from '../../config/schema.ts';
import type { SecretSetting } from '../../model/credentials.ts';
import { isPostgres } from '../../store/open.ts';
import { PRIVATE_MODE } from '../../util/private-file.ts';
import type { Io } from '../io.ts';
import { partOf } from './adult-libraries.ts';
import type { ConfigWorld, KnownEntry, SecretSpot, StorePlace } from './known-store.ts';

/** A file that has just changed may change again without a new time of modification. */
const SETTLED_MS = 2000;

/**
 * Keeps where the store of a configuration lies, for `knownStore`. `world` is as it was before the configuration was loaded.
 * Keeps nothing about a store on a server, because its address may contain a password, and nothing if a secret is in
 * a separate file.
 */
export function rememberStore(config: Config, world: ConfigWorld, io: Pick<Io, 'env'>): void {
  if (isPostgres(config.store) || Date.now() - (world.config?.changedMs ?? 0) < SETTLED_MS) return;
  const secretVariables = declarationsFor().fields.flatMap((field) =>
    field.notes.secret !== undefined && !field.isFile && hasVariable(field) ? [variableName(field.path)] : [],
  );
  const spots: SecretSpot[] = [];
  for (const setting of settingsWithSecrets(config)) {
    const spot = spotOf(setting, secretVariables, world, io.env);
    if (spot === undefined) return;
    spots.push(spot);
  }
  const entry: KnownEntry = {
    world: world.describe(secretVariables),
    all: placeOf(config),
    adult: placeOf(partOf(config, 'adult')),
    secretVariables,
    spots,
  };
  write(world.entryFile, JSON.stringify(entry));
}

function placeOf({ store, artwork }: Config): StorePlace {
  return { store, artworkFolder: artwork.folder };
}

function spotOf(
  { value, isAddress }: SecretSetting,
  secretVariables: readonly string[],
  { config }: ConfigWorld,
  env: Io['env'],
): SecretSpot | undefined {
  const variable = secretVariables.find((name) => env[name]?.trim() === value);
  if (variable !== undefined) return { isAddress, variable };
  const offset = config?.text.indexOf(value) ?? -1;
  return offset < 0 ? undefined : { isAddress, offset, length: value.length };
}

function write(file: string, text: string): void {
  const temporary = `${file}.${process.pid}`;
  try {
    // Not with `recursive`: from below /proc Node.js would never come back.
    if (!existsSync(dirname(file))) mkdirSync(dirname(file), { mode: 0o700 });
    writeFileSync(temporary, text, { mode: PRIVATE_MODE });
    renameSync(temporary, file);
  } catch {
    // No room: the next command loads the configuration again.
  }
}
