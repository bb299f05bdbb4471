import type { FsPath } from '../../model/files.ts';
import type { Bases } from '../bases.ts';
import { openTag } from '../embedded/plan-edit.ts';
import { placeInside } from '../gateway/inside-root.ts';
import type { WriteFileSystem } from '../gateway/write-file-system.ts';
import type { PlannedFile } from '../planned.ts';
import { unreadFile } from '../read-place.ts';
import { baseText, fieldsDigest, mergeFields, readBase, type TagMode } from './merge-fields.ts';
import type { TagTarget, WantedFields } from './wanted-fields.ts';

export interface TagPlanContext {
  readonly files: WriteFileSystem;
  readonly bases: Bases;
  /** The fields to write; undefined: all. */
  readonly fields: ReadonlySet<string> | undefined;
  /** Write files that have other names (hard links) too. */
  readonly splitLinks: boolean;
  readonly signal: AbortSignal;
}

interface TagLibrary {
  readonly name: string;
  readonly root: FsPath;
  readonly id3: '2.3' | '2.4';
}

/** Plans the tag of one audio file. */
export async function planTagTarget(
  context: TagPlanContext,
  { name: library, root, id3 }: TagLibrary,
  mode: TagMode,
  target: TagTarget,
): Promise<PlannedFile> {
  const { path, title } = target;
  const left = (why: string): PlannedFile => ({ status: 'left', path, left: { library, path, why } });
  try {
    const place = await placeInside(context.files, root, path);
    const state = await context.files.state(place.path);
    if (state === undefined) return left('it is not there any more');
    if (state.kind !== 'file') return left('it is no regular file');
    const current = await context.files.withWindow(place.path, (window) => {
      const tag = openTag(window);
      return tag.status === 'open' ? tag.fields : tag.why;
    });
    if (typeof current === 'string') return left(current);
    const expected = fieldsDigest(current);
    const base = readBase(await context.bases.find(root, path, expected));
    const merged = mergeFields(current, wantedOf(target.fields, context.fields), base, mode);
    if (merged.change.size === 0) return { status: 'unchanged', path };
    const options = { id3v23: id3 === '2.3' };
    const edit = await context.files.withWindow(place.path, (window) => {
      const tag = openTag(window);
      return tag.status === 'open' ? tag.edit(merged.change, options) : tag;
    });
    if (edit.status === 'refused') return left(edit.why);
    if (edit.status === 'unchanged') return { status: 'unchanged', path };
    if (state.links > 1 && !context.splitLinks) {
      return left(`it has ${state.links} names (hard links), and --split-links is not given`);
    }
    const fields = merged.notes.map((note) => ({ ...note, before: [...note.before], after: [...note.after] }));
    const common = { library, root, path, title, expected };
    return {
      status: 'write',
      path,
      write: { ...common, what: 'tag', id3, fields, base: baseText(merged.base), splitLinks: context.splitLinks },
    };
  } catch (thrown) {
    context.signal.throwIfAborted();
    return { status: 'left', path, left: unreadFile(library, root, path, thrown) };
  }
}

function wantedOf(all: WantedFields, only: ReadonlySet<string> | undefined): WantedFields {
  return only === undefined ? all : new Map([...all].filter(([field]) => only.has(field)));
}
