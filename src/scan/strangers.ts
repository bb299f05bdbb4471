import type { MediaGroup } from '../model/files.ts';
import type { LibraryManager, LocalFolder, MapSuggestion, Sources } from '../providers/port.ts';

/** So many paths without one that is known are no chance: fewer may all be new. */
const TELLING = 10;

/** An instance that was asked about many works and knew none. */
export interface Stranger {
  readonly instance: string;
  readonly asked: number;
}

/** Works of an instance below one folder of its own that no entry of its path map leads to, but that lie in a library. */
export interface MapGap extends MapSuggestion {
  readonly instance: string;
  /** All that the instance knows. */
  readonly works: number;
}

interface WatchedSources {
  readonly sources: Sources;
  strangers(): readonly Stranger[];
  mapGaps(signal: AbortSignal): Promise<readonly MapGap[]>;
}

/** Enough unknown folders to see a pattern, and few enough for the memory. */
const MOST_UNKNOWN = 5000;

interface Watched {
  readonly asked: Set<string>;
  readonly unknown: Map<string, LocalFolder>;
  known: boolean;
}

/** Watches what the Arrs know of the paths they are asked about: one that knows none sees them by other names. */
export function watchManagers(sources: Sources): WatchedSources {
  const counts = new Map<LibraryManager, Watched>();
  const watched = (manager: LibraryManager): LibraryManager => {
    const count: Watched = { asked: new Set(), unknown: new Map(), known: false };
    counts.set(manager, count);
    return {
      ...manager,
      async locate(group, signal) {
        const answer = await manager.locate(group, signal);
        if (answer.status === 'ok') count.known = true;
        // Enough is known of one that knows something.
        if (answer.status === 'not-found' && !count.known) count.asked.add(`${group.library.root}/${group.key}`);
        if (answer.status === 'not-found') noteUnknown(count.unknown, group);
        return answer;
      },
    };
  };
  return {
    sources: { ...sources, managers: sources.managers.map(watched) },
    strangers: () =>
      [...counts].flatMap(([{ instance }, { asked, known }]) =>
        asked.size >= TELLING && !known ? [{ instance, asked: asked.size }] : [],
      ),
    mapGaps: async (signal) => {
      const gaps: MapGap[] = [];
      for (const [manager, { unknown }] of counts) {
        const answer = unknown.size === 0 ? undefined : await manager.mapGaps?.([...unknown.values()], signal);
        if (answer?.status !== 'ok') continue;
        const { works, missing } = answer.value;
        gaps.push(...missing.map((gap) => ({ ...gap, works, instance: manager.instance })));
      }
      return gaps;
    },
  };
}

/** The folder of a group; of files in one folder with others, that folder. */
function noteUnknown(unknown: Map<string, LocalFolder>, { library, folder }: MediaGroup): void {
  if (unknown.size < MOST_UNKNOWN)
    unknown.set(`${library.root}/${folder}`, { root: library.root, relativePath: folder });
}
