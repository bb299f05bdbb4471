import { describe, expect, it } from 'vitest';
import { interruption } from '../../src/cli/interruption.ts';

describe('interruption', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('aborts on %s and gives it back', (name) => {
    const before = process.listenerCount(name);
    const { signal, release } = interruption(undefined);
    expect(process.listenerCount(name)).toBe(before + 1);
    expect(signal.aborted).toBe(false);
    process.emit(name, name);
    expect(signal.aborted).toBe(true);
    release();
    expect(process.listenerCount(name)).toBe(before);
  });

  it('listens for nothing when it is given a signal', () => {
    const before = process.listenerCount('SIGINT');
    const given = new AbortController().signal;
    const { signal, release } = interruption(given);
    expect(signal).toBe(given);
    expect(process.listenerCount('SIGINT')).toBe(before);
    release();
  });
});
