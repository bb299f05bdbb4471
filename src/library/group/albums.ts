import type { Library, SkippedPath } from '../../model/files.ts';
import { titleKey } from '../../model/title-key.ts';
import { type AlbumPlan, albumGroup, artistFile } from './album-group.ts';
import { readDiscFolder } from './disc-folders.ts';
import { type FolderNode, filesBelow, holds, isVideo, type NamedFile } from './folder-node.ts';
import { type Grouping, joinGroupings, orderFiles, skipAll } from './grouping.ts';
import { longestName } from './sidecars.ts';

/**
 * Groups the albums of a folder and of all below it (conventions §4): a folder with tracks is an album, its disc folders
 * belong to it; a folder of folders is an artist or a shelf. Two albums in one folder are told apart by tags, later.
 */
export function groupAlbums(node: FolderNode, library: Library): Grouping {
  if (!holds(node, 'audio')) return { groups: [], skipped: skipSilent(filesBelow(node)) };
  if (node.relativePath === '') return looseTracks(node, library);
  const isNested = node.relativePath.includes('/') || node.name.includes(' - ');
  const discs = node.folders.filter(
    (child) => holds(child, 'audio') && readDiscFolder(child.name, isNested)?.album === '',
  );
  const tracks = node.files.some(({ kind }) => kind === 'audio');
  if (tracks || discs.length > 0) return album(node, discs, library);
  return shelf(node, library);
}

function album(node: FolderNode, discs: readonly FolderNode[], library: Library): Grouping {
  const silent = node.folders.filter((child) => !holds(child, 'audio'));
  const others = node.folders.filter((child) => !discs.includes(child) && !silent.includes(child));
  const plan: AlbumPlan = {
    key: node.relativePath,
    folder: node.relativePath,
    name: node.name,
    files: [...node.files, ...silent.flatMap(filesBelow)],
    discs: discs.map((child) => ({ number: readDiscFolder(child.name, true)?.number ?? 1, files: filesBelow(child) })),
  };
  return joinGroupings([
    { groups: [albumGroup(plan, library)], skipped: [] },
    ...others.map((child) => groupAlbums(child, library)),
  ]);
}

/** A folder of albums. `Album (Disc 1)` and `Album (Disc 2)` side by side are one. */
function shelf(node: FolderNode, library: Library): Grouping {
  const families = discFamilies(node.folders);
  const joined = families.map(({ name, members }) => {
    const key = `${node.relativePath}//${titleKey(name)}`;
    const discs = members.map(({ folder, number }) => ({ number, files: filesBelow(folder) }));
    return albumGroup({ key, folder: node.relativePath, name, files: [], discs }, library);
  });
  const taken = new Set(families.flatMap(({ members }) => members.map(({ folder }) => folder)));
  const below = joinGroupings([
    { groups: joined, skipped: [] },
    ...node.folders.filter((child) => !taken.has(child)).map((child) => groupAlbums(child, library)),
  ]);
  const [first, ...rest] = below.groups;
  if (first === undefined) return { groups: [], skipped: [...below.skipped, ...skipSilent(node.files)] };
  // An artist has no group of its own: its pictures and NFO go with the first of its albums.
  const files = orderFiles([...first.files, ...node.files.map(artistFile)]);
  return { groups: [{ ...first, files }, ...rest], skipped: below.skipped };
}

interface DiscFamily {
  readonly name: string;
  readonly members: readonly { readonly folder: FolderNode; readonly number: number }[];
}

function discFamilies(folders: readonly FolderNode[]): DiscFamily[] {
  const families = new Map<string, { name: string; members: { folder: FolderNode; number: number }[] }>();
  for (const folder of folders) {
    const disc = holds(folder, 'audio') ? readDiscFolder(folder.name, false) : undefined;
    if (disc === undefined || disc.album === '') continue;
    const family = families.get(titleKey(disc.album)) ?? { name: disc.album, members: [] };
    family.members.push({ folder, number: disc.number });
    families.set(titleKey(disc.album), family);
  }
  return [...families.values()].filter(({ members }) => {
    return members.length > 1 && new Set(members.map(({ number }) => number)).size === members.length;
  });
}

/** Tracks in the root of a library: no folder says that they belong together, so each stands for itself. */
function looseTracks(node: FolderNode, library: Library): Grouping {
  const tracks = node.files.filter(({ kind }) => kind === 'audio').map((track) => ({ track, files: [track] }));
  const names = new Map(tracks.map((loose) => [loose.track.stemKey, loose]));
  const left: NamedFile[] = [];
  for (const file of node.files) {
    if (file.kind === 'audio') continue;
    const loose = longestName(file.stemKey, names)?.found;
    if (loose === undefined) left.push(file);
    else loose.files.push(file);
  }
  const groups = tracks.map(({ track, files }) =>
    albumGroup({ key: `//${track.name}`, folder: '', name: '', files, discs: [] }, library),
  );
  return { groups, skipped: skipSilent(left) };
}

/** Files in folders without a track. */
function skipSilent(files: readonly NamedFile[]): SkippedPath[] {
  return files.flatMap((file) =>
    isVideo(file)
      ? skipAll([file], 'music.video', 'a music library holds no films')
      : skipAll([file], 'no-media', 'belongs to no media beside it'),
  );
}
