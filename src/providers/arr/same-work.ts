import { isOfInstance } from '../../model/external-ids.ts';
import { EXTERNAL_ID_KINDS, type ExternalIds, type ProviderId } from '../../model/ids.ts';
import { printable } from '../../model/text.ts';
import type { WarningCollector } from '../shared/warning.ts';
import type { ArrConfig } from './config.ts';
import type { LocalPaths } from './local-paths.ts';
import type { PathIndex } from './path-index.ts';
import { plainPath } from './path-map.ts';

/** Whether ids name one work: they share one, and differ in none. */
function isSameWork(one: ExternalIds, other: ExternalIds): boolean {
  const shared = EXTERNAL_ID_KINDS.filter(
    (kind) => !isOfInstance(kind) && one[kind] !== undefined && other[kind] !== undefined,
  );
  return shared.length > 0 && shared.every((kind) => one[kind] === other[kind]);
}

interface FolderWork {
  readonly title?: string | undefined;
  readonly path?: string | undefined;
}

/**
 * Puts a work at its folder. One that is listed twice is one. Two works in one folder contradict each other: that is
 * reported, and the folder then belongs to neither.
 */
export function folderAdder<W extends FolderWork>(
  index: PathIndex<W>,
  local: LocalPaths,
  context: {
    readonly provider: ProviderId;
    readonly config: ArrConfig;
    readonly warn: WarningCollector;
    readonly idsOf: (work: W) => ExternalIds;
  },
): (work: W) => void {
  const byFolder = new Map<string, W>();
  return (work) => {
    if (work.path === undefined) return;
    const plain = plainPath(work.path);
    const there = byFolder.get(plain);
    if (there === undefined) byFolder.set(plain, work);
    else if (isSameWork(context.idsOf(there), context.idsOf(work))) return;
    else context.warn(contradiction(context, plain, there, work));
    index.add(local.of(work.path), work);
  };
}

function contradiction(
  { provider, config }: { readonly provider: ProviderId; readonly config: ArrConfig },
  folder: string,
  one: FolderWork,
  other: FolderWork,
) {
  const titles = [one, other].map(({ title }) => title ?? 'one without a title').join(' and ');
  return {
    code: `${provider}.shared-folder`,
    message: `${config.name ?? provider}: two different entries have the folder ${printable(folder)}: ${printable(titles)}`,
    hint: 'Neither is taken for what is in it. Remove the wrong entry there, or give each a folder of its own.',
  };
}
