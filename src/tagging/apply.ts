import { type RevengeError, toRevengeError } from '../model/errors.ts';
import { contentDigest } from '../util/digest.ts';
import { MAX_PICTURE, type OwnPictures } from './artwork/own-pictures.ts';
import { applyTag } from './audio/apply-tag.ts';
import type { Bases } from './bases.ts';
import { refused } from './gateway/inside-root.ts';
import type { Journal } from './gateway/journal.ts';
import { type WriteOutcome, writeFile } from './gateway/write-file.ts';
import type { WriteFileSystem } from './gateway/write-file-system.ts';
import type { PlannedWrite } from './planned.ts';
import { bytesAt } from './read-place.ts';

const NOTHING = new Uint8Array();

/** What became of one planned write. */
export type AppliedWrite =
  | { readonly write: PlannedWrite; readonly outcome: WriteOutcome }
  | { readonly write: PlannedWrite; readonly outcome: 'failed'; readonly error: RevengeError };

export interface ApplyContext {
  readonly files: WriteFileSystem;
  readonly bases: Bases;
  readonly pictures: OwnPictures;
  /** Bytes of a picture of the image store. Rejects where it is not there or has other bytes than its digest says. */
  readonly storedPicture: (picture: { readonly digest: string; readonly format: string }) => Promise<Uint8Array>;
  readonly journal: Journal;
  readonly signal: AbortSignal;
}

/** Applies a plan file by file. A file that cannot be written keeps none of the others from being written. */
export async function* applyPlan(context: ApplyContext, writes: readonly PlannedWrite[]): AsyncGenerator<AppliedWrite> {
  for (const write of writes) {
    context.signal.throwIfAborted();
    try {
      yield { write, outcome: await applyWrite(context, write) };
    } catch (thrown) {
      yield { write, outcome: 'failed', error: toRevengeError(thrown) };
    }
  }
}

async function applyWrite(context: ApplyContext, write: PlannedWrite): Promise<WriteOutcome> {
  const { files, bases, pictures, journal } = context;
  const { root, path, expected } = write;
  if (write.what === 'nfo') {
    const bytes = Buffer.from(write.text, 'utf8');
    const digest = contentDigest(bytes);
    await bases.keep(digest, write.base);
    const outcome = await writeFile(files, journal, { root, path, bytes, expected });
    await bases.settle(root, path, digest);
    return outcome;
  }
  if (write.what === 'tag') return applyTag(context, write);
  if (expected !== null) await refuseForeign(context, write, expected);
  if (write.what === 'removal') return writeFile(files, journal, { root, path, bytes: null, expected });
  const { digest } = write.picture;
  const bytes = await context.storedPicture(write.picture);
  await pictures.claim(root, path, { digest, size: bytes.byteLength });
  const outcome = await writeFile(files, journal, { root, path, bytes, expected });
  const state = await files.state(`${root}/${path}`);
  if (state !== undefined) await pictures.settle(root, path, digest, state);
  return outcome;
}

/** A picture that revenge did not write is neither replaced nor removed, whatever a plan says. */
async function refuseForeign(
  { files, pictures }: ApplyContext,
  { root, path }: PlannedWrite,
  expected: string,
): Promise<void> {
  const state = await files.state(`${root}/${path}`);
  if (state?.kind !== 'file') return;
  const digest = await pictures.digestOf(
    root,
    path,
    state,
    async () => (await bytesAt(files, root, path, MAX_PICTURE)) ?? NOTHING,
  );
  if (digest !== expected) throw refused(`${root}/${path}`, 'revenge did not write the picture that is there');
}
