import { on } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { keepThread } from '../media/reader/end-process.ts';
import { createHeartbeat } from '../media/reader/progress.ts';
import { RevengeError } from '../model/errors.ts';
import type { FileEntry, FsPath, Library } from '../model/files.ts';
import { isSlowMount } from './slow-mount.ts';
import { type ListedUnit, pathsOfListing } from './unit-listing.ts';
import type { WalkOptions } from './walk.ts';
import { NUMBERS_OF_FILE, type SentUnit, type WalkJob, type WalkMessage } from './walk-protocol.ts';

/** The walk of a library in a thread; `undefined` where its disk is one that answers slowly: there many calls at once are faster. */
export function walkOnDisk(library: Library, options: WalkOptions): AsyncIterable<readonly ListedUnit[]> | undefined {
  return isSlowMount(library.root) ? undefined : walkInThread(library, options);
}

/**
 * Walks a library root as `walkLibrary` does, in a thread of its own, by system calls that block: on a local disk that takes a
 * fifth of the CPU, and the store is read meanwhile. Gives units by hundreds.
 */
async function* walkInThread(
  library: Library,
  { signal, roots = [] }: Pick<WalkOptions, 'signal' | 'roots'>,
): AsyncGenerator<readonly ListedUnit[], void, undefined> {
  signal.throwIfAborted();
  const heartbeat = createHeartbeat();
  const workerData: WalkJob = { library, roots, memory: heartbeat.memory };
  const worker = new Worker(new URL(`./walk-thread${extname(import.meta.url)}`, import.meta.url), { workerData });
  worker.once('exit', keepThread(heartbeat));
  try {
    for await (const [message] of on(worker, 'message', { signal, close: ['exit'] })) {
      const sent: WalkMessage = message;
      if (sent.kind === 'end') return;
      if (sent.kind === 'failure') throw new RevengeError(sent.code, sent.message, hintOf(sent.hint, library.root));
      worker.postMessage('taken');
      yield listedUnits(library.root, sent.units, sent.numbers);
    }
    throw new RevengeError('INTERNAL', `The walk of ${library.root} ended without a result`);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    // A thread that waits for a disk ends when the disk answers; nobody waits for it.
    worker.unref();
    void worker.terminate();
  }
}

function hintOf(hint: string | undefined, root: FsPath) {
  return { context: { root }, ...(hint === undefined ? {} : { hint }) };
}

function listedUnits(root: FsPath, units: readonly SentUnit[], numbers: Float64Array): ListedUnit[] {
  let begin = 0;
  return units.map((sent) => {
    const first = begin;
    begin += sent.count * NUMBERS_OF_FILE;
    return {
      ...sent,
      get files() {
        return filesOf(root, sent.listing, numbers.subarray(first));
      },
    };
  });
}

function filesOf(root: FsPath, listing: string, numbers: Float64Array): FileEntry[] {
  const above = root.endsWith('/') ? root.slice(0, -1) : root;
  return pathsOfListing(listing).map((relativePath, index) => {
    const [size = 0, mtimeMs = 0, inode = 0] = numbers.subarray(index * NUMBERS_OF_FILE, (index + 1) * NUMBERS_OF_FILE);
    return { path: `${above}/${relativePath}`, relativePath, size, mtimeMs, inode };
  });
}
