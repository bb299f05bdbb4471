import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readName } from '../../src/naming/read-name.ts';

/** Names a second through `readName`, over the shared corpora or, without them, over the project's own cases. */
const root = process.argv[2] ?? join('..', 'shared', 'corpora');
const names = existsSync(root)
  ? readdirSync(root)
      .filter((file) => file.endsWith('.jsonl'))
      .flatMap((file) => readFileSync(join(root, file), 'utf8').split('\n').filter(Boolean))
      .map((line): string => JSON.parse(line).input)
  : [];
let sink = 0;
for (let round = 0; round < 6; round++) {
  const begin = performance.now();
  for (let again = 0; again < 5; again++) for (const name of names) sink += readName(name).claims.length;
  const seconds = (performance.now() - begin) / 1000;
  console.log(`${Math.round((names.length * 5) / seconds)} names/s`);
}
console.log(sink);
