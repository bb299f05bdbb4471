import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { MP4_ATOMS, MP4_FREE_ATOMS } from '../tags/names.ts';
import { THREAD_SOURCE } from './thread-source.ts';

/** A reader that is silent for so long goes in circles: it needs milliseconds a chunk. */
const SILENCE_MS = 3000;
/** A thread that has had nothing to do for so long is ended, which gives its memory back. */
const IDLE_MS = 3000;
const HEAD = 64 * 1024;

export type ReadBytes = (offset: number, size: number) => Promise<Uint8Array>;

export type ReaderJob =
  | { readonly reader: 'mediabunny'; readonly formats: readonly string[]; readonly measure: boolean }
  | { readonly reader: 'mediainfo' }
  | { readonly reader: 'taglib'; readonly mime: string; readonly tagsOnly: boolean };

const messageSchema = z.union([
  z.object({ id: z.number(), offset: z.number(), size: z.number() }),
  z.object({ result: z.unknown() }),
  z.object({ error: z.string() }),
]);

let queue: Promise<unknown> = Promise.resolve();
let current: Worker | undefined;
let idle: NodeJS.Timeout | undefined;

/**
 * Has a library read a file in a thread of its own, one file after another: damaged files send all of these libraries into
 * endless loops, which only ending the thread can stop. The thread has no file: `read` gives it the bytes.
 *
 * @param size bytes of the file as the reader shall see it.
 * @returns what the library tells, unchecked. Rejects with what `read` throws, or with a plain `Error`
 * where the library gives up.
 */
export function readInThread(job: ReaderJob, size: number, read: ReadBytes): Promise<unknown> {
  const turn = queue.then(() => run(job, size, read));
  queue = turn.catch(() => {});
  return turn;
}

async function run(job: ReaderJob, size: number, read: ReadBytes): Promise<unknown> {
  const head = await read(0, Math.min(HEAD, size));
  clearTimeout(idle);
  current ??= start();
  const worker = current;
  return new Promise((resolve, reject) => {
    let silence: NodeJS.Timeout | undefined;
    let asked = 0;
    const end = (): void => {
      clearTimeout(silence);
      worker.removeAllListeners('message');
      worker.removeAllListeners('error');
      idle = setTimeout(stop, IDLE_MS);
      idle.unref();
    };
    const fail = (thrown: unknown): void => {
      end();
      stop();
      reject(thrown);
    };
    const listen = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => fail(gaveUp(job, 'it went in circles')), SILENCE_MS);
    };
    worker.on('error', (error) => fail(gaveUp(job, String(error))));
    worker.on('message', (sent: unknown) => {
      const message = messageSchema.parse(sent);
      if ('id' in message) {
        // The time a disk needs is not the reader's silence.
        clearTimeout(silence);
        asked++;
        read(message.offset, message.size).then((bytes) => {
          worker.postMessage({ id: message.id, bytes });
          if (--asked === 0) listen();
        }, fail);
      } else if ('error' in message) {
        end();
        reject(gaveUp(job, message.error));
      } else {
        end();
        resolve(message.result);
      }
    });
    listen();
    worker.postMessage({ job: { ...job, size, head } });
  });
}

function start(): Worker {
  const require = createRequire(import.meta.url);
  const workerData = {
    mediabunny: require.resolve('mediabunny'),
    mediainfo: require.resolve('mediainfo.js'),
    taglib: require.resolve('node-taglib-sharp'),
    atoms: [...MP4_ATOMS.keys()],
    freeAtoms: MP4_FREE_ATOMS,
  };
  const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 4 };
  const worker = new Worker(THREAD_SOURCE, { eval: true, workerData, resourceLimits, stdout: true, stderr: true });
  // An idle thread shall not keep the program alive; a busy one is kept by the timer of its silence.
  worker.unref();
  return worker;
}

function stop(): void {
  clearTimeout(idle);
  current?.terminate();
  current = undefined;
}

function gaveUp(job: ReaderJob, why: string): Error {
  return new Error(`${job.reader} gave up: ${why}`);
}
