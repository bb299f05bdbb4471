import type { HttpGateway } from '../../http/port.ts';
import type { FsPath } from '../../model/files.ts';
import type { WarningCollector } from '../shared/warning.ts';

/** How long an Arr service that did not answer is left alone, in milliseconds. */
export const KEEP_FAILURE_MS = 30_000;

/** What every Arr service works with. */
export interface ArrContext {
  readonly gateway: HttpGateway;
  /** ISO 3166-1 alpha-2: that of certifications which do not say theirs. */
  readonly country: string;
  readonly warn: WarningCollector;
  /** Roots of the libraries. */
  readonly roots?: readonly FsPath[];
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}
