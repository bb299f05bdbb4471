import { describe, expect, it } from 'vitest';
import type { ThreadState } from '../../../src/media/reader/cpu-clock.ts';
import { createHeartbeat } from '../../../src/media/reader/progress.ts';
import { LOOK_MS, watch } from '../../../src/media/reader/watchdog.ts';

const LIMITS = { cpuMs: 1000, stallMs: 4 * LOOK_MS };

function watched() {
  const heartbeat = createHeartbeat();
  let state: ThreadState = { cpuMs: 0, runnable: false };
  const watchdog = watch(heartbeat, { read: () => state });
  return {
    heartbeat,
    look: (cpuMs: number, runnable = false) => {
      state = { cpuMs, runnable };
      return watchdog.look(LIMITS);
    },
  };
}

describe('the watchdog of a reader thread', () => {
  it('never ends a job that gets no CPU, however often it looks', () => {
    const { heartbeat, look } = watched();
    heartbeat.begin(0);
    for (let count = 0; count < 10_000; count++) expect(look(5)).toBe('fine');
  });

  it('counts the CPU of each job by itself', () => {
    const { heartbeat, look } = watched();
    for (let job = 0; job < 20; job++) {
      heartbeat.begin(job);
      expect(look(job * 900)).toBe('fine');
    }
    expect(look(19 * 900 + 1001)).toBe('spent');
  });

  it('calls a system call stalled that does not end, unless the thread waits for a processor', () => {
    const { heartbeat, look } = watched();
    heartbeat.begin(0);
    heartbeat.call(() => {
      for (let count = 0; count < 100; count++) expect(look(1, true)).toBe('fine');
      expect([look(1), look(1), look(1), look(1)]).toEqual(['fine', 'fine', 'fine', 'stalled']);
    });
    expect(look(1)).toBe('fine');
  });

  it('calls nothing stalled that moves slowly', () => {
    const { heartbeat, look } = watched();
    heartbeat.begin(0);
    for (let count = 0; count < 100; count++) {
      heartbeat.call(() => {
        expect(look(1)).toBe('fine');
        expect(look(1)).toBe('fine');
      });
    }
  });
});
