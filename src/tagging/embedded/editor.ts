import type { ByteWindow } from '../../media/formats/window.ts';
import type { TagChange } from './change.ts';
import type { Cover } from './cover.ts';
import type { Splice } from './splice.ts';

export interface EditOptions {
  /** Write ID3v2.3 where Picard's default is ID3v2.4: some players read nothing newer. */
  readonly id3v23?: boolean;
  /** A front cover for a file that has none. */
  readonly cover?: Cover;
}

/**
 * Changes the tag of one format. Pure but for the window.
 *
 * @returns splices in the order of the file; they may put in what is there already.
 * @throws UnsafeTag where the file has anything that the editor does not understand; and what `window.read` throws.
 */
export type TagEditor = (window: ByteWindow, change: TagChange, options: EditOptions) => readonly Splice[];
