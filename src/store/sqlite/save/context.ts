import type { Tally } from '../../cells.ts';
import type { Resolve } from '../../port.ts';

/** What every writer of one save needs to know. */
export interface SaveContext {
  /** The group whose save this is. */
  readonly groupId: number;
  readonly at: string;
  readonly resolve: Resolve;
  readonly tally: Tally;
}
