import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { LibraryJob, LibraryResult } from './library-thread.ts';
import { createPool, type Pool, type ReadLimits } from './pool.ts';
import type { ReadJob, ReadResult } from './read-file.ts';

/** What reads files: threads of this project's readers, and a thread for the library that reads what these cannot. */
export interface Readers {
  readonly files: Pool<ReadJob, ReadResult>;
  readonly library: Pool<LibraryJob, LibraryResult>;
}

export interface ReadersOptions {
  /** Default: one a processor. */
  readonly threads?: number;
  readonly limits?: Partial<ReadLimits>;
  /** The module that the file readers run. */
  readonly entry?: URL;
}

/** Files that a thread takes at once: enough that messages cost little, few enough that all threads end together. */
const BATCH = 32;
/** One file after another, so that a thread that is ended takes nobody's result with it. */
const LIBRARY_BATCH = 1;
const LIBRARY_THREADS = 2;
/** It needs some tens of milliseconds, or never ends: damaged files can send it in circles. */
const LIBRARY_CPU_MS = [3000, 10_000] as const;

/** Threads start at the first file, and end when they have had nothing to do for a while. */
function createReaders(options: ReadersOptions = {}): Readers {
  const { threads = availableParallelism(), limits = {}, entry = entryOf('reader-thread') } = options;
  return {
    files: createPool({ entry, threads, batch: BATCH, limits }),
    library: createPool({
      entry: entryOf('library-thread'),
      threads: Math.min(threads, LIBRARY_THREADS),
      batch: LIBRARY_BATCH,
      limits: { cpuMs: LIBRARY_CPU_MS, ...limits },
    }),
  };
}

/** The module of a thread: beside this one in the sources, beside the program where that is bundled. */
function entryOf(name: string): URL {
  return new URL(`./${name}${extname(import.meta.url)}`, import.meta.url);
}

let options: ReadersOptions = {};
let shared: Readers | undefined;

/** Sets how the readers of this process work, from the next file on. */
export function configureReaders(wanted: ReadersOptions): void {
  if (isDeepStrictEqual(wanted, options)) return;
  options = wanted;
  shared = undefined;
}

/** The readers of this process. */
export function sharedReaders(): Readers {
  shared ??= createReaders(options);
  return shared;
}
