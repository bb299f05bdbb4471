import { describe, expect, it } from 'vitest';
import type { RevengeEvent } from '../../src/model/events.ts';
import { createNdjsonRenderer } from '../../src/ui/ndjson.ts';
import { group, progress, runSummary, started } from './events.ts';
import { broken, capture, stalled } from './streams.ts';

describe('createNdjsonRenderer', () => {
  it('prints each event as one line, whatever stands in it', async () => {
    const out = capture();
    const sink = createNdjsonRenderer(out.stream);
    const events = [
      started(),
      group({ title: 'a\nb\u001b[2J' }),
      progress('walk', 1, 2),
      { type: 'summary', summary: runSummary() },
    ] as const;
    for (const event of events) sink.emit(event);
    await sink.close();
    expect(out.lines().map((line) => JSON.parse(line))).toEqual(events);
  });

  it('keeps only the newest counters while the reader is behind, and loses nothing else', async () => {
    const out = stalled(10);
    const sink = createNdjsonRenderer(out.stream);
    sink.emit(started());
    const working: RevengeEvent = { type: 'working', stage: 'identify', what: 'x' };
    for (let done = 1; done <= 1000; done++) {
      sink.emit(progress('walk', done, 1000));
      sink.emit(working);
    }
    sink.emit(group());
    sink.emit(progress('walk', 1001, 1001));
    out.release();
    await sink.close();
    const events: RevengeEvent[] = out.lines().map((line) => JSON.parse(line));
    expect(events).toEqual([started(), progress('walk', 1000, 1000), working, group(), progress('walk', 1001, 1001)]);
  });

  it('tells the producer when the reader has caught up', async () => {
    const out = stalled(10);
    const sink = createNdjsonRenderer(out.stream);
    sink.emit(started());
    const seen: string[] = [];
    const both = [1, 2].map((waiter) => sink.ready?.().then(() => seen.push(`ready ${waiter}`)));
    await Promise.resolve();
    seen.push('released');
    out.release();
    await Promise.all(both);
    expect(seen).toEqual(['released', 'ready 1', 'ready 2']);
  });

  it('ends quietly when the reader goes away', async () => {
    const sink = createNdjsonRenderer(broken('EPIPE'));
    sink.emit(started());
    await sink.ready?.();
    sink.emit(group());
    await expect(sink.close()).resolves.toBeUndefined();
  });

  it('says so when the output cannot be written', async () => {
    const sink = createNdjsonRenderer(broken('ENOSPC'));
    sink.emit(started());
    await expect(sink.close()).rejects.toMatchObject({ code: 'OUTPUT_FAILED' });
  });
});
