import { compact } from '../../model/compact.ts';
import type { GroupFile, Library } from '../../model/files.ts';
import type { ExtraType } from '../../model/reading.ts';
import { readName } from '../../naming/read-name.ts';
import { extraFolderType } from './extras.ts';
import { type FolderNode, isVideo, type NamedFile } from './folder-node.ts';
import { indexAnchors, readSidecar } from './sidecars.ts';

/** A video (or theme song) that is an extra of its group. */
export function extraFile(
  file: NamedFile,
  extraType: ExtraType,
  library: Library,
  more: Pick<GroupFile, 'belongsTo' | 'season'> = {},
): GroupFile {
  const reading = readName(file.entry.relativePath, { kind: library.kind });
  return { ...file.entry, role: 'extra', reading, extraType, ...more };
}

/**
 * Everything in an extras folder, all the way down; folders inside say their own type. Subtitles go with their extra;
 * NFO files and pictures of extras are of nothing that is identified.
 */
export function extraFolderFiles(node: FolderNode, type: ExtraType, library: Library, season?: number): GroupFile[] {
  const more = compact({ season });
  const extras = node.files.filter((file) => isVideo(file) || (type === 'themesong' && file.kind === 'audio'));
  const anchors = indexAnchors(extras.map(({ stem, entry }) => ({ stem, path: entry.relativePath })));
  const isExtra = new Set(extras);
  const rest = node.files
    .filter((file) => !isExtra.has(file))
    .map((file): GroupFile => {
      const isTextual = file.kind === 'subtitle';
      const sidecar = isTextual ? readSidecar(file, { scope: 'movie', anchors, own: false }) : undefined;
      return sidecar ?? { ...file.entry, role: 'other' };
    });
  return [
    ...extras.map((file) => extraFile(file, type, library, more)),
    ...rest,
    ...node.folders.flatMap((child) => extraFolderFiles(child, extraFolderType(child.name) ?? type, library, season)),
  ];
}

/** `theme.mp3` beside the main files. */
export function isThemeSong(file: NamedFile): boolean {
  return file.kind === 'audio' && /^theme\d*$/i.test(file.stem);
}
