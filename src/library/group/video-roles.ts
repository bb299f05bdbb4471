import type { ExtraType } from '../../model/reading.ts';
import { extraSuffix, isCalledSample, isSample } from './extras.ts';
import { isVideo, type NamedFile } from './folder-node.ts';
import { type NameIndex, nameIndex } from './name-index.ts';

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
  const largest = plain.reduce((most, { entry }) => Math.max(most, entry.size), 0);
  const names = nameIndex(plain.map(({ stemKey }) => stemKey));
  const mains: NamedFile[] = [];
  const extras: { file: NamedFile; type: ExtraType; of: string }[] = [];
  for (const file of videos) {
    const suffix = suffixes.get(file);
    const type = suffix?.type ?? (isCalledSample(file.stem) ? 'sample' : undefined);
    if (type === undefined || !isExtra(file, type, suffix?.of, { hasPlain: plain.length > 0, names, largest, own }))
      mains.push(file);
    else extras.push({ file, type, of: suffix?.of ?? '' });
  }
  return { mains, extras };
}

function isExtra(
  file: NamedFile,
  type: ExtraType,
  of: string | undefined,
  { hasPlain, names, largest, own }: { hasPlain: boolean; names: NameIndex; largest: number; own: boolean },
): boolean {
  if (type === 'sample') {
    if (!hasPlain) return /^(?:sample|minta)\d*$/i.test(file.stem);
    return isSample(file.stem, file.entry.size, largest);
  }
  if (of === '' || !hasPlain) return type === 'trailer';
  const key = (of ?? '').toLowerCase();
  return own || names.startingWith(key) !== undefined || names.hasStartOf(key);
}
