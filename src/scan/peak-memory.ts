import { readFileSync } from 'node:fs';

/**
 * Bytes of the largest resident set of this process. Linux keeps the high-water mark of the program in
 * /proc/self/status (proc(5), VmHWM); what `getrusage` says there includes the program that started this one, as large
 * as that was. Elsewhere `getrusage` is all there is, in kilobytes as Node gives it.
 */
export function peakMemory(): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // No /proc here.
  }
  return process.resourceUsage().maxRSS * 1024;
}
