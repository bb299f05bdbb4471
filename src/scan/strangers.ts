import type { LibraryManager, Sources } from '../providers/port.ts';

/** So many paths without one that is known are no chance: fewer may all be new. */
const TELLING = 10;

/** An instance that was asked about many works and knew none. */
export interface Stranger {
  readonly instance: string;
  readonly asked: number;
}

interface WatchedSources {
  readonly sources: Sources;
  strangers(): readonly Stranger[];
}

/** Watches what the Arrs know of the paths they are asked about: one that knows none sees them by other names. */
export function watchManagers(sources: Sources): WatchedSources {
  const counts = new Map<LibraryManager, { readonly asked: Set<string>; known: boolean }>();
  const watched = (manager: LibraryManager): LibraryManager => {
    const count = { asked: new Set<string>(), known: false };
    counts.set(manager, count);
    return {
      ...manager,
      async locate(group, signal) {
        const answer = await manager.locate(group, signal);
        if (answer.status === 'ok') count.known = true;
        // Enough is known of one that knows something.
        if (answer.status === 'not-found' && !count.known) count.asked.add(`${group.library.root}/${group.key}`);
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
  };
}
