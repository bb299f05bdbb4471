import { compact } from '../../model/compact.ts';
import type { GroupFile, Library, MediaGroup } from '../../model/files.ts';
import type { NameReading } from '../../model/reading.ts';
import { readPins } from '../../naming/pins.ts';
import { readName } from '../../naming/read-name.ts';
import type { FolderNode } from './folder-node.ts';
import { orderFiles } from './grouping.ts';
import type { Version, Work } from './movie-works.ts';
import { mergePins, mergeReadings, readFolder } from './readings.ts';
import { type Anchor, type Anchors, indexAnchors } from './sidecars.ts';
import { commonName, compareLabels, versionLabels } from './versions.ts';

/** A movie with its main files in order; everything else is added to `files` as it is found. */
export interface MovieDraft {
  readonly work: Work;
  /** The folder is its own. */
  readonly named: boolean;
  readonly anchors: Anchors;
  readonly files: GroupFile[];
}

export function draftMovie(work: Work, named: boolean, library: Library): MovieDraft {
  const labels =
    work.versions.length > 1 ? versionLabels(work.versions.map(({ base, reading }) => ({ stem: base, reading }))) : [];
  const labelled = work.versions
    .map((version, index) => ({ version, label: labels[index] }))
    .sort((one, other) => compareLabels(one.label ?? '', other.label ?? ''));
  const files = labelled.flatMap(({ version, label }) => mainFiles(version, label, library));
  const anchors: Anchor[] = work.versions.flatMap(({ base, parts }) => [
    ...parts.map(({ file }) => ({ stem: file.stem, path: file.entry.relativePath })),
    ...(parts.length > 1 ? [{ stem: base }] : []),
  ]);
  if (work.versions.length > 1) anchors.push({ stem: commonName(work.versions.map(({ base }) => base)) });
  return { work, named, anchors: indexAnchors(anchors), files };
}

function mainFiles(version: Version, label: string | undefined, library: Library): GroupFile[] {
  return version.parts.map(({ file, number }) => ({
    ...file.entry,
    role: 'main',
    reading: readName(file.entry.relativePath, { kind: library.kind }),
    ...compact({ part: number, versionLabel: label }),
    ...(file.kind === 'disc-image' ? { discLayout: 'iso' } : {}),
  }));
}

/** The finished group. In a mixed folder its key is the folder, two slashes (no path has them), title and year. */
export function finishMovie(draft: MovieDraft, node: FolderNode, library: Library): MediaGroup {
  const { work, named, files } = draft;
  const names = work.versions.flatMap(({ parts }) => parts.map(({ file }) => readPins(file.stem, 'file-name')));
  const own = mergeVersionReadings(work);
  const folder = named ? readFolder(node.name, library.kind, 'folder-name') : undefined;
  const pins = mergePins(...names, named ? readPins(node.name, 'folder-name') : []);
  const reading = folder === undefined ? own : folderOrFile(folder, own);
  return {
    key: named ? node.relativePath : `${node.relativePath}//${workKey(work)}`,
    kind: 'movie',
    library,
    folder: node.relativePath,
    reading: { ...reading, pins },
    pins,
    files: orderFiles(files),
  };
}

/** The folder's word counts where it is as full as the file's: it names the movie, the file often the release. */
function folderOrFile(folder: NameReading, file: NameReading): NameReading {
  if (folder.title === undefined) return mergeReadings(file, folder);
  const isFull = folder.year !== undefined || folder.pins.length > 0 || file.year === undefined;
  return isFull || file.title === undefined ? mergeReadings(folder, file) : mergeReadings(file, folder);
}

function mergeVersionReadings({ versions, year }: Work): NameReading {
  const [first, ...rest] = versions.map(({ reading }) => reading);
  if (first === undefined) return readName('');
  const best = first.title === undefined ? (rest.find(({ title }) => title !== undefined) ?? first) : first;
  return { ...best, ...compact({ year: best.year ?? year }) };
}

function workKey({ title, year, versions }: Work): string {
  const name = title === '' ? (versions[0]?.base ?? '').toLowerCase() : title;
  return year === undefined ? name : `${name}-${year}`;
}
