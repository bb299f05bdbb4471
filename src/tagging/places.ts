import { readDiscFolder } from '../library/group/disc-folders.ts';
import type { FsPath } from '../model/files.ts';
import type { FileView, ItemView } from '../model/views.ts';
import { readSeasonFolder } from '../naming/season-folder.ts';

const DISC_FOLDER = /(?:^|\/)(?:VIDEO_TS|BDMV)(?:\/|$)/i;

/** The folder that a DVD or Blu-ray folder lies in; undefined where the path is of none. */
export function folderAroundDisc(path: FsPath): FsPath | undefined {
  const disc = DISC_FOLDER.exec(path);
  return disc === null ? undefined : path.slice(0, disc.index);
}

/** The folder of a series by the paths of its episodes, `''` where it has none of its own. */
export function seriesFolder(paths: readonly FsPath[], title: string): FsPath {
  return folderAbove(paths, (name) => readSeasonFolder(name, title) !== undefined);
}

/** The folder of an album by the paths of its tracks, `''` where it has none of its own. */
export function albumFolder(paths: readonly FsPath[]): FsPath {
  return folderAbove(paths, (name) => readDiscFolder(name, true) !== undefined);
}

/** The videos or tracks of a work that are there. */
export function mainFiles({ files }: ItemView): readonly FileView[] {
  return files.filter(({ role, missingSince }) => role === 'main' && missingSince === undefined);
}

/** The folder that holds all paths, without a last part that is only a season or a disc. */
function folderAbove(paths: readonly FsPath[], isPart: (name: string) => boolean): FsPath {
  const [first, ...others] = paths.map((path) => folderOf(path).split('/'));
  if (first === undefined) return '';
  const shared = first.findIndex((part, place) => others.some((parts) => parts[place] !== part));
  const parts = shared < 0 ? first : first.slice(0, shared);
  const last = parts.at(-1);
  return (last !== undefined && parts.length > 1 && isPart(last) ? parts.slice(0, -1) : parts).join('/');
}

/** The folder of a path, `''` for the root. */
export function folderOf(path: FsPath): FsPath {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A file of a folder, where `''` is the root. */
export function inFolder(folder: FsPath, name: string): FsPath {
  return folder === '' ? name : `${folder}/${name}`;
}

/** A path up to the extension of its file. */
export function withoutExtension(path: FsPath): FsPath {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
}
