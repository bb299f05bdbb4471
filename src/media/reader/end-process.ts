import { type Heartbeat, IN_SYSTEM_CALL } from './progress.ts';

/** How long a system call that is under way at the end of the process is waited for. */
const GRACE_MS = 1000;
const STEP_MS = 20;

const threads = new Set<Heartbeat>();
let isListening = false;

/** Remembers a thread that may wait for a disk when the process ends; call the result when the thread has ended. */
export function keepThread(heartbeat: Heartbeat): () => void {
  threads.add(heartbeat);
  if (!isListening) {
    isListening = true;
    process.on('exit', endWithoutStuckThreads);
  }
  return () => threads.delete(heartbeat);
}

/**
 * Node waits at its end for every thread, and a thread that waits for a dead network mount never ends. Where one does, the
 * process is replaced by one that ends at once with the same code: the kernel drops the threads.
 */
function endWithoutStuckThreads(code: number): void {
  for (const heartbeat of threads) heartbeat.stop();
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const isWaiting = (heartbeat: Heartbeat): boolean => heartbeat.phase() === IN_SYSTEM_CALL;
  for (let waited = 0; waited < GRACE_MS && [...threads].some(isWaiting); waited += STEP_MS) {
    Atomics.wait(pause, 0, 0, STEP_MS);
  }
  if (![...threads].some(isWaiting)) return;
  if (process.platform === 'win32' || process.execve === undefined) process.kill(process.pid, 'SIGKILL');
  else process.execve(process.execPath, [process.execPath, '-e', `process.exit(${Number(code)})`], {});
}
