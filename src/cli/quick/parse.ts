import { toRevengeError } from '../../model/errors.ts';
import { createLineWriter } from '../../ui/line-writer.ts';
import { type PrintedOptions, printed } from '../commands/parse/printed.ts';
import { printFailure } from '../failure.ts';
import type { ProcessIo } from '../io.ts';
import { writeNow } from './write-now.ts';

const STDOUT = 1;

/**
 * `parse` with names and the plainest options: neither commander nor a stream is loaded for it, which take longer than
 * reading a name. Gives the exit code, or `undefined` where the whole program has to be asked: nothing is printed then.
 */
export async function run(argv: readonly string[], io: ProcessIo): Promise<number | undefined> {
  const asked = plainArguments(argv.slice(1));
  if (asked === undefined) return undefined;
  const text = asked.names.map((name) => `${printed(name, asked.options)}\n`).join('');
  const rest = writeNow(STDOUT, Buffer.from(text));
  return rest.length === 0 ? 0 : writeRest(rest, asked.options, io);
}

function plainArguments(words: readonly string[]) {
  const names = words.filter((word) => !word.startsWith('-'));
  const options = words.filter((word) => word.startsWith('-'));
  if (names.length === 0 || options.some((word) => word !== '--json' && word !== '--explain')) return undefined;
  const asked: PrintedOptions = { json: options.includes('--json'), explain: options.includes('--explain') };
  return { names, options: asked };
}

/** A slow or broken output is left to the stream, which waits for it or says what is wrong with it. */
async function writeRest(rest: Buffer, { json = false }: PrintedOptions, io: ProcessIo): Promise<number> {
  try {
    const output = createLineWriter(io.stdout);
    io.stdout.write(rest);
    await output.close();
    return 0;
  } catch (thrown) {
    const error = toRevengeError(thrown);
    printFailure(error, { json }, io);
    return error.exitCode;
  }
}
