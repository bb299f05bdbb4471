import type { z } from 'zod';
import type { providerSummary, refreshList, revengeEvent, runSummary } from './event-schemas.ts';

/** Counts and health of one provider, as shown and as summed up. */
export type ProviderSummary = z.infer<typeof providerSummary>;

export type RunSummary = z.infer<typeof runSummary>;

/** The list of changes of one source, and whether it could be read. */
export type RefreshList = z.infer<typeof refreshList>;

/**
 * The one stream of events of a run. Renderers are ink, plain lines and NDJSON; `--json` prints these objects, one a
 * line. The last one is always `summary`.
 */
export type RevengeEvent = z.infer<typeof revengeEvent>;

/** Receives the events of a run; the renderers implement it. */
export interface EventSink {
  emit(event: RevengeEvent): void;
  /** Resolves when the reader has caught up: wait for it between groups, so that a slow one does not fill the memory. */
  ready?(): Promise<void>;
  /** Draws what is left and gives the terminal back. */
  close(): Promise<void>;
}
