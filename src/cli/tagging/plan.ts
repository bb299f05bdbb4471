import type { Config } from '../../config/schema.ts';
import type { ItemId } from '../../model/ids.ts';
import type { ItemView } from '../../model/views.ts';
import type { Store } from '../../store/port.ts';
import type { Condition } from '../../store/query/condition.ts';
import { folderOwnPictures } from '../../tagging/artwork/own-pictures.ts';
import { folderBases } from '../../tagging/bases.ts';
import { diskWriteFileSystem } from '../../tagging/gateway/write-file-system.ts';
import { type PlanContext, planTags } from '../../tagging/plan.ts';
import type { Plan } from '../../tagging/planned.ts';
import { allItems } from '../items/all-items.ts';
import { taggedLibraries, taggingFolders } from './folders.ts';

/** What a command says of the tags in audio files. */
export type TagWishes = Pick<PlanContext, 'fields' | 'splitLinks'>;

/** Plans the files beside the media of the works that meet conditions, and of the artists of albums among them. */
export function planItems(
  config: Config,
  store: Store,
  conditions: readonly Condition[],
  signal: AbortSignal,
  wishes: TagWishes = { fields: undefined, splitLinks: false },
): Promise<Plan> {
  const { bases, pictures } = taggingFolders(config);
  const context = {
    libraries: taggedLibraries(config),
    files: diskWriteFileSystem,
    bases: folderBases(bases),
    pictures: folderOwnPictures(pictures),
    nfo: { country: config.country },
    ...wishes,
    signal,
  };
  return planTags(context, withArtists(store, allItems(store, conditions)));
}

async function* withArtists(store: Store, items: AsyncIterable<ItemView>): AsyncGenerator<ItemView> {
  const artists = new Set<ItemId>();
  for await (const item of items) {
    for (const { kind, id } of item.parents) if (kind === 'artist') artists.add(id);
    yield item;
  }
  for (const id of artists) yield* await store.show({ by: 'id', id });
}
