import type { Writable } from 'node:stream';
import type { EventSink, RevengeEvent } from '../model/events.ts';
import { createLineWriter } from './line-writer.ts';

/**
 * Prints every event as one line of JSON. While the reader is behind, counters and `working` are kept back, the newest
 * of each kind, and come before the next other event; nothing else is left out.
 */
export function createNdjsonRenderer(stream: Writable): EventSink {
  const lines = createLineWriter(stream);
  const held = new Map<string, RevengeEvent>();
  const release = () => {
    for (const event of held.values()) lines.write(JSON.stringify(event));
    held.clear();
  };
  return {
    emit(event) {
      const key = replaceableKey(event);
      if (key !== undefined && lines.congested) {
        held.delete(key);
        held.set(key, event);
        return;
      }
      release();
      lines.write(JSON.stringify(event));
    },
    ready: () => lines.ready(),
    async close() {
      release();
      await lines.close();
    },
  };
}

/** Names what a later event of the same key makes worthless; undefined for events that must not be lost. */
function replaceableKey(event: RevengeEvent): string | undefined {
  if (event.type === 'progress') return `progress ${event.stage}`;
  return event.type === 'working' ? 'working' : undefined;
}
