import type { Recorder } from '../cassette/record.ts';
import type { Failures } from '../failures.ts';
import type { Exchange } from '../wire.ts';

export interface RecordSettings {
  /** Absent: nothing is recorded. */
  readonly recorder: Recorder | undefined;
  readonly failures: Failures;
}

/** Records every answer before it is used. An answer that cannot be recorded is a failure: a replay would lack it. */
export function record({ recorder, failures }: RecordSettings, inner: Exchange): Exchange {
  if (recorder === undefined) return inner;
  return async (hop, signal) => {
    const result = await inner(hop, signal);
    if (result.kind === 'failure') return result;
    try {
      await recorder(result);
      return result;
    } catch (thrown) {
      const why = failures.foreign(thrown instanceof Error ? thrown.message : String(thrown));
      const error = failures.error(hop, 'RECORD_FAILED', `was answered, but could not be recorded: ${why}`);
      return failures.failure(hop, 'final', error);
    }
  };
}
