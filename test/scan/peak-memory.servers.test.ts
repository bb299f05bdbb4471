import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { peakMemory } from '../../src/scan/peak-memory.ts';

describe('peakMemory', () => {
  it('is at least what is resident now, and no more than the machine could give', () => {
    expect(peakMemory()).toBeGreaterThanOrEqual(process.memoryUsage.rss() * 0.9);
    expect(peakMemory()).toBeLessThan(2 ** 40);
  });

  it('says nothing of the program that started this one', () => {
    const ballast = Buffer.alloc(300 * 2 ** 20, 1);
    const script = `console.log(/VmHWM:\\s+(\\d+)/.exec(require('fs').readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0)`;
    const kilobytes = Number(spawnSync(process.execPath, ['-e', script]).stdout.toString());
    expect(ballast.length).toBeGreaterThan(kilobytes * 1024);
  });
});
