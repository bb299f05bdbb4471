import { parentPort, workerData } from 'node:worker_threads';
import { createHeartbeat } from '../media/reader/progress.ts';
import { toRevengeError } from '../model/errors.ts';
import { blockingFileTree } from './blocking-file-tree.ts';
import { listingOf } from './unit-listing.ts';
import { type WalkedUnit, walkLibrary } from './walk.ts';
import { NUMBERS_OF_FILE, type SentUnit, type WalkJob, type WalkMessage } from './walk-protocol.ts';

// Runs in a thread of its own: started by `walk-in-thread.ts`, bundled by scripts/build.js as an entry.

/** A message is sent once it has this many units or files: few large messages cost less than many small ones. */
const UNITS = 256;
const FILES = 4096;
/** Messages that nobody has taken yet; then the walk waits, so that memory stays flat. */
const MOST_OPEN = 3;

const port = parentPort;
if (port === null) throw new TypeError('walk-thread runs in a worker thread only');
const job: WalkJob = workerData;
let open = 0;
let onTaken: (() => void) | undefined;
port.on('message', () => {
  open -= 1;
  onTaken?.();
});

async function walk(send: (message: WalkMessage, transfer?: readonly ArrayBuffer[]) => void): Promise<void> {
  const heartbeat = createHeartbeat(job.memory);
  const tree = blockingFileTree((run) => heartbeat.call(run));
  let units: WalkedUnit[] = [];
  let files = 0;
  const flush = (): void => {
    if (units.length === 0) return;
    const numbers = numbersOf(units, files);
    send({ kind: 'units', units: units.map(sentUnit), numbers }, [numbers.buffer]);
    units = [];
    files = 0;
    open += 1;
  };
  // An abort ends the thread.
  const signal = new AbortController().signal;
  for await (const unit of walkLibrary(job.library, tree, { signal, roots: job.roots })) {
    units.push(unit);
    files += unit.files.length;
    if (units.length < UNITS && files < FILES) continue;
    flush();
    while (open >= MOST_OPEN) {
      await new Promise<void>((resolve) => {
        onTaken = resolve;
      });
    }
  }
  flush();
}

function sentUnit({ unit, files, skipped, failures }: WalkedUnit): SentUnit {
  return { unit, listing: listingOf(files), count: files.length, skipped, failures };
}

function numbersOf(units: readonly WalkedUnit[], files: number): Float64Array<ArrayBuffer> {
  const numbers = new Float64Array(files * NUMBERS_OF_FILE);
  let at = 0;
  for (const unit of units) {
    for (const { size, mtimeMs, inode } of unit.files) {
      numbers[at++] = size;
      numbers[at++] = mtimeMs;
      numbers[at++] = inode;
    }
  }
  return numbers;
}

try {
  await walk((message, transfer = []) => port.postMessage(message, transfer));
  port.postMessage({ kind: 'end' } satisfies WalkMessage);
} catch (error) {
  const { code, message, hint } = toRevengeError(error);
  port.postMessage({ kind: 'failure', code, message, hint } satisfies WalkMessage);
}
port.close();
