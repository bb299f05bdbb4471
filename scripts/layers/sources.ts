import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** All TypeScript files below a folder, by their paths in it with `/` between the parts. */
export function readSources(root: string): ReadonlyMap<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  return new Map(names.map((name) => [name.split(sep).join('/'), readFileSync(join(root, name), 'utf8')]));
}
