import { type FileKind, fileKindOf } from '../../media/kinds.ts';
import type { FileEntry, FsPath } from '../../model/files.ts';
import { pathKey } from '../../model/paths.ts';

/** A file with what its name says at first sight. */
export interface NamedFile {
  readonly entry: FileEntry;
  readonly name: FsPath;
  /** Name without its extension. */
  readonly stem: FsPath;
  /** `stem` as it is compared: NFC, case-folded. */
  readonly stemKey: string;
  readonly kind: FileKind;
}

/** A folder of a walked unit; `''` is the library root with the files that lie in it. */
export interface FolderNode {
  readonly name: FsPath;
  readonly relativePath: FsPath;
  readonly files: NamedFile[];
  readonly folders: FolderNode[];
}

/** The files of a unit as a tree. Its top is the folder of the unit. */
export function folderTree(unit: FsPath, files: readonly FileEntry[]): FolderNode {
  const top: FolderNode = { name: unit, relativePath: unit, files: [], folders: [] };
  const nodes = new Map<FsPath, FolderNode>([[unit, top]]);
  const nodeOf = (path: FsPath): FolderNode => {
    const known = nodes.get(path);
    if (known !== undefined) return known;
    const slash = path.lastIndexOf('/');
    const node: FolderNode = { name: path.slice(slash + 1), relativePath: path, files: [], folders: [] };
    nodes.set(path, node);
    nodeOf(slash < 0 ? '' : path.slice(0, slash)).folders.push(node);
    return node;
  };
  for (const entry of files) {
    const slash = entry.relativePath.lastIndexOf('/');
    nodeOf(slash < 0 ? '' : entry.relativePath.slice(0, slash)).files.push(namedFile(entry));
  }
  return top;
}

/** Every file in a folder and below it. */
export function filesBelow(node: FolderNode): NamedFile[] {
  return [...node.files, ...node.folders.flatMap(filesBelow)];
}

/** Whether a folder, or one below it, holds a file of one of these kinds. */
export function holds(node: FolderNode, ...kinds: readonly FileKind[]): boolean {
  return node.files.some((file) => kinds.includes(file.kind)) || node.folders.some((child) => holds(child, ...kinds));
}

export function isVideo(file: NamedFile): boolean {
  return file.kind === 'video' || file.kind === 'disc-image';
}

function namedFile(entry: FileEntry): NamedFile {
  const name = entry.relativePath.slice(entry.relativePath.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const stem = dot <= 0 ? name : name.slice(0, dot);
  return { entry, name, stem, stemKey: pathKey(stem), kind: fileKindOf(name) };
}
