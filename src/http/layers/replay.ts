import { abortable } from '../../util/abort.ts';
import type { Replayer } from '../cassette/replay.ts';
import type { Failures } from '../failures.ts';
import type { HealthBook } from '../health.ts';
import type { Exchange } from '../wire.ts';
import { follow } from './follow.ts';

export interface ReplaySettings {
  /** Absent: there are no recordings. */
  readonly replayer: Replayer | undefined;
  /** Sends a request without a recording to the inner exchange; otherwise it is a failure. */
  readonly sendsMissing: boolean;
  readonly book: HealthBook;
  readonly failures: Failures;
}

/**
 * Answers from recordings, redirects too. This layer lies outside retries, circuit and refused keys: a recording stays
 * the same however often it is read, and says nothing about the service now.
 */
export function replay({ replayer, sendsMissing, book, failures }: ReplaySettings, inner: Exchange): Exchange {
  if (replayer === undefined) return inner;
  const recorded = follow({ failures }, async (hop, signal) => {
    const result = await abortable(replayer.exchange(hop, signal), signal);
    if (result.kind === 'answer') book.tally(hop.provider).replayed++;
    return result;
  });
  return async (hop, signal) => {
    const result = await recorded(hop, signal);
    const isMissing = result.kind === 'failure' && result.error.code === 'REPLAY_MISSING';
    return isMissing && sendsMissing ? inner(hop, signal) : result;
  };
}
