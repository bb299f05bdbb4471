// The baseline of the scan benches: reads every folder and stats every file of a tree, and nothing else.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

let files = 0;
let bytes = 0;

/** @param {string} folder */
async function walk(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await walk(path);
    else {
      bytes += (await stat(path)).size;
      files += 1;
    }
  }
}

await walk(process.argv[2] ?? '.');
process.stdout.write(`${JSON.stringify({ files, bytes })}\n`);
