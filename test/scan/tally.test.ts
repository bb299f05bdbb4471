import { describe, expect, it } from 'vitest';
import type { ProviderHealth } from '../../src/http/port.ts';
import type { RevengeEvent } from '../../src/model/events.ts';
import { newRunId } from '../../src/model/ids.ts';
import { createProgress } from '../../src/scan/progress.ts';
import { countGroup, newTally, type SummaryInput, summarise } from '../../src/scan/tally.ts';

const start = new Date('2026-01-01T00:00:00Z');

function input(more: Partial<SummaryInput> = {}): SummaryInput {
  return {
    tally: newTally(),
    run: newRunId(start),
    command: 'scan',
    store: 'x.sqlite',
    startedAt: start,
    finishedAt: new Date(start.getTime() + 1500),
    interrupted: false,
    liveRequests: 0,
    health: [],
    peakRss: 1,
    strict: false,
    ...more,
  };
}

function health(more: Partial<ProviderHealth>): ProviderHealth {
  return {
    provider: 'tmdb',
    requests: 0,
    replayed: 0,
    retries: 0,
    waitedMs: 0,
    failures: 0,
    notFound: 0,
    latencyMs: 0,
    ...more,
  };
}

describe('summarise', () => {
  it('sums up time, requests and the state of providers', () => {
    const summary = summarise(
      input({
        liveRequests: 2,
        health: [health({ requests: 2 }), health({ provider: 'mb', replayed: 3 }), health({ provider: 'x' })],
      }),
    );
    expect(summary.duration).toBe(1.5);
    expect(summary.requests).toEqual({ live: 2, replayed: 3 });
    expect(summary.providers.map(({ state }) => state)).toEqual(['ok', 'ok', 'unused']);
    expect(summary.exitCode).toBe(0);
  });

  it('follows the order of exit codes', () => {
    const tally = newTally();
    countGroup(tally, 'ambiguous', false);
    expect(summarise(input({ tally })).exitCode).toBe(0);
    expect(summarise(input({ tally, strict: true })).exitCode).toBe(4);
    countGroup(tally, 'degraded', true);
    expect(tally.groups).toMatchObject({ total: 2, unchanged: 1, ambiguous: 1, degraded: 1 });
    expect(summarise(input({ tally, strict: true })).exitCode).toBe(5);
    expect(summarise(input({ strict: true, health: [health({ failures: 1 })] })).exitCode).toBe(5);
    tally.roots.unavailable = 1;
    expect(summarise(input({ tally, strict: true })).exitCode).toBe(7);
    expect(summarise(input({ tally, interrupted: true })).exitCode).toBe(130);
  });
});

describe('createProgress', () => {
  it('sends some events a second, and what was held back at the end', () => {
    const events: RevengeEvent[] = [];
    let now = 0;
    const progress = createProgress({ emit: (event) => events.push(event), close: async () => undefined }, () => now);
    for (let index = 0; index < 100; index++) {
      now += 5;
      progress.done('walk', 1);
    }
    expect(events.length).toBeGreaterThan(3);
    expect(events.length).toBeLessThan(10);
    progress.flush();
    expect(events.at(-1)).toEqual({ type: 'progress', stage: 'walk', done: 100, total: 0, final: false });
    progress.flush();
    progress.expect('walk', 100);
    progress.known('walk');
    expect(events.at(-1)).toEqual({ type: 'progress', stage: 'walk', done: 100, total: 100, final: true });
  });
});
