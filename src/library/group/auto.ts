import type { Library } from '../../model/files.ts';
import type { GroupKind, LibraryKind } from '../../model/kinds.ts';
import { readName } from '../../naming/read-name.ts';
import { readSeasonFolder } from '../../naming/season-folder.ts';
import { groupAlbums } from './albums.ts';
import { readDiscFolder } from './disc-folders.ts';
import { findDisc } from './discs.ts';
import { extraFolderType } from './extras.ts';
import { type FolderNode, filesBelow, holds, isVideo, type NamedFile } from './folder-node.ts';
import { type Grouping, joinGroupings, skipAll } from './grouping.ts';
import { groupMovies } from './movies.ts';
import { groupSeries } from './series.ts';
import { longestName } from './sidecars.ts';
import { partFolderNumber } from './stacks.ts';
import { videoRoles } from './video-roles.ts';

const LIBRARY_KIND: Readonly<Record<GroupKind, LibraryKind>> = { movie: 'movies', series: 'tv', album: 'music' };
/** Names looked at to tell episodes from movies; a folder of thousands says it in its first ones. */
const ENOUGH = 20;

/**
 * Groups a library that may hold everything: each folder is a movie, a series, an album, or a folder of several kinds,
 * which is decided again for the folders in it. Audio without video is an album; season folders, or names that are those
 * of episodes, are a series; any other video is a movie.
 */
export function groupAnything(node: FolderNode, library: Library): Grouping {
  if (node.relativePath === '') return looseFiles(node, library);
  const kind = kindOf(node);
  if (kind === 'mixed') {
    const below = node.folders.map((child) => groupAnything(child, library));
    return joinGroupings([...below, { groups: [], skipped: skipped(node.files) }]);
  }
  return kind === undefined ? { groups: [], skipped: skipped(filesBelow(node)) } : groupAs(kind, node, library);
}

/** Groups by the rules of one kind; the names are read with that kind in mind. */
function groupAs(kind: GroupKind, node: FolderNode, library: Library): Grouping {
  const group = kind === 'movie' ? groupMovies : kind === 'series' ? groupSeries : groupAlbums;
  const result = group(node, { ...library, kind: LIBRARY_KIND[kind] });
  return { groups: result.groups.map((found) => ({ ...found, library })), skipped: result.skipped };
}

function kindOf(node: FolderNode): GroupKind | 'mixed' | undefined {
  if (findDisc(node) !== undefined) return 'movie';
  const video = node.folders.filter((child) => holds(child, 'video', 'disc-image'));
  const title = readName(node.name).title ?? node.name;
  if (video.some((child) => readSeasonFolder(child.name, title) !== undefined)) return 'series';
  const { mains } = videoRoles(node.files, true);
  if (mains.length > 0) return areEpisodes(mains) ? 'series' : 'movie';
  if (node.files.some(({ kind }) => kind === 'audio')) return 'album';
  if (video.some((child) => partFolderNumber(child.name) !== undefined)) return 'movie';
  if (node.folders.some((child) => holds(child, 'audio') && readDiscFolder(child.name, false)?.album === ''))
    return 'album';
  const kinds = new Set(
    node.folders.flatMap((child) => (extraFolderType(child.name) === undefined ? (kindOf(child) ?? []) : [])),
  );
  return kinds.size > 1 ? 'mixed' : [...kinds][0];
}

/** Most names are those of episodes. A bare number counts only among several: `Ocean's 11` is no episode. */
function areEpisodes(files: readonly NamedFile[]): boolean {
  const some = files.slice(0, ENOUGH);
  if (areOfCollection(some)) return false;
  const episodes = some.filter((file) => {
    const reading = readName(file.name);
    if (reading.type !== 'episode') return false;
    return some.length > 1 || reading.season !== undefined || reading.date !== undefined;
  });
  return episodes.length * 2 > some.length;
}

/** `01 - Title (1984)`, `02 - Other (1987)`: works of several years, in the order of a collection. */
function areOfCollection(files: readonly NamedFile[]): boolean {
  const years = files.map(({ name }) => {
    const { claims, year } = readName(name);
    const isCounted = claims.some(({ rule }) => rule === 'episode.leading-number');
    const isYearSure = claims.some(({ rule }) => rule === 'year.in-brackets');
    return isCounted && isYearSure ? year : undefined;
  });
  return files.length > 1 && !years.includes(undefined) && new Set(years).size * 2 > files.length;
}

/** Files in the root: each by itself, its sidecars with it. Audio that begins with a video's name is one of them. */
function looseFiles(node: FolderNode, library: Library): Grouping {
  const files: Record<GroupKind, NamedFile[]> = { movie: [], series: [], album: [] };
  const videos = new Map<string, GroupKind>();
  for (const file of node.files) if (isVideo(file)) videos.set(file.stemKey, areEpisodes([file]) ? 'series' : 'movie');
  const names = new Map(videos);
  for (const file of node.files) {
    if (file.kind === 'audio' && longestName(file.stemKey, videos) === undefined) names.set(file.stemKey, 'album');
  }
  for (const file of node.files) files[longestName(file.stemKey, names)?.found ?? 'movie'].push(file);
  const kinds: readonly GroupKind[] = ['movie', 'series', 'album'];
  return joinGroupings(kinds.map((kind) => groupAs(kind, { ...node, files: files[kind] }, library)));
}

function skipped(files: readonly NamedFile[]): Grouping['skipped'] {
  return skipAll(files, 'no-media', 'belongs to no media beside it');
}
