import type { Bases } from '../bases.ts';
import { openTag } from '../embedded/plan-edit.ts';
import { editFile } from '../gateway/edit-file.ts';
import { conflict } from '../gateway/faults.ts';
import { refused } from '../gateway/inside-root.ts';
import type { Journal } from '../gateway/journal.ts';
import type { WriteOutcome } from '../gateway/write-file.ts';
import type { WriteFileSystem } from '../gateway/write-file-system.ts';
import type { PlannedWrite } from '../planned.ts';
import { fieldsDigest } from './merge-fields.ts';

type PlannedTag = Extract<PlannedWrite, { what: 'tag' }>;

interface TagApplyContext {
  readonly files: WriteFileSystem;
  readonly bases: Bases;
  readonly journal: Journal;
}

/** Writes the tag of one audio file, if the tag is what the plan saw. */
export async function applyTag(
  { files, bases, journal }: TagApplyContext,
  { root, path, expected, id3, fields, base, splitLinks }: PlannedTag,
): Promise<WriteOutcome> {
  const change = new Map(
    fields.flatMap(({ field, what, after }) => (what === 'added' || what === 'replaced' ? [[field, after]] : [])),
  );
  const outcome = await editFile(files, journal, {
    root,
    path,
    splitLinks,
    splices: (window) => {
      const tag = openTag(window);
      if (tag.status === 'refused') throw refused(`${root}/${path}`, tag.why);
      if (fieldsDigest(tag.fields) !== expected) {
        throw conflict(`${root}/${path}`, 'its tag has changed since the plan was made');
      }
      const edit = tag.edit(change, { id3v23: id3 === '2.3' });
      if (edit.status === 'refused') throw refused(`${root}/${path}`, edit.why);
      return edit.status === 'edit' ? edit.splices : [];
    },
  });
  const now = await files.withWindow(`${root}/${path}`, (window) => {
    const tag = openTag(window);
    return tag.status === 'open' ? fieldsDigest(tag.fields) : undefined;
  });
  if (now !== undefined) {
    await bases.keep(now, base);
    await bases.settle(root, path, now);
  }
  return outcome;
}
