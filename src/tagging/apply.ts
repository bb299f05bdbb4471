import { type RevengeError, toRevengeError } from '../model/errors.ts';
import { contentDigest } from '../util/digest.ts';
import type { Bases } from './bases.ts';
import type { Journal } from './gateway/journal.ts';
import { type WriteOutcome, writeFile } from './gateway/write-file.ts';
import type { WriteFileSystem } from './gateway/write-file-system.ts';
import type { PlannedWrite } from './plan.ts';

/** What became of one planned write. */
export type AppliedWrite =
  | { readonly write: PlannedWrite; readonly outcome: WriteOutcome }
  | { readonly write: PlannedWrite; readonly outcome: 'failed'; readonly error: RevengeError };

export interface ApplyContext {
  readonly files: WriteFileSystem;
  readonly bases: Bases;
  readonly journal: Journal;
  readonly signal: AbortSignal;
}

/** Applies a plan file by file. A file that cannot be written keeps none of the others from being written. */
export async function* applyPlan(
  { files, bases, journal, signal }: ApplyContext,
  writes: readonly PlannedWrite[],
): AsyncGenerator<AppliedWrite> {
  for (const write of writes) {
    signal.throwIfAborted();
    const bytes = Buffer.from(write.text, 'utf8');
    const { root, path, expected, base } = write;
    const digest = contentDigest(bytes);
    try {
      await bases.keep(digest, base);
      const outcome = await writeFile(files, journal, { root, path, bytes, expected });
      await bases.settle(root, path, digest);
      yield { write, outcome };
    } catch (thrown) {
      yield { write, outcome: 'failed', error: toRevengeError(thrown) };
    }
  }
}
