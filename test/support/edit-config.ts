import { readFile, writeFile } from 'node:fs/promises';

/** Rewrites a text file; gives what it held before. */
export async function editConfig(path: string, edit: (text: string) => string): Promise<string> {
  const before = await readFile(path, 'utf8');
  await writeFile(path, edit(before));
  return before;
}
