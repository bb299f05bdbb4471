import { join, parse } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { isPostgres } from '../../store/open.ts';
import type { TaggedLibrary } from '../../tagging/plan.ts';

/** Where the tagger keeps its journals and what it wrote last: beside the store, or beside the file that stands in for it. */
export interface TaggingFolders {
  /** One folder a run. */
  readonly runs: string;
  readonly bases: string;
  /** Which pictures it wrote. */
  readonly pictures: string;
  /** Names the run that is writing, or that was killed. */
  readonly running: string;
  /** What the lock of the tagger lies beside. */
  readonly lock: string;
}

export function taggingFolders({ store, storeOptions }: Config): TaggingFolders {
  const { dir, name } = parse(isPostgres(store) ? storeOptions.offline : store);
  const folder = join(dir, `${name}.tagging`);
  return {
    runs: join(folder, 'runs'),
    bases: join(folder, 'bases'),
    pictures: join(folder, 'pictures'),
    running: join(folder, 'running'),
    lock: join(folder, 'tagger'),
  };
}

export function taggedLibraries({ libraries }: Config): readonly TaggedLibrary[] {
  return libraries.map(({ name, path, tagging }) => ({ name, root: path, ...tagging }));
}
