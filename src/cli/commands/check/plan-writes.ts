import { join } from 'node:path';
import type { Config } from '../../../config/schema.ts';
import type { Store } from '../../../store/port.ts';
import { folderBases } from '../../../tagging/bases.ts';
import { diskWriteFileSystem } from '../../../tagging/gateway/write-file-system.ts';
import { type PlannedWrite, planTags } from '../../../tagging/plan.ts';
import { allItems } from '../../items/all-items.ts';
import { taggedLibraries } from '../../tagging-folders.ts';

/** What `revenge tag` would write for the items of a store; undefined where no library lets it write. */
export async function planWrites(
  store: Store,
  config: Config,
  folder: string,
  signal: AbortSignal,
): Promise<readonly PlannedWrite[] | undefined> {
  if (config.libraries.every(({ nfo }) => nfo === 'off')) return undefined;
  const plan = await planTags(
    {
      libraries: taggedLibraries(config),
      files: diskWriteFileSystem,
      bases: folderBases(join(folder, 'bases')),
      nfo: { country: config.country },
      signal,
    },
    allItems(store),
  );
  return plan.writes;
}
