import type { Tally } from '../cells.ts';
import type { Resolve } from '../port.ts';
import type { Work } from './work.ts';

/** What every part of one save needs to know. */
export interface SaveContext {
  readonly work: Work;
  /** The group whose save this is. */
  readonly groupId: number;
  readonly at: string;
  readonly resolve: Resolve;
  readonly tally: Tally;
}
