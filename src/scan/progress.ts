import type { EventSink } from '../model/events.ts';
import type { Stage } from '../model/stages.ts';

/** At most one event a stage in this many milliseconds, so that renderers and pipes are not flooded. */
const INTERVAL_MS = 100;

export interface Progress {
  /** More work is known for a stage. */
  expect(stage: Stage, count: number): void;
  /** Work of a stage is done. */
  done(stage: Stage, count: number): void;
  /** All work of a stage is known: its total will not grow any more. */
  known(stage: Stage): void;
  /** Sends what the interval held back. */
  flush(): void;
}

interface Counter {
  done: number;
  total: number;
  final: boolean;
  sentAt: number;
  dirty: boolean;
}

/** Counts the stages' work and sends `progress` events, some times a second at most. */
export function createProgress(sink: EventSink, now: () => number): Progress {
  const counters = new Map<Stage, Counter>();
  const counterOf = (stage: Stage): Counter => {
    const known = counters.get(stage);
    if (known) return known;
    const counter = { done: 0, total: 0, final: false, sentAt: Number.NEGATIVE_INFINITY, dirty: false };
    counters.set(stage, counter);
    return counter;
  };
  const send = (stage: Stage, counter: Counter): void => {
    counter.sentAt = now();
    counter.dirty = false;
    sink.emit({ type: 'progress', stage, done: counter.done, total: counter.total, final: counter.final });
  };
  const changed = (stage: Stage, counter: Counter): void => {
    counter.dirty = true;
    const complete = counter.final && counter.done >= counter.total;
    if (complete || now() - counter.sentAt >= INTERVAL_MS) send(stage, counter);
  };
  return {
    expect(stage, count) {
      const counter = counterOf(stage);
      counter.total += count;
      changed(stage, counter);
    },
    done(stage, count) {
      const counter = counterOf(stage);
      counter.done += count;
      changed(stage, counter);
    },
    known(stage) {
      const counter = counterOf(stage);
      counter.final = true;
      send(stage, counter);
    },
    flush() {
      for (const [stage, counter] of counters) if (counter.dirty) send(stage, counter);
    },
  };
}
