import { type FolderNode, filesBelow, type NamedFile } from './folder-node.ts';

/** A disc as it lies in its folder: the stream to look into, and all other files of it. */
export interface DiscFiles {
  readonly layout: 'bluray' | 'dvd';
  readonly main: NamedFile;
  readonly rest: readonly NamedFile[];
  /** Folders of the disc, which hold nothing else. */
  readonly folders: readonly FolderNode[];
}

/**
 * The disc in a folder, if it holds one: `BDMV` with streams, `VIDEO_TS` with VOBs, or the files of a `VIDEO_TS` lying
 * in the folder itself (Jellyfin BaseVideoResolver). The folder is the movie then.
 */
export function findDisc(node: FolderNode): DiscFiles | undefined {
  const folders = node.folders.filter(({ name }) => /^(?:bdmv|video_ts|audio_ts|certificate)$/i.test(name));
  const inside = folders.flatMap(filesBelow);
  const streams = inside.filter(({ name }) => /\.m2ts$/i.test(name));
  const bluray = largest(streams);
  if (bluray !== undefined) {
    return { layout: 'bluray', main: bluray, rest: inside.filter((file) => file !== bluray), folders };
  }
  const loose = node.files.some(({ name }) => /^video_ts\.ifo$/i.test(name)) ? node.files.filter(isDvdFile) : [];
  const dvd = mainVob([...inside, ...loose]);
  if (dvd === undefined) return undefined;
  return { layout: 'dvd', main: dvd, rest: [...inside, ...loose].filter((file) => file !== dvd), folders };
}

function isDvdFile({ name }: NamedFile): boolean {
  return /\.(?:vob|ifo)$/i.test(name);
}

/** First file of the largest title set: `VTS_02_1.VOB`. `_0` holds menus. */
function mainVob(files: readonly NamedFile[]): NamedFile | undefined {
  const sets = new Map<string, { bytes: number; first: NamedFile }>();
  for (const file of files) {
    const match = /^vts_(\d\d)_[1-9]\.vob$/i.exec(file.name);
    if (match === null) continue;
    const number = match[1] ?? '';
    const set = sets.get(number);
    if (set === undefined) sets.set(number, { bytes: file.entry.size, first: file });
    else {
      set.bytes += file.entry.size;
      if (file.name < set.first.name) set.first = file;
    }
  }
  let best: { bytes: number; first: NamedFile } | undefined;
  for (const set of sets.values()) if (best === undefined || set.bytes > best.bytes) best = set;
  return best?.first ?? largest(files.filter(({ name }) => /\.vob$/i.test(name)));
}

function largest(files: readonly NamedFile[]): NamedFile | undefined {
  let best: NamedFile | undefined;
  for (const file of files) if (best === undefined || file.entry.size > best.entry.size) best = file;
  return best;
}
