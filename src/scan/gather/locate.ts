import type { FsPath } from '../../model/files.ts';
import type { ManagedFile } from '../../model/media.ts';
import type { Located } from '../../providers/port.ts';
import type { ScanContext } from '../context.ts';
import { isOverruled } from '../decided.ts';
import type { With } from '../envelope.ts';
import type { Collect } from './collect.ts';

/** What the Arrs in charge say of the group; those that identified it have said it already. */
export async function locate(
  context: ScanContext,
  { library, group, identified }: With<'identified'>,
  collect: Collect,
): Promise<readonly Located[]> {
  const known = identified.located ?? [];
  if (known.length > 0) return known;
  const found: Located[] = [];
  for (const manager of context.sources.managers) {
    if (!manager.groups.includes(group.kind) || !manager.covers(library)) continue;
    const answer = await collect(manager.id, () => manager.locate(group, context.signal));
    if (answer !== undefined && !isOverruled(identified.decision, answer)) found.push(answer);
  }
  return found;
}

/** What the Arrs say of the files; of a file that several know, the first. */
export function managedFiles(located: readonly Located[]): ReadonlyMap<FsPath, ManagedFile> {
  const files = located.flatMap((each) => each.files).toReversed();
  return new Map(
    files.flatMap(({ relativePath, managed }) => (managed === undefined ? [] : [[relativePath, managed]])),
  );
}
