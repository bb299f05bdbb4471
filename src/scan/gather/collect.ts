import type { Answer } from '../../model/answer.ts';
import type { MediaGroup } from '../../model/files.ts';
import type { ProviderId } from '../../model/ids.ts';
import { type UnaskedSource, unaskedSource } from '../../model/outcome.ts';
import { type ScanContext, warnUnasked } from '../context.ts';
import { answerOf, reportSourceDefect } from '../isolate.ts';

/** Asks one source; `undefined` where it has no answer or could not be asked. */
export type Collect = <T>(
  provider: ProviderId,
  question: () => Answer<T> | Promise<Answer<T>>,
) => Promise<T | undefined>;

/** Asks sources about one group, and keeps account of those that could not be asked. */
export interface Collecting {
  /** Sources that could not be asked so far. */
  readonly missing: UnaskedSource[];
  readonly collect: Collect;
}

/** Begins to ask about a group. A source that cannot be asked is warned of once it is known. */
export function startCollecting(context: ScanContext, group: MediaGroup): Collecting {
  const missing: UnaskedSource[] = [];
  const collect: Collect = async (provider, question) => {
    const answer = await answerOf(context, question);
    if (answer.status === 'unavailable') {
      const unasked = unaskedSource(provider, answer.error);
      missing.push(unasked);
      warnOfUnasked(context, group, unasked);
    }
    return answer.status === 'ok' ? answer.value : undefined;
  };
  return { missing, collect };
}

/** Warns of a source that could not be asked about a group. */
export function warnOfUnasked(context: ScanContext, group: MediaGroup, unasked: UnaskedSource): void {
  if (unasked.code === 'INTERNAL') reportSourceDefect(context, group.key, unasked);
  else warnUnasked(context, unasked);
}
