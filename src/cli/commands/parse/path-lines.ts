import { RevengeError } from '../../../model/errors.ts';
import type { FsPath } from '../../../model/files.ts';
import { pathFromBytes } from '../../../model/paths.ts';

/** Longest line that is taken, in bytes; a path has at most 4096 on Linux. */
const MAX_LINE = 65_536;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * The lines of a stream of bytes as paths, all that came at once together. `\r` before the end of a line is no part of
 * it; bytes that are not UTF-8 survive.
 * @throws RevengeError `USAGE` on a line that is longer than any path.
 */
export async function* linesOf(stream: AsyncIterable<unknown>): AsyncGenerator<readonly FsPath[]> {
  let rest: Buffer = Buffer.alloc(0);
  let count = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.concat([rest, Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))]);
    const lines: FsPath[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      lines.push(lineOf(bytes.subarray(start, end)));
      start = end + 1;
    }
    rest = bytes.subarray(start);
    count += lines.length;
    if (rest.length > MAX_LINE) {
      throw new RevengeError('USAGE', `line ${count + 1} of standard input is longer than ${MAX_LINE} bytes`, {
        hint: 'Give one name a line.',
      });
    }
    yield lines;
  }
  if (rest.length > 0) yield [lineOf(rest)];
}

function lineOf(bytes: Buffer): FsPath {
  return pathFromBytes(bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes);
}
