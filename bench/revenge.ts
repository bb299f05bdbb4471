import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './measure.ts';

export const CLI = join('bin', 'revenge.js');

export interface BenchLibrary {
  readonly name: string;
  readonly path: string;
  readonly kind: 'movies' | 'tv' | 'music';
}

export interface Scan {
  /** From nothing. */
  readonly cold: Command;
  /** With the store that an earlier scan left. */
  readonly again: Command;
  readonly config: string;
}

/** A scan of libraries by a configuration without any source in the network. `name` keeps the stores of scans apart. */
export function scanOf(folder: string, name: string, libraries: readonly BenchLibrary[]): Scan {
  const config = join(folder, `${name}.config.yaml`);
  const store = join(folder, `${name}.sqlite`);
  const lines = libraries.map(
    ({ name: library, path, kind }) => `  - { name: ${library}, path: ${path}, kind: ${kind} }`,
  );
  writeFileSync(
    config,
    `libraries:\n${lines.join('\n')}\nstore: ${store}\nsources: { musicbrainz: false, coverartarchive: false }\n`,
  );
  const again = { name: 'revenge scan', args: [CLI, 'scan', '--config', config, '--json'] };
  const before = (): void => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${store}${end}`, { force: true });
  };
  return { cold: { ...again, before }, again, config };
}

/** The summary of a run that printed events. */
export function summaryOf(stdout: string): Readonly<Record<string, unknown>> {
  const last: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}');
  if (typeof last !== 'object' || last === null || !('summary' in last)) throw new Error('the run printed no summary');
  return { ...(typeof last.summary === 'object' ? last.summary : {}) };
}
