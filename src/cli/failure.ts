import type { RevengeError } from '../model/errors.ts';
import { printable } from '../model/text.ts';
import type { ErrorDocument } from './documents/error.ts';
import type { Io } from './io.ts';

/** Tells of the error: for a person on stderr, with `json` as a document on stdout. */
export function printFailure(
  error: RevengeError,
  options: { readonly json: boolean },
  io: Pick<Io, 'stdout' | 'stderr'>,
): void {
  if (options.json) {
    io.stdout.write(`${JSON.stringify(failureDocument(error))}\n`);
    return;
  }
  io.stderr.write(`revenge: ${messageText(error)} [${error.code}]\n`);
  if (error.hint !== undefined) io.stderr.write(`  hint: ${printable(error.hint)}\n`);
}

/** One line, so that no name can pass for another line; only a faulty configuration has a line for each fault. */
function messageText(error: RevengeError): string {
  const lines = error.code === 'CONFIG_INVALID' ? error.message.split('\n') : [error.message];
  return lines.map(printable).join('\n  ');
}

/** The document of an error. */
export function failureDocument(error: RevengeError): ErrorDocument {
  const document = { type: 'error', code: error.code, message: error.message } as const;
  return error.hint === undefined ? document : { ...document, hint: error.hint };
}
