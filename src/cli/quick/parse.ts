import { createLineWriter } from '../../ui/line-writer.ts';
import { printed } from '../commands/parse/printed.ts';
import type { ProcessIo } from '../io.ts';
import { plainArguments } from './plain-arguments.ts';
import { runQuickly } from './run-quickly.ts';
import { writeNow } from './write-now.ts';

const STDOUT = 1;

/**
 * `parse` with names and the plainest options: neither commander nor a stream is loaded for it, which take longer than
 * reading a name. Gives the exit code, or `undefined` where the whole program has to be asked: nothing is printed then.
 */
export async function run(argv: readonly string[], io: ProcessIo): Promise<number | undefined> {
  const options = plainArguments(argv.slice(1), ['json', 'explain']);
  if (options === undefined || options.words.length === 0) return undefined;
  const text = options.words.map((name) => `${printed(name, options)}\n`).join('');
  const rest = writeNow(STDOUT, Buffer.from(text));
  if (rest.length === 0) return 0;
  // A slow or broken output is left to the stream, which waits for it or says what is wrong with it.
  return runQuickly(io, options.json, async ({ stdout }) => {
    const output = createLineWriter(stdout);
    stdout.write(rest);
    await output.close();
    return 0;
  });
}
