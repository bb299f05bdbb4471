import { fileKindOf } from '../media/kinds.ts';
import type { DirectoryEntry } from './file-tree.ts';

/** The entries of a folder, with what is asked of them again and again worked out once. */
export interface Listing {
  readonly entries: readonly DirectoryEntry[];
  /** Whether a track's name begins with this stem and a dot. */
  hasTrackOfStem(stem: string): boolean;
}

export function listing(entries: readonly DirectoryEntry[]): Listing {
  let stems: ReadonlySet<string> | undefined;
  return {
    entries,
    hasTrackOfStem: (stem) => {
      stems ??= trackStems(entries);
      return stems.has(stem);
    },
  };
}

/** Everything that stands before a dot in the names of tracks: what a lyrics file beside them may be called. */
function trackStems(entries: readonly DirectoryEntry[]): ReadonlySet<string> {
  const stems = new Set<string>();
  for (const { name } of entries) {
    if (fileKindOf(name) !== 'audio') continue;
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) stems.add(name.slice(0, dot));
  }
  return stems;
}
