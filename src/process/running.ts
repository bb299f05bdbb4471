import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { errorCode } from '../util/error-code.ts';

/** A process as other processes may name it: its number means something only within its process space. */
export interface ProcessName {
  readonly pid: number;
  readonly host: string;
  /** Where the number is unique: this boot of this machine, and this container. */
  readonly space: string;
}

/** The name of this process. */
export function thisProcess(): ProcessName {
  return { pid: process.pid, host: hostname(), space: processSpace() };
}

/**
 * Whether a process is known to have ended. False where that cannot be told from here: the process may run on another
 * machine or in another container.
 */
export function hasEnded({ pid, host, space }: ProcessName): boolean {
  if (host !== hostname() || space !== processSpace()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // EPERM: it runs, as another user.
    return errorCode(error) === 'ESRCH';
  }
}

export function isThisProcess({ pid, host, space }: ProcessName): boolean {
  return pid === process.pid && host === hostname() && space === processSpace();
}

let known: string | undefined;

/** Two machines or containers can have one host name; only Linux offers more to tell them apart. */
function processSpace(): string {
  known ??= [readOr(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()), readOr(pidNamespace)].join(
    ' ',
  );
  return known;
}

function pidNamespace(): string {
  return readlinkSync('/proc/self/ns/pid');
}

function readOr(read: () => string): string {
  try {
    return read();
  } catch {
    return '-';
  }
}
