import type { LibraryKind } from '../model/kinds.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  /** Configuration file to use instead of the one that is found. */
  readonly config?: string;
  /** Store to use: path of a SQLite file, or a postgres:// URL. */
  readonly store?: string;
  /** Ask no source, and use the local file in place of a PostgreSQL store. */
  readonly offline?: boolean;
  /** Folder that answers are written to as cassettes. */
  readonly record?: string;
  /** Folder of cassettes that alone answer. */
  readonly replay?: string;
  /** With `replay`: what has no cassette is asked over the network, and recorded there. */
  readonly recordMissing?: boolean;
  readonly json?: boolean;
  readonly plain?: boolean;
  readonly quiet?: boolean;
}

export interface ScanOptions {
  /** Scan the libraries of this kind only; those of kind `adult` are scanned no other way. */
  readonly kind?: LibraryKind;
  /** Change nothing: neither store nor artwork. */
  readonly dryRun?: boolean;
  /** Let the exit code tell of open items and degraded sources. */
  readonly strict?: boolean;
  /** `false` with `--no-artwork`. */
  readonly artwork?: boolean;
  /** `10m`: wait so long for another run that changes the store. */
  readonly lockWait?: string;
  /** Believe that files are gone, however many. */
  readonly acceptMissing?: boolean;
  /** Ask again about groups that nobody knew. */
  readonly retryUnmatched?: boolean;
}
