import type { RevengeError } from '../model/errors.ts';
import type { RevengeEvent } from '../model/events.ts';
import { sealValue } from '../model/seal.ts';
import { withoutRequest } from '../model/without-request.ts';
import type { Obtained } from './obtain.ts';
import type { Place } from './places.ts';

export interface EnrichCounts {
  readonly fetched: number;
  readonly local: number;
  /** Taken over from another item, by address. */
  readonly reused: number;
  readonly failed: number;
  /** Could not be asked for; tried again in the next run. */
  readonly deferred: number;
  /** A defect of the program kept them from being fetched. */
  readonly defects: number;
  /** Rows changed in the store. */
  readonly rows: number;
}

/** An internal error that is one picture's alone. */
export interface Defect {
  readonly status: 'defect';
  readonly error: RevengeError;
}

/** Stores and reports what became of places, and counts it. */
export function createSettling(emit: (event: RevengeEvent) => void, now: () => Date) {
  const counts = { fetched: 0, local: 0, reused: 0, failed: 0, deferred: 0, defects: 0, rows: 0 };
  /** Keys of places to be left alone until the next run. */
  const deferred = new Set<string>();
  const warned = new Set<string>();
  let unwritable = 0;

  const failed = async (place: Place, reasons: readonly string[]): Promise<void> => {
    const failure = reasons.join('; ') || 'no candidates';
    counts.rows += await place.save({ at: now().toISOString(), failure: sealValue(failure) });
    counts.failed++;
    emit({
      type: 'warning',
      code: 'IMAGE_INVALID',
      message: `no usable ${place.called} for "${place.of}": ${failure}`,
    });
  };

  const broken = (place: Place, error: RevengeError): void => {
    counts.defects++;
    deferred.add(place.key);
    const message = `${nameOf(place)} was left out: an internal error: ${error.message}`;
    const hint = 'The next run tries it again. Please report this defect.';
    emit({ type: 'warning', code: 'INTERNAL', message, hint });
  };

  const put = (place: Place, { error, candidate }: Extract<Obtained, { status: 'deferred' }>): void => {
    counts.deferred++;
    deferred.add(place.key);
    const isOfDisk = error.code === 'ARTWORK_UNWRITABLE';
    if (isOfDisk) unwritable++;
    const cause = isOfDisk ? error.code : candidate.provider;
    if (warned.has(cause)) return;
    warned.add(cause);
    const what = isOfDisk ? 'artwork could not be kept' : `artwork of ${candidate.provider} could not be fetched`;
    const message = `${what}, first the ${nameOf(place)}: ${withoutRequest(error.message)}`;
    emit({ type: 'warning', code: error.code, message, hint: error.hint ?? 'The next run tries again.' });
  };

  return {
    counts,
    deferred,
    /** Pictures that could not be written to the disk. */
    unwritable: () => unwritable,
    settle: async (place: Place, obtained: Obtained | Defect): Promise<void> => {
      if (obtained.status === 'failed') return failed(place, obtained.reasons);
      if (obtained.status === 'defect') return broken(place, obtained.error);
      if (obtained.status === 'deferred') return put(place, obtained);
      const { candidate, image, from } = obtained;
      counts.rows += await place.save({ at: now().toISOString(), candidate, image });
      counts[from === 'network' ? 'fetched' : from === 'local' ? 'local' : 'reused']++;
      const { item, of: title, kind } = place;
      if (item !== undefined) emit({ type: 'artwork', item, title, kind, source: candidate.provider });
    },
  };
}

function nameOf({ called, of }: Place): string {
  return `${called} of "${of}"`;
}
