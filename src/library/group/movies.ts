import { compact } from '../../model/compact.ts';
import type { GroupFile, Library, SkippedPath } from '../../model/files.ts';
import { pathKey } from '../../model/paths.ts';
import { readName } from '../../naming/read-name.ts';
import { extraFile, extraFolderFiles, isThemeSong } from './extra-files.ts';
import { extraFolderType } from './extras.ts';
import { type FolderNode, filesBelow, holds, type NamedFile } from './folder-node.ts';
import { type Grouping, joinGroupings, orderFiles, skipAll } from './grouping.ts';
import { discMovie, stackedFolders } from './movie-discs.ts';
import { draftMovie, finishMovie, type MovieDraft } from './movie-group.ts';
import { findVersions, findWorks, type Version, type Work, workTitle } from './movie-works.ts';
import { type NameIndex, nameIndex } from './name-index.ts';
import { indexAnchors, longestName, readSidecar, type SidecarContext } from './sidecars.ts';
import { type VideoRoles, videoRoles } from './video-roles.ts';

type Extra = VideoRoles['extras'][number];

/** The movies of one folder, and what of it they took up. */
interface FolderPlan {
  /** Takes whatever in the folder names no other movie. */
  readonly owner?: MovieDraft;
  readonly drafts: readonly MovieDraft[];
  /** The drafts by every name that a sidecar may begin with. */
  readonly names: ReadonlyMap<string, MovieDraft>;
  readonly index: NameIndex;
  readonly extras: ReadonlyMap<NamedFile, Extra>;
  readonly used: ReadonlySet<NamedFile | FolderNode>;
  /** Folders below that hold versions of the owner. */
  readonly absorbed: ReadonlySet<FolderNode>;
  readonly nfoNames: readonly string[];
}

/** Groups the movies of a folder and of all below it (conventions §2): its own folder, a mixed one, one of folders. */
export function groupMovies(node: FolderNode, library: Library): Grouping {
  const plan = planFolder(node, library);
  if (plan === undefined) return folderOfFolders(node, library);
  const rest = placeContents(node, plan, library);
  const groups = plan.drafts.map((draft) => finishMovie(draft, node, library));
  return joinGroupings([{ groups, skipped: [] }, ...rest]);
}

function planFolder(node: FolderNode, library: Library): FolderPlan | undefined {
  const roles = videoRoles(node.files, node.relativePath !== '');
  const nfoNames = ['movie', node.name, 'video_ts', 'index'];
  const whole = discMovie(node, library) ?? (roles.mains.length === 0 ? stackedFolders(node, library) : undefined);
  if (whole !== undefined) {
    const { draft, files, folders, stacked } = whole;
    const used = new Set([...files, ...folders]);
    return {
      owner: draft,
      drafts: [draft],
      extras: byFile(roles.extras),
      ...namesOf([draft]),
      used,
      absorbed: new Set(stacked),
      nfoNames,
    };
  }
  if (roles.mains.length === 0) return undefined;
  const works = findWorks(node, findVersions(roles.mains, library.kind, node.name), library.kind);
  const below = works.owner === undefined ? [] : versionsBelow(node, works.owner, library);
  const small = works.extras.map((file) => ({ file, type: 'other' as const, of: '' }));
  const owner = works.owner === undefined ? undefined : draftMovie(works.owner, works.named, library);
  const others = works.others.map((work) => draftMovie(work, false, library));
  const drafts = owner === undefined ? others : [owner, ...others];
  const mains = [...roles.mains, ...below.flatMap((found) => found.mains)];
  const isSmall = new Set(works.extras);
  return {
    ...compact({ owner }),
    drafts,
    ...namesOf(drafts),
    extras: byFile([...roles.extras, ...small, ...below.flatMap((found) => found.extras)]),
    used: new Set(mains.filter((file) => !isSmall.has(file))),
    absorbed: new Set(below.map(({ folder }) => folder)),
    nfoNames,
  };
}

/** Versions of the folder's movie that lie in folders of their own (`4K/Movie.mkv`); adds them to the work. */
function versionsBelow(node: FolderNode, work: Work, library: Library): (VideoRoles & { folder: FolderNode })[] {
  return node.folders.flatMap((folder) => {
    if (extraFolderType(folder.name) !== undefined) return [];
    const roles = videoRoles(folder.files, true);
    const versions = findVersions(roles.mains, library.kind, node.name);
    if (versions.length === 0 || !versions.every((version) => isSameWork(version, folder, work, library))) return [];
    work.versions.push(...versions);
    return [{ ...roles, folder }];
  });
}

