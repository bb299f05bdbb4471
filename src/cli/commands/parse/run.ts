import { addAbortSignal } from 'node:stream';
import { RevengeError } from '../../../model/errors.ts';
import type { FsPath } from '../../../model/files.ts';
import type { LibraryKind } from '../../../model/kinds.ts';
import { createLineWriter } from '../../../ui/line-writer.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import { linesOf } from './path-lines.ts';
import { printed } from './printed.ts';

export interface ParseOptions {
  readonly explain?: boolean;
  readonly kind?: LibraryKind;
}

/**
 * Prints what names claim, in their order: those given, or one a line from standard input as they come. With `--json`
 * one object a line, one for each line of the input.
 */
export async function runParse(
  names: readonly FsPath[],
  options: GlobalOptions & ParseOptions,
  io: Io,
): Promise<number> {
  const output = createLineWriter(io.stdout);
  for await (const batch of names.length > 0 ? [names] : namesFromInput(io)) {
    if (batch.length > 0) output.write(batch.map((name) => printed(name, options)).join('\n'));
    await output.ready();
    if (output.gone) break;
  }
  await output.close();
  return 0;
}

function namesFromInput(io: Io): AsyncIterable<readonly FsPath[]> {
  if ('isTTY' in io.stdin && io.stdin.isTTY === true) {
    throw new RevengeError('USAGE', 'no names given', {
      hint: 'Name some, or pipe them in, one a line: `find /media | revenge parse`.',
    });
  }
  return linesOf(addAbortSignal(io.signal, io.stdin));
}
