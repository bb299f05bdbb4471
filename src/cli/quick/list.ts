import { runList } from '../commands/list/run.ts';
import type { ProcessIo } from '../io.ts';
import { plainArguments } from './plain-arguments.ts';
import { runQuickly } from './run-quickly.ts';

/** `list` with filters and the plainest options, from a SQLite store that an earlier command has found. See `runQuickly`. */
export async function run(argv: readonly string[], io: ProcessIo): Promise<number | undefined> {
  const options = plainArguments(argv.slice(1), ['config', 'store', 'json']);
  return options && runQuickly(io, options.json, (inner) => runList(options.words, options, inner));
}
