/** Held by the one run that may change a store. */
export interface StoreLock {
  /** Names the lock to the store that is written under it; a SQLite store needs none, its lock cannot be lost. */
  readonly lease?: string;
  release(): Promise<void>;
}
