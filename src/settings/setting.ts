import { z } from 'zod';

/** What is known of a setting besides its schema. Everything that lists settings is derived from these notes. */
export interface SettingNotes {
  /** For the reader of docs/configuration.md and config.example.yaml: one or two plain sentences. */
  readonly doc: string;
  /**
   * `value`: nobody may see it. `address`: the credentials within it are secret. Either may also lie in a file, which the
   * setting `<name>File` names.
   */
  readonly secret?: 'value' | 'address';
  /** A path: `~` is the home folder, and a relative path is relative to the configuration file. */
  readonly path?: true;
  /** Where the value comes from when it is not written: words for a person. The loader computes it. */
  readonly computed?: string;
  /** The environment variable, where the general rule does not give its name; `false`: there is none. */
  readonly variable?: string | false;
  /** What config.example.yaml shows in place of the default. */
  readonly example?: unknown;
  /** Of a group of settings: one of these has to be given. */
  readonly oneOf?: readonly string[];
}

const registry = z.registry<SettingNotes>();

/** Declares a setting: its schema together with its notes. Keep this call outermost: a wrapped schema loses its notes. */
export function setting<S extends z.ZodType>(schema: S, notes: SettingNotes): S {
  // A copy, because several settings share one schema, `text` for example.
  const own = schema.clone();
  registry.add(own, notes);
  return own;
}

export function notesOf(schema: z.core.$ZodType): SettingNotes | undefined {
  return schema instanceof z.ZodType ? registry.get(schema) : undefined;
}
