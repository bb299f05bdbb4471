import { join } from 'node:path';
import type { Config } from '../../../config/schema.ts';
import type { Store } from '../../../store/port.ts';
import { folderOwnPictures } from '../../../tagging/artwork/own-pictures.ts';
import { folderBases } from '../../../tagging/bases.ts';
import { diskWriteFileSystem } from '../../../tagging/gateway/write-file-system.ts';
import { isTagged, planTags } from '../../../tagging/plan.ts';
import type { PlannedWrite } from '../../../tagging/planned.ts';
import { allItems } from '../../items/all-items.ts';
import { taggedLibraries } from '../../tagging/folders.ts';

/** What `revenge tag` would write for the items of a store; undefined where no library lets it write. */
export async function planWrites(
  store: Store,
  config: Config,
  folder: string,
  signal: AbortSignal,
): Promise<readonly PlannedWrite[] | undefined> {
  const libraries = taggedLibraries(config);
  if (!libraries.some(isTagged)) return undefined;
  const plan = await planTags(
    {
      libraries,
      files: diskWriteFileSystem,
      bases: folderBases(join(folder, 'bases')),
      pictures: folderOwnPictures(join(folder, 'pictures')),
      nfo: { country: config.country },
      signal,
    },
    allItems(store),
  );
  return plan.writes;
}
