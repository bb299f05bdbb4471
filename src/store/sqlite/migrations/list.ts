import { first } from './0001-first.ts';
import { managedFiles } from './0002-managed-files.ts';

/** One step of the schema, forward only. Its place in the list, from 1, is the version that it leads to. */
export interface SchemaStep {
  /** Sorts as the list does: kysely runs them by name. */
  readonly name: string;
  readonly statements: readonly string[];
}

/** Every step there is. A published one is never changed. */
export const SCHEMA_STEPS: readonly SchemaStep[] = [
  { name: '0001-first', statements: first },
  { name: '0002-managed-files', statements: managedFiles },
];
