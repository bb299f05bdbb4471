import { runShow } from '../commands/show/run.ts';
import type { ProcessIo } from '../io.ts';
import { plainArguments } from './plain-arguments.ts';
import { runQuickly } from './run-quickly.ts';

/** `show` with the plainest options, from a SQLite store that an earlier command has found. See `runQuickly`. */
export async function run(argv: readonly string[], io: ProcessIo): Promise<number | undefined> {
  const options = plainArguments(argv.slice(1), ['config', 'store', 'json']);
  if (options === undefined || options.words.length === 0) return undefined;
  return runQuickly(io, options.json, (inner) => runShow(options.words.join(' '), options, inner));
}
