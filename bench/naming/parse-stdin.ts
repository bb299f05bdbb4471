import { readFileSync } from 'node:fs';
import { readName } from '../../src/naming/read-name.ts';
import { readingToJson } from '../../src/naming/to-json.ts';

/** Names on stdin, one a line; one JSON reading a line out. For scorers until and beside `revenge parse --json`. */
const lines = readFileSync(0, 'utf8').split('\n');
if (lines.at(-1) === '') lines.pop();
process.stdout.write(lines.map((line) => `${JSON.stringify(readingToJson(readName(line)))}\n`).join(''));
