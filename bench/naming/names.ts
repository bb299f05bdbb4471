import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composedCases } from '../../test/naming/cases/compose.ts';
import { HAND_CASES } from '../../test/naming/cases/hand.ts';

/** The shared corpora, relative to the root of the repository. */
const SHARED = join('..', 'shared', 'corpora');

/** Names to measure with: the shared corpora where they are, else the project's own cases; with where they are from. */
export function benchNames(folder: string = SHARED): { readonly names: string[]; readonly from: string } {
  if (!existsSync(folder)) {
    return {
      names: [...composedCases(), ...HAND_CASES].map(({ name }) => name),
      from: "the project's own cases (no shared corpora here)",
    };
  }
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
  const lines = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean));
  return { names: lines.map((line): string => JSON.parse(line).input), from: 'the shared corpora' };
}
