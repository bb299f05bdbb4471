import { z } from 'zod';
import type { ProviderDescriptor } from '../providers/descriptor.ts';
import { PROVIDERS, type ProviderList } from '../providers/list.ts';
import type { Frozen, SourcesSettings } from '../providers/sources-config.ts';
import { type Field, fieldsOf } from '../settings/fields.ts';
import { setting } from '../settings/setting.ts';
import { writtenObject } from '../settings/written.ts';
import { FURTHER_SETTINGS, GENERAL_SETTINGS } from './declared.ts';

const general = z.strictObject({ ...GENERAL_SETTINGS, ...FURTHER_SETTINGS });
type General = Frozen<z.output<typeof general>>;

/** How the store is reached. `offline` is the store to use while it cannot be reached; the other members concern PostgreSQL only. */
type StoreOptions = Omit<General['store'], 'url'>;

/**
 * The effective configuration: defaults filled in, paths absolute, secrets read from their files. The patterns of all
 * libraries stand before those of each one.
 */
export type Config = Omit<General, 'ignore' | 'store'> & {
  /** Path of a SQLite file, or a database URL. */
  readonly store: string;
  readonly storeOptions: StoreOptions;
  /** A source that is absent is not asked. */
  readonly sources: SourcesSettings;
};

/** What is declared of all settings together, for a list of providers. */
export interface Declarations {
  readonly providers: ProviderList;
  /** The schema of the sources' settings in effect: one that is switched off is absent. */
  readonly sources: z.ZodObject;
  /** The schema of all settings, with the notes of each. */
  readonly effective: z.ZodObject;
  /** The schema of the configuration as it is written. A misspelt key is an error, so every object is strict. */
  readonly written: z.ZodObject;
  readonly fields: readonly Field[];
}

const known = new WeakMap<ProviderList, Declarations>();

/** The settings of the program and of these providers. Worked out once for each list. */
export function declarationsFor(providers: ProviderList = PROVIDERS): Declarations {
  const found = known.get(providers);
  if (found !== undefined) return found;
  const settable = providers.filter(({ presence }) => presence !== 'always');
  const sources = z.strictObject(Object.fromEntries(settable.map((provider) => [provider.id, sourceOf(provider)])));
  const written = z.strictObject({
    ...sources.shape,
    // A source that is on unless it is switched off need not be written.
    ...Object.fromEntries(
      settable.flatMap(({ id, presence, settings }) => (presence === 'unless-off' ? [[id, settings] as const] : [])),
    ),
  });
  const effective = z.strictObject({ ...GENERAL_SETTINGS, sources: written, ...FURTHER_SETTINGS });
  const declarations = {
    providers,
    sources,
    effective,
    written: writtenObject(effective),
    fields: fieldsOf(effective),
  };
  known.set(providers, declarations);
  return declarations;
}

function sourceOf({ presence, settings, doc }: ProviderDescriptor): z.ZodType {
  if (presence === 'switch') return setting(z.boolean().default(true), { doc });
  return presence === 'instances' ? z.array(settings).optional() : settings.optional();
}

/** A schema that is used once in a process is not worth compiling: that takes longer than the parse. */
export const ONCE = { jitless: true } as const;

/** All settings but those of the sources, once they are in effect. */
export function parseGeneral(data: unknown): General {
  return general.parse(data, ONCE);
}

/** The settings of the sources, once they are in effect. */
export function parseSources(data: unknown, { sources }: Declarations): SourcesSettings {
  return typed(sources.parse(data, ONCE));
}

/** The type is derived from the same declarations as the schema that the data have passed. */
function typed(sources: Record<string, unknown>): SourcesSettings;
function typed(sources: Record<string, unknown>): Record<string, unknown> {
  return sources;
}
