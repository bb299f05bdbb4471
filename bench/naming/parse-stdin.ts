import { readFileSync } from 'node:fs';
import { LIBRARY_KINDS } from '../../src/model/kinds.ts';
import { readName } from '../../src/naming/read-name.ts';
import { readingToJson } from '../../src/naming/to-json.ts';

/** Names on stdin, one a line; one JSON reading a line out. For scorers. `--kind KIND` reads them as of such a library. */
const kind = LIBRARY_KINDS.find((each) => each === process.argv[process.argv.indexOf('--kind') + 1]);
const hint = kind === undefined ? {} : { kind };
const lines = readFileSync(0, 'utf8').split('\n');
if (lines.at(-1) === '') lines.pop();
process.stdout.write(lines.map((line) => `${JSON.stringify(readingToJson(readName(line, hint)))}\n`).join(''));
