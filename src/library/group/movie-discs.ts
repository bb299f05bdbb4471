import { compact } from '../../model/compact.ts';
import type { GroupFile, Library } from '../../model/files.ts';
import { titleKey } from '../../model/title-key.ts';
import { withPartInTitle } from '../../naming/part-in-title.ts';
import { readName } from '../../naming/read-name.ts';
import { type DiscFiles, findDisc } from './discs.ts';
import { type FolderNode, holds, type NamedFile } from './folder-node.ts';
import type { MovieDraft } from './movie-group.ts';
import type { Work } from './movie-works.ts';
import { indexAnchors } from './sidecars.ts';
import { partFolderNumber } from './stacks.ts';
import { videoRoles } from './video-roles.ts';

/** A movie whose main files the folder's name stands for, with the folders that it took up. */
export interface FolderMovie {
  readonly draft: MovieDraft;
  readonly folders: readonly FolderNode[];
  readonly files: readonly NamedFile[];
  /** Folders of which more may be left than was taken up. */
  readonly stacked: readonly FolderNode[];
}

/** The disc in a folder as a movie named after the folder. */
export function discMovie(node: FolderNode, library: Library): FolderMovie | undefined {
  const disc = findDisc(node);
  if (disc === undefined || node.relativePath === '') return undefined;
  const files = discFiles(node, disc, library, undefined);
  return {
    draft: folderDraft(node, files, [disc.main], library),
    folders: disc.folders,
    files: [disc.main, ...disc.rest],
    stacked: [],
  };
}

/**
 * One movie in folders `CD1`, `CD2` … (Kodi's folder stacks), each with one main file or a disc, numbered from 1 without
 * a gap, in a folder that has no other videos.
 */
export function stackedFolders(node: FolderNode, library: Library): FolderMovie | undefined {
  if (node.relativePath === '') return undefined;
  const folders = node.folders.filter((child) => partFolderNumber(child.name) !== undefined);
  folders.sort((one, other) => (partFolderNumber(one.name) ?? 0) - (partFolderNumber(other.name) ?? 0));
  const isWhole = folders.length > 1 && folders.every((child, index) => partFolderNumber(child.name) === index + 1);
  if (!isWhole || node.folders.some((child) => !folders.includes(child) && holds(child, 'video', 'disc-image')))
    return undefined;
  const files: GroupFile[] = [];
  const mains: NamedFile[] = [];
  const used: NamedFile[] = [];
  const discFolders: FolderNode[] = [];
  for (const [index, child] of folders.entries()) {
    const disc = findDisc(child);
    const [main, more] = disc === undefined ? videoRoles(child.files, true).mains : [disc.main];
    if (main === undefined || more !== undefined) return undefined;
    const part = index + 1;
    if (disc === undefined) files.push(mainFile(main, library, { part }));
    else files.push(...discFiles(child, disc, library, part));
    mains.push(main);
    used.push(main, ...(disc?.rest ?? []));
    discFolders.push(...(disc?.folders ?? []));
  }
  return { draft: folderDraft(node, files, mains, library), folders: discFolders, files: used, stacked: folders };
}

function discFiles(node: FolderNode, disc: DiscFiles, library: Library, part: number | undefined): GroupFile[] {
  const reading = readName(node.relativePath, { kind: library.kind });
  const belongsTo = disc.main.entry.relativePath;
  return [
    { ...disc.main.entry, role: 'main', reading, discLayout: disc.layout, ...compact({ part }) },
    ...disc.rest.map(({ entry }): GroupFile => ({ ...entry, role: 'other', belongsTo })),
  ];
}

function mainFile(file: NamedFile, library: Library, more: { part: number }): GroupFile {
  return { ...file.entry, role: 'main', reading: readName(file.entry.relativePath, { kind: library.kind }), ...more };
}

function folderDraft(node: FolderNode, files: GroupFile[], mains: readonly NamedFile[], library: Library): MovieDraft {
  const reading = withPartInTitle(readName(node.name, { kind: library.kind }));
  const parts = mains.map((file, index) => ({ file, number: index + 1 }));
  const work: Work = {
    title: titleKey(reading.title ?? ''),
    year: reading.year,
    versions: [{ base: node.name, parts, reading }],
  };
  const anchors = mains.map(({ stem, entry }) => ({ stem, path: entry.relativePath }));
  return { work, named: true, anchors: indexAnchors([...anchors, { stem: node.name }]), files };
}