function isSameWork({ reading }: Version, folder: FolderNode, work: Work, library: Library): boolean {
  const isSameYear = reading.year === undefined || work.year === undefined || reading.year === work.year;
  const title = workTitle(reading);
  if (title !== '') return title === work.title && isSameYear;
  return workTitle(readName(folder.name, { kind: library.kind })) === '';
}

function placeContents(folder: FolderNode, plan: FolderPlan, library: Library): Grouping[] {
  const { owner } = plan;
  const parts: Grouping[] = [];
  const place = (file: NamedFile): void => {
    if (!plan.used.has(file)) parts.push({ groups: [], skipped: placeFile(file, plan, library) });
  };
  for (const file of folder.files) place(file);
  for (const child of folder.folders) {
    const type = extraFolderType(child.name);
    if (plan.used.has(child)) continue;
    else if (plan.absorbed.has(child)) parts.push(...placeContents(child, plan, library));
    else if (owner !== undefined && type !== undefined) owner.files.push(...extraFolderFiles(child, type, library));
    else if (type === undefined && holds(child, 'video', 'disc-image')) parts.push(groupMovies(child, library));
    else for (const file of filesBelow(child)) place(file);
  }
  return parts;
}

/** Gives a file to the movie whose name it begins with, else to the owner of the folder. */
function placeFile(file: NamedFile, plan: FolderPlan, library: Library): SkippedPath[] {
  const { names, owner } = plan;
  const extra = plan.extras.get(file);
  const target =
    (extra === undefined ? longestName(file.stemKey, names)?.found : movieOfExtra(extra.of, plan)) ?? owner;
  const placed = target === undefined ? undefined : placedFile(file, extra, target, plan, library);
  if (target === undefined || placed === undefined) return skipAll([file], ...leftOver(file));
  target.files.push(placed);
  return [];
}

function placedFile(
  file: NamedFile,
  extra: Extra | undefined,
  target: MovieDraft,
  { owner, nfoNames }: FolderPlan,
  library: Library,
): GroupFile | undefined {
  if (extra !== undefined) return extraFile(file, extra.type, library);
  const own = target === owner;
  if (own && isThemeSong(file)) return extraFile(file, 'themesong', library);
  if (file.kind === 'video' || file.kind === 'disc-image') return extraFile(file, 'other', library);
  const context: SidecarContext = { scope: 'movie', anchors: target.anchors, own, nfoNames };
  return readSidecar(file, context);
}

/** An extra's name may also be shorter than its movie's: `Alien-trailer` of `Alien (1979)`. */
function movieOfExtra(of: string, { names, index }: FolderPlan): MovieDraft | undefined {
  const key = pathKey(of);
  if (key === '') return undefined;
  return longestName(key, names)?.found ?? names.get(index.startingWith(key) ?? '');
}

function namesOf(drafts: readonly MovieDraft[]): Pick<FolderPlan, 'names' | 'index'> {
  const names = new Map(drafts.flatMap((draft) => [...draft.anchors.keys()].map((name) => [name, draft] as const)));
  return { names, index: nameIndex(names.keys()) };
}

function byFile(extras: readonly Extra[]): Map<NamedFile, Extra> {
  return new Map(extras.map((extra) => [extra.file, extra]));
}

/** A folder without a main file of its own. What lies beside its folders goes with the movie in them, if it is one. */
function folderOfFolders(node: FolderNode, library: Library): Grouping {
  const below = joinGroupings(node.folders.map((child) => groupMovies(child, library)));
  const [only, ...more] = below.groups;
  if (only === undefined || more.length > 0 || node.relativePath === '') {
    const skipped = node.files.flatMap((file) => skipAll([file], ...leftOver(file)));
    return { groups: below.groups, skipped: [...below.skipped, ...skipped] };
  }
  const extras = byFile(videoRoles(node.files, true).extras);
  const context: SidecarContext = {
    scope: 'movie',
    anchors: indexAnchors([]),
    own: true,
    nfoNames: ['movie', node.name],
  };
  const files = node.files.map((file): GroupFile => {
    const extra = extras.get(file);
    if (extra !== undefined) return extraFile(file, extra.type, library);
    return readSidecar(file, context) ?? { ...file.entry, role: 'other' };
  });
  return { groups: [{ ...only, files: orderFiles([...only.files, ...files]) }], skipped: below.skipped };
}

function leftOver(file: NamedFile): [rule: string, reason: string] {
  if (file.kind === 'audio') return ['movies.audio', 'a movie library holds no music'];
  if (file.kind !== 'video' && file.kind !== 'disc-image') return ['no-media', 'belongs to no media beside it'];
  return /sample|minta/i.test(file.stem)
    ? ['sample.by-name', 'a sample without its movie']
    : ['extra.without-main', 'an extra without its movie'];
}
