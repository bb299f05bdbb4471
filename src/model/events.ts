import type { ProviderId, RunId } from './ids.ts';
import type { GroupKind } from './kinds.ts';
import type { Outcome } from './outcome.ts';

/** The stages of the pipeline, in their order. */
export const STAGES = ['walk', 'group', 'diff', 'identify', 'gather', 'reconcile', 'store', 'enrich'] as const;
export type Stage = (typeof STAGES)[number];

/** Counts and health of one provider, as shown and as summed up. */
export interface ProviderSummary {
  readonly provider: ProviderId;
  readonly state: 'ok' | 'degraded' | 'unused';
  readonly requests: number;
  readonly replayed: number;
  readonly retries: number;
  readonly failures: number;
  readonly notFound: number;
  readonly waitedMs: number;
  readonly latencyMs: number;
  /** Requests that had to wait for a limit. */
  readonly waits?: number;
  /** Answers that needed no request, by the tier that had them. */
  readonly hits?: { readonly memory: number; readonly redis: number; readonly local: number };
  /** Answers that the service said are still as kept (304). */
  readonly revalidated?: number;
  /** Old answers given because the service could not be asked. */
  readonly stale?: number;
  readonly lastError?: string;
}

export interface RunSummary {
  readonly run: RunId;
  readonly command: string;
  readonly store: string;
  readonly startedAt: string;
  /** Seconds. */
  readonly duration: number;
  readonly interrupted: boolean;
  readonly roots: { readonly scanned: number; readonly unavailable: number };
  readonly files: {
    readonly seen: number;
    readonly unchanged: number;
    readonly added: number;
    readonly changed: number;
    readonly moved: number;
    readonly missing: number;
    readonly skipped: number;
    readonly failed: number;
  };
  /** Of all groups met in this run, unchanged ones with the outcome they are stored with. */
  readonly groups: Readonly<Record<Outcome, number>> & {
    readonly total: number;
    readonly unchanged: number;
    /** Groups that an internal error kept from being stored; each has a warning with its path. Absent where there are none. */
    readonly failed?: number;
  };
  readonly rows: { readonly changed: number };
  /** Groups that could not be searched for, since no source for them is configured, and the settings that would add one. */
  readonly unsearched?: readonly {
    readonly kind: string;
    readonly groups: number;
    readonly add: readonly { readonly setting: string; readonly gives: string }[];
  }[];
  readonly images: { readonly fetched: number; readonly local: number; readonly failed: number };
  readonly requests: {
    readonly live: number;
    readonly replayed: number;
    /** Answers from the cache, over all providers and tiers. */
    readonly cached?: number;
    /** `--replay`: recordings that nothing asked for, relative to the folder. */
    readonly unusedCassettes?: readonly string[];
  };
  readonly providers: readonly ProviderSummary[];
  readonly warnings: number;
  /** Bytes of the largest resident set. */
  readonly peakRss: number;
  readonly exitCode: number;
}

/** A source's list of changes, and what it said. */
export interface RefreshList {
  readonly provider: ProviderId;
  readonly kind: GroupKind;
  readonly since: string;
  /** `too-many`: reading it would have cost more requests than asking for each work. `not-found`: it has none. */
  readonly status: 'known' | 'too-many' | 'not-found' | 'unavailable';
  /** Works on it, of the whole world. */
  readonly changed?: number;
}

/**
 * The one stream of events of a run. Renderers are ink, plain lines and NDJSON; `--json` prints these objects, one a
 * line, so their members are a contract (docs/events.md). The last one is always `summary`.
 */
export type RevengeEvent =
  | {
      readonly type: 'run-started';
      readonly at: string;
      readonly run: RunId;
      readonly command: string;
      readonly store: string;
      readonly libraries: readonly { readonly name: string; readonly root: string; readonly kind: string }[];
    }
  | {
      readonly type: 'root-unavailable';
      readonly library: string;
      readonly root: string;
      readonly reason: string;
      readonly hint: string;
    }
  /** Counters of a stage; sent at most some times a second. `total` grows while the walk goes on; `final` when it is known for good. */
  | {
      readonly type: 'progress';
      readonly stage: Stage;
      readonly done: number;
      readonly total: number;
      readonly final: boolean;
    }
  | { readonly type: 'working'; readonly stage: Stage; readonly what: string }
  | {
      readonly type: 'skipped';
      readonly library: string;
      readonly path: string;
      readonly rule: string;
      readonly reason: string;
    }
  | {
      readonly type: 'group';
      readonly library: string;
      readonly key: string;
      readonly kind: GroupKind;
      readonly outcome: Outcome;
      readonly title: string;
      readonly year?: number;
      readonly by?: string;
      readonly score?: number;
      readonly files: number;
      readonly item?: string;
      readonly reasons: readonly string[];
    }
  /** Of a refresh: how many works were chosen from, are due, and are asked about. */
  | {
      readonly type: 'refresh';
      readonly known: number;
      readonly due: number;
      /** Due, but not changed by their sources' own lists. */
      readonly unchanged: number;
      /** Due, but their sources' lists could not be read; left for the next refresh. */
      readonly unasked: number;
      readonly asked: number;
      readonly lists: readonly RefreshList[];
    }
  | {
      readonly type: 'artwork';
      readonly item: string;
      readonly title: string;
      readonly kind: string;
      readonly source: string;
    }
  | { readonly type: 'provider'; readonly provider: ProviderSummary }
  | {
      readonly type: 'warning';
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
      readonly path?: string;
    }
  | { readonly type: 'error'; readonly code: string; readonly message: string; readonly hint?: string }
  | { readonly type: 'summary'; readonly summary: RunSummary };

/** Receives the events of a run; the renderers implement it. */
export interface EventSink {
  emit(event: RevengeEvent): void;
  /** Resolves when the reader has caught up: wait for it between groups, so that a slow one does not fill the memory. */
  ready?(): Promise<void>;
  /** Draws what is left and gives the terminal back. */
  close(): Promise<void>;
}
