/** One step of a schema, forward only. Its place in the list, from 1, is the version that it leads to. */
export interface SchemaStep {
  /** Sorts as the list does: kysely runs them by name. */
  readonly name: string;
  readonly statements: readonly string[];
}
