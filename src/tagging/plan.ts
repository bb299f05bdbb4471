import type { FsPath } from '../model/files.ts';
import type { Host } from '../model/hosts.ts';
import type { ItemView } from '../model/views.ts';
import type { OwnPictures } from './artwork/own-pictures.ts';
import { planPictureTarget } from './artwork/plan-target.ts';
import { type ListFolder, pictureTargets } from './artwork/targets.ts';
import type { TagMode } from './audio/merge-fields.ts';
import { planTagTarget } from './audio/plan-target.ts';
import { tagTargets } from './audio/wanted-fields.ts';
import type { Bases } from './bases.ts';
import { placeInside } from './gateway/inside-root.ts';
import type { WriteFileSystem } from './gateway/write-file-system.ts';
import type { NfoMode } from './nfo/plan-file.ts';
import { planNfoTarget } from './nfo/plan-target.ts';
import type { NfoOptions } from './nfo/roots.ts';
import { nfoTargets } from './nfo/targets.ts';
import type { LeftFile, Plan, PlannedFile, PlannedWrite } from './planned.ts';

/** A library as the tagger needs it. */
export interface TaggedLibrary {
  readonly name: string;
  readonly root: FsPath;
  readonly nfo: 'off' | NfoMode;
  readonly artwork: 'off' | 'write';
  readonly hosts: readonly Host[];
  /** Tags in audio files. */
  readonly embedded: 'off' | 'read' | TagMode;
  readonly id3: '2.3' | '2.4';
}

export interface PlanContext {
  readonly libraries: readonly TaggedLibrary[];
  readonly files: WriteFileSystem;
  readonly bases: Bases;
  readonly pictures: OwnPictures;
  readonly nfo: NfoOptions;
  /** The fields of embedded tags to write, and nothing else; undefined: all that the libraries allow. */
  readonly fields: ReadonlySet<string> | undefined;
  /** Also write audio files that have other names (hard links). */
  readonly splitLinks: boolean;
  readonly signal: AbortSignal;
}

/** Whether `tag` may write anything in a library. */
export function isTagged({ nfo, artwork, embedded }: Pick<TaggedLibrary, 'nfo' | 'artwork' | 'embedded'>): boolean {
  return nfo !== 'off' || artwork !== 'off' || writesTags(embedded);
}

/** Whether `tag` may write into audio files. */
export function writesTags(embedded: TaggedLibrary['embedded']): embedded is TagMode {
  return embedded === 'write' || embedded === 'merge';
}

/**
 * Plans the files beside the media of these items. Reads only. A file that two items want is left alone: writing it twice
 * would let the last one win.
 */
export async function planTags(context: PlanContext, items: AsyncIterable<ItemView>): Promise<Plan> {
  const writes = new Map<string, PlannedWrite>();
  const left: LeftFile[] = [];
  const wanted = new Set<string>();
  const list = listFolders(context);
  let unchanged = 0;
  for await (const item of items) {
    for await (const { library, planned } of planItem(context, list, item)) {
      const key = `${library.root}\0${planned.path}`;
      if (wanted.has(key)) {
        writes.delete(key);
        left.push({ library: library.name, path: planned.path, why: 'two works want this file' });
        continue;
      }
      wanted.add(key);
      if (planned.status === 'write') writes.set(key, planned.write);
      else if (planned.status === 'left') left.push(planned.left);
      else unchanged += 1;
    }
  }
  return { writes: [...writes.values()], left, unchanged };
}

interface PlannedIn {
  readonly library: TaggedLibrary;
  readonly planned: PlannedFile;
}

async function* planItem(context: PlanContext, list: ListFolder, item: ItemView): AsyncGenerator<PlannedIn> {
  const libraries = new Map(context.libraries.map((library) => [library.name, library]));
  for (const target of tagTargets(item)) {
    context.signal.throwIfAborted();
    const library = libraries.get(target.library);
    if (library === undefined || !writesTags(library.embedded)) continue;
    yield { library, planned: await planTagTarget(context, library, library.embedded, target) };
  }
  if (context.fields !== undefined) return;
  for (const target of nfoTargets(item, context.nfo)) {
    context.signal.throwIfAborted();
    const library = libraries.get(target.library);
    if (library === undefined || library.nfo === 'off') continue;
    yield { library, planned: await planNfoTarget(context, library, library.nfo, target) };
  }
  if (context.libraries.every(({ artwork }) => artwork === 'off')) return;
  for (const target of await pictureTargets(item, list)) {
    context.signal.throwIfAborted();
    const library = libraries.get(target.library);
    if (library === undefined || library.artwork === 'off') continue;
    for (const planned of await planPictureTarget({ ...context, list }, library, target)) yield { library, planned };
  }
}

/** Folders whose names are remembered: those of one work, whose targets come one after the other. */
const REMEMBERED = 64;

/** Lists folders, each once for the targets that lie in it. A folder that cannot be listed rejects. */
function listFolders({ files, libraries }: PlanContext): ListFolder {
  const known = new Map<string, Promise<readonly string[]>>();
  return (name, folder) => {
    const key = `${name}\0${folder}`;
    const listed = known.get(key) ?? namesIn(files, libraries.find((library) => isListed(library, name))?.root, folder);
    known.delete(key);
    known.set(key, listed);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return listed;
  };
}

function isListed({ name, artwork }: TaggedLibrary, wanted: string): boolean {
  return name === wanted && artwork !== 'off';
}

async function namesIn(files: WriteFileSystem, root: FsPath | undefined, folder: FsPath): Promise<readonly string[]> {
  if (root === undefined) return [];
  // The place of some name in the folder: the folder itself, checked to lie inside the root.
  const place = await placeInside(files, root, folder === '' ? 'x' : `${folder}/x`);
  return files.names(place.folder);
}
