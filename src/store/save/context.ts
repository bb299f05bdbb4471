import type { ProviderId } from '../../model/ids.ts';
import type { Resolve } from '../../model/resolved.ts';
import type { Tally } from '../cells.ts';
import type { Work } from './work.ts';

/** What every part of one save needs to know. */
export interface SaveContext {
  readonly work: Work;
  /** The group whose save this is. */
  readonly groupId: number;
  /** Sources that have taken back what they do not say any more. */
  readonly complete: readonly ProviderId[];
  /** Items that were saved: the work, its parts, its parents. */
  readonly saved: Set<number>;
  readonly at: string;
  readonly resolve: Resolve;
  readonly tally: Tally;
}
