import { toRevengeError } from '../../model/errors.ts';
import { printFailure } from '../failure.ts';
import { type Io, type ProcessIo, withSignal } from '../io.ts';
import { LeftOut } from './left-out.ts';

/**
 * Runs the body of a command from a bundle of its own and gives its exit code, or `undefined` where it needs a module that
 * was left out of the bundle (scripts/build.js): nothing is printed then, since such commands print when they have read
 * all that they need. Ctrl-C ends the process at once: nothing is changed here.
 */
export async function runQuickly(
  io: ProcessIo,
  json: boolean,
  body: (io: Io) => Promise<number>,
): Promise<number | undefined> {
  const inner = withSignal(io, new AbortController().signal);
  inner.prepareOutputs((output) => output.on('error', () => undefined));
  try {
    return await body(inner);
  } catch (thrown) {
    if (thrown instanceof LeftOut) return undefined;
    const error = toRevengeError(thrown);
    printFailure(error, { json }, inner);
    return error.exitCode;
  }
}
