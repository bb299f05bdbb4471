import { type Answer, unavailable } from '../model/answer.ts';
import { type RevengeError, toRevengeError } from '../model/errors.ts';
import type { UnaskedSource } from '../model/outcome.ts';
import type { Stage } from '../model/stages.ts';
import { type ScanContext, warn } from './context.ts';

/** Where an error happened: the group or unit, and the stage that was at it. */
interface Place {
  readonly what: 'group' | 'unit';
  readonly path: string;
  readonly stage: Stage;
}

/**
 * Runs the work of one group. A defect of the program is that group's: it is reported with the group's path, and the run
 * goes on. Nothing of the group is saved, so the next run takes it up again. Errors with a code of their own (the store is
 * gone, the run was interrupted) concern all groups and are thrown on.
 */
export async function isolate<T>(
  context: Pick<ScanContext, 'signal' | 'tally' | 'sink'>,
  place: Place,
  work: () => T | Promise<T>,
): Promise<{ readonly value: T } | undefined> {
  try {
    return { value: await work() };
  } catch (thrown) {
    const error = toRevengeError(thrown);
    if (context.signal.aborted || error.code !== 'INTERNAL') throw thrown;
    reportDefect(context, place, error);
    return undefined;
  }
}

function reportDefect(
  context: Pick<ScanContext, 'tally' | 'sink'>,
  { what, path, stage }: Place,
  error: RevengeError,
): void {
  context.tally.failedGroups += 1;
  warnOfDefect(context, path, `The ${what} was left out: an internal error in the stage "${stage}": ${error.message}`);
}

/** The answer of a source. A defect in it is an answer that could not be had: the other sources are asked all the same. */
export async function answerOf<T>(
  { signal }: Pick<ScanContext, 'signal'>,
  question: () => Answer<T> | Promise<Answer<T>>,
): Promise<Answer<T>> {
  try {
    return await question();
  } catch (thrown) {
    const error = toRevengeError(thrown);
    if (signal.aborted || error.code !== 'INTERNAL') throw thrown;
    return unavailable(error);
  }
}

/**
 * Reports a source that failed with an internal error for one group. The group is stored as `degraded` with what the other
 * sources say, and asked about again by the next run.
 */
export function reportSourceDefect(
  context: Pick<ScanContext, 'tally' | 'sink'>,
  path: string,
  { provider, reason }: UnaskedSource,
): void {
  warnOfDefect(context, path, `${provider} failed with an internal error: ${reason}`);
}

function warnOfDefect(context: Pick<ScanContext, 'tally' | 'sink'>, path: string, message: string): void {
  context.tally.defects += 1;
  const hint = 'The next run tries it again. This is a defect; please report it with the path.';
  warn(context, { code: 'INTERNAL', message, hint, path });
}
