import type { ExtraType } from '../../model/reading.ts';
import { extraSuffix, isCalledSample, isSample } from './extras.ts';
import { isVideo, type NamedFile } from './folder-node.ts';

/** The videos of one folder by what they are to it. */
export interface VideoRoles {
  readonly mains: readonly NamedFile[];
  readonly extras: readonly { readonly file: NamedFile; readonly type: ExtraType; readonly of: string }[];
}

/**
 * Tells main videos from extras by suffix and from samples by name and size. A folder without any other video keeps an
 * extra by suffix as its main file (`The Big-Short`), but never a trailer or a sample. In a mixed folder (`own` false) an
 * extra has to hang on the stem of a main file.
 */
export function videoRoles(files: readonly NamedFile[], own: boolean): VideoRoles {
  const videos = files.filter(isVideo);
  const suffixes = new Map(videos.map((file) => [file, extraSuffix(file.stem)]));
  const plain = videos.filter((file) => suffixes.get(file) === undefined && !isCalledSample(file.stem));
  const largest = Math.max(0, ...plain.map(({ entry }) => entry.size));
  const mains: NamedFile[] = [];
  const extras: { file: NamedFile; type: ExtraType; of: string }[] = [];
  for (const file of videos) {
    const suffix = suffixes.get(file);
    const type = suffix?.type ?? (isCalledSample(file.stem) ? 'sample' : undefined);
    if (type === undefined || !isExtra(file, type, suffix?.of, { plain, largest, own })) mains.push(file);
    else extras.push({ file, type, of: suffix?.of ?? '' });
  }
  return { mains, extras };
}

function isExtra(
  file: NamedFile,
  type: ExtraType,
  of: string | undefined,
  { plain, largest, own }: { plain: readonly NamedFile[]; largest: number; own: boolean },
): boolean {
  if (type === 'sample') {
    if (plain.length === 0) return /^(?:sample|minta)\d*$/i.test(file.stem);
    return isSample(file.stem, file.entry.size, largest);
  }
  if (of === '' || plain.length === 0) return type === 'trailer';
  const key = (of ?? '').toLowerCase();
  return own || plain.some(({ stemKey }) => stemKey.startsWith(key) || key.startsWith(stemKey));
}
