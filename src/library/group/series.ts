import type { Library, MediaGroup } from '../../model/files.ts';
import { titleKey } from '../../model/title-key.ts';
import { readName } from '../../naming/read-name.ts';
import { readSeasonFolder } from '../../naming/season-folder.ts';
import { readEpisodes } from './episode-readings.ts';
import { extraFolderType } from './extras.ts';
import { type FolderNode, filesBelow, holds, isVideo, type NamedFile } from './folder-node.ts';
import { type Grouping, joinGroupings, orderFiles, skipAll } from './grouping.ts';
import { readFolder } from './readings.ts';
import { episodeFiles } from './series-files.ts';
import { seriesReading } from './series-reading.ts';
import { longestName } from './sidecars.ts';
import { videoRoles } from './video-roles.ts';

/**
 * Groups the series of a folder and of all below it (conventions §3): a show with season folders, a flat one, a folder
 * of shows, and episodes of several shows side by side.
 */
export function groupSeries(node: FolderNode, library: Library): Grouping {
  if (!holds(node, 'video', 'disc-image')) {
    return { groups: [], skipped: skipAll(filesBelow(node), 'no-media', 'belongs to no media beside it') };
  }
  const titles = looseTitles(node, library);
  if (node.relativePath === '' || titles !== undefined) return mixedShows(node, titles ?? [], library);
  if (!isShow(node, library)) {
    const below = node.folders.map((child) => groupSeries(child, library));
    return joinGroupings([
      ...below,
      { groups: [], skipped: skipAll(node.files, 'no-media', 'belongs to no media beside it') },
    ]);
  }
  return show(node, library);
}

function show(node: FolderNode, library: Library): Grouping {
  const folder = readFolder(node.name, library.kind, 'show-folder');
  const files = orderFiles(episodeFiles(node, folder.title ?? node.name, library));
  if (files[0]?.role !== 'main') return { groups: [], skipped: filesBelow(node).flatMap(skipLeft) };
  const { reading, pins } = seriesReading(folder, node.name, files);
  const key = node.relativePath;
  return { groups: [{ key, kind: 'series', library, folder: key, reading, pins, files }], skipped: [] };
}

/**
 * Whether a folder is a show: it has videos or season folders, or folders whose episodes name no show of their own. A
 * folder of shows has folders that are shows by the same rule.
 */
function isShow(node: FolderNode, library: Library): boolean {
  if (videoRoles(node.files, true).mains.length > 0) return true;
  const title = readFolder(node.name, library.kind, 'show-folder').title ?? node.name;
  const children = node.folders.filter((child) => holds(child, 'video', 'disc-image'));
  if (children.some((child) => readSeasonFolder(child.name, title) !== undefined)) return true;
  return !children.some((child) => extraFolderType(child.name) === undefined && isOtherShow(child, title, library));
}

/** A folder that has seasons of its own, or episodes that name it rather than the folder above. */
function isOtherShow(node: FolderNode, outerTitle: string, library: Library): boolean {
  const title = readFolder(node.name, library.kind, 'show-folder').title ?? node.name;
  if (node.folders.some((child) => holds(child, 'video') && readSeasonFolder(child.name, title) !== undefined))
    return true;
  const key = titleKey(title);
  return node.files.some((file) => {
    if (!isVideo(file)) return false;
    const own = readName(file.name, { kind: library.kind }).title;
    return own !== undefined && titleKey(own) === key && key !== titleKey(outerTitle);
  });
}

interface LooseTitle {
  readonly key: string;
  readonly files: readonly NamedFile[];
}

/**
 * Episodes of several shows in one folder, by show; `undefined` where they are of one. Only names that say both title and
 * number count, and a folder that is named like one of them is that show's.
 */
function looseTitles(node: FolderNode, library: Library): LooseTitle[] | undefined {
  const isRoot = node.relativePath === '';
  const titles = new Map<string, NamedFile[]>();
  const folderKey = isRoot ? '' : titleKey(readFolder(node.name, library.kind, 'show-folder').title ?? node.name);
  const { mains } = videoRoles(node.files, !isRoot);
  for (const [file, reading] of readEpisodes(mains, ({ name }) => name, library)) {
    const key = titleKey(reading.title ?? '');
    if (!isRoot && (reading.type !== 'episode' || key === '' || key === folderKey)) return undefined;
    const known = titles.get(key === '' ? file.stemKey : key);
    if (known === undefined) titles.set(key === '' ? file.stemKey : key, [file]);
    else known.push(file);
  }
  if (!isRoot && titles.size < 2) return undefined;
  return [...titles].map(([key, files]) => ({ key, files }));
}

function mixedShows(node: FolderNode, titles: readonly LooseTitle[], library: Library): Grouping {
  const shows = titles.map(({ key, files }) => ({ key, first: files[0]?.stem ?? '', files: [...files] }));
  const names = new Map(shows.flatMap((show) => show.files.map(({ stemKey }) => [stemKey, show] as const)));
  const isMain = new Set(titles.flatMap(({ files }) => files));
  const left: NamedFile[] = [];
  for (const file of node.files) {
    if (isMain.has(file)) continue;
    const show = longestName(file.stemKey, names)?.found;
    if (show === undefined) left.push(file);
    else show.files.push(file);
  }
  const parts = shows.map(({ key, first, files }): Grouping => {
    const group = orderFiles(episodeFiles({ ...node, files, folders: [] }, first, library, { own: false }));
    if (group[0]?.role !== 'main') return { groups: [], skipped: files.flatMap(skipLeft) };
    const { reading, pins } = seriesReading(undefined, '', group);
    const folder = node.relativePath;
    const found: MediaGroup = {
      key: `${folder}//${key}`,
      kind: 'series',
      library,
      folder,
      reading,
      pins,
      files: group,
    };
    return { groups: [found], skipped: [] };
  });
  const below = node.folders.map((child) => groupSeries(child, library));
  return joinGroupings([...parts, { groups: [], skipped: left.flatMap(skipLeft) }, ...below]);
}

function skipLeft(file: NamedFile): Grouping['skipped'] {
  return isVideo(file)
    ? skipAll([file], 'extra.without-main', 'an extra without its series')
    : skipAll([file], 'no-media', 'belongs to no media beside it');
}
