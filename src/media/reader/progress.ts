import { readlinkSync } from 'node:fs';

/** What a reader thread does at the moment. */
const IDLE = 0;
/** It waits for the operating system: the disk or the network mount decides how long. */
export const IN_SYSTEM_CALL = 1;
const COMPUTING = 2;

const JOB = 0;
const INDEX = 1;
const PHASE = 2;
const TICKS = 3;
const KIBIBYTES = 4;
const THREAD_ID = 5;
const STOPPED = 6;
const SLOTS = 7;

/**
 * The heartbeat of one reader thread, in memory that it shares with the main thread: a thread that reads or computes sends
 * no messages, so the watchdog looks here for what it has achieved.
 */
export interface Heartbeat {
  readonly memory: SharedArrayBuffer;
  /** Number of the file that the thread works on, counted from its start. */
  job(): number;
  /** Place of that file in the batch. */
  index(): number;
  phase(): number;
  /** Completed system calls. */
  ticks(): number;
  /** Bytes delivered by the disk, in KiB. */
  kibibytes(): number;
  /** Number of the thread in Linux; 0 elsewhere. */
  threadId(): number;
  /** Makes the next system call of the thread fail, so that it comes to its end. */
  stop(): void;
  begin(index: number): void;
  end(): void;
  /** Runs a system call that delivers `bytes(result)` bytes. */
  call<T>(run: () => T, bytes?: (result: T) => number): T;
}

export function createHeartbeat(memory = new SharedArrayBuffer(SLOTS * Int32Array.BYTES_PER_ELEMENT)): Heartbeat {
  const slots = new Int32Array(memory);
  const load = (slot: number) => (): number => Atomics.load(slots, slot);
  return {
    memory,
    job: load(JOB),
    index: load(INDEX),
    phase: load(PHASE),
    ticks: load(TICKS),
    kibibytes: load(KIBIBYTES),
    threadId: load(THREAD_ID),
    stop: () => {
      Atomics.store(slots, STOPPED, 1);
    },
    begin: (index) => {
      Atomics.store(slots, INDEX, index);
      Atomics.add(slots, JOB, 1);
      Atomics.store(slots, PHASE, COMPUTING);
    },
    end: () => {
      Atomics.store(slots, PHASE, IDLE);
    },
    call: (run, bytes) => {
      if (Atomics.load(slots, STOPPED) === 1) throw new TypeError('the thread is being ended');
      Atomics.store(slots, PHASE, IN_SYSTEM_CALL);
      try {
        const result = run();
        if (bytes !== undefined) Atomics.add(slots, KIBIBYTES, Math.ceil(bytes(result) / 1024));
        return result;
      } finally {
        Atomics.add(slots, TICKS, 1);
        Atomics.store(slots, PHASE, COMPUTING);
      }
    },
  };
}

/** Notes under which number Linux knows the calling thread; nothing elsewhere. */
export function noteThreadId({ memory }: Heartbeat): void {
  try {
    const id = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    if (Number.isSafeInteger(id)) Atomics.store(new Int32Array(memory), THREAD_ID, id);
  } catch {
    // Not Linux, or /proc is not mounted.
  }
}
