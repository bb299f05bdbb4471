import { printable } from '../../../model/text.ts';
import { displayName } from '../../../tagging/embedded/field-table.ts';
import type { WriteFileSystem } from '../../../tagging/gateway/write-file-system.ts';
import { MAX_NFO } from '../../../tagging/nfo/plan-target.ts';
import type { PlannedWrite } from '../../../tagging/planned.ts';
import { bytesAt } from '../../../tagging/read-place.ts';
import { contentDigest } from '../../../util/digest.ts';
import { unifiedHunks } from '../../../util/unified-diff.ts';

/** What a write changes, line by line: by write. Pictures have no lines. */
export type Diffs = ReadonlyMap<PlannedWrite, readonly string[]>;

/** Compares the planned files with those on the disk, before any of them is written. */
export async function diffsOf(writes: readonly PlannedWrite[], files: WriteFileSystem): Promise<Diffs> {
  const diffs = new Map<PlannedWrite, readonly string[]>();
  for (const write of writes) {
    if (write.what === 'nfo') diffs.set(write, await nfoDiff(write, files));
    if (write.what === 'tag') diffs.set(write, fieldDiff(write.fields));
  }
  return diffs;
}

async function nfoDiff(
  { root, path, expected, text }: Extract<PlannedWrite, { what: 'nfo' }>,
  files: WriteFileSystem,
): Promise<readonly string[]> {
  const found = await bytesAt(files, root, path, MAX_NFO).catch((error: unknown) => ({ error }));
  if (found !== undefined && 'error' in found) return ['! the file cannot be read'];
  if ((found === undefined ? null : contentDigest(found)) !== expected)
    return ['! the file has changed since the plan'];
  const name = printable(path);
  return [
    `--- ${found === undefined ? '/dev/null' : name}`,
    `+++ ${name}`,
    ...unifiedHunks(found?.toString('utf8') ?? '', text).map(shown),
  ];
}

/** A tab is no danger, and NFO files of others are indented with them. */
function shown(line: string): string {
  return line.split('\t').map(printable).join('\t');
}

/** One line a value, so that a long list stays readable. */
function fieldDiff(fields: Extract<PlannedWrite, { what: 'tag' }>['fields']): readonly string[] {
  return fields
    .filter(({ what }) => what === 'added' || what === 'replaced')
    .flatMap(({ field, before, after }) => [
      ...before.map((value) => `-${displayName(field)}: ${printable(value)}`),
      ...after.map((value) => `+${displayName(field)}: ${printable(value)}`),
    ]);
}
