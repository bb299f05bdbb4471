import { setMaxListeners } from 'node:events';
import type { HttpGateway } from '../http/port.ts';
import { toRevengeError } from '../model/errors.ts';
import type { EventSink, RunSummary } from '../model/events.ts';
import { newRunId } from '../model/ids.ts';
import { sealValue } from '../model/seal.ts';
import { printable } from '../model/text.ts';
import { type ScanContext, type ScanTarget, warn } from './context.ts';
import { type EnrichSettings, enrichStage } from './enrich.ts';
import { createInquiries } from './inquiry.ts';
import { peakMemory } from './peak-memory.ts';
import { runPipeline } from './pipeline.ts';
import { createProgress } from './progress.ts';
import { type MapGap, type Stranger, watchManagers } from './strangers.ts';
import { newTally, providerSummary, summarise } from './tally.ts';

export interface ScanRun extends Omit<ScanContext, 'progress' | 'tally' | 'warned' | 'continued' | 'inquiries'> {
  readonly command: string;
  /** Chooses what of the targets is looked at, once the run has begun. @default all of it */
  readonly choose?: (context: ScanContext) => Promise<readonly ScanTarget[]>;
  readonly gateway: HttpGateway;
  /** Said at the beginning: the server of the store is not there, say. */
  readonly notices?: readonly { readonly code: string; readonly message: string; readonly hint: string }[];
  /** Absent: no artwork. */
  readonly enrich?: EnrichSettings;
  /** Warnings that went to the sink from outside of the run: of the cache and of the sources. */
  readonly warningsBeside?: () => number;
  /** Exit 4 for items that need review and 5 for degraded providers. */
  readonly strict: boolean;
}

/**
 * One scan from its first event to its last, which is always `summary`. Never throws: what ends a run early is an
 * `error` event and the exit code of the summary. An interrupted run keeps what it stored; the next one carries on.
 */
export async function runScan(run: ScanRun): Promise<RunSummary> {
  const { store, now, command } = run;
  const sink = untilClosed(run.sink);
  const startedAt = now();
  const id = newRunId(startedAt);
  const tally = newTally();
  const progress = createProgress(sink, () => performance.now());
  const { sources, strangers, mapGaps } = watchManagers(run.sources);
  const inquiries = createInquiries(run.sources, now);
  const context: ScanContext = {
    ...run,
    sources,
    inquiries,
    sink,
    progress,
    tally,
    warned: new Set(),
    continued: new Set(),
  };
  // Every file and request under way listens to the one signal; that is no leak.
  setMaxListeners(0, run.signal);
  sink.emit({
    type: 'run-started',
    at: startedAt.toISOString(),
    run: id,
    command,
    store: store.location,
    libraries: run.targets.map(({ library: { name, root, kind } }) => ({ name, root, kind })),
  });
  for (const notice of run.notices ?? []) warn(context, notice);
  let fatal: ReturnType<typeof toRevengeError> | undefined;
  try {
    const targets = (await run.choose?.(context)) ?? run.targets;
    await runPipeline({ ...context, targets, isFirstScan: await store.isEmpty() });
    for (const stranger of strangers()) warnOfStranger(context, stranger);
    for (const gap of await mapGaps(run.signal)) warnOfMapGap(context, gap);
    if (run.enrich !== undefined && !run.options.dryRun) await enrichStage(context, run.gateway, run.enrich);
  } catch (error) {
    if (!run.signal.aborted) {
      fatal = toRevengeError(error);
      const { code, message, hint } = fatal;
      sink.emit({ type: 'error', code, message, ...(hint === undefined ? {} : { hint }) });
    }
  }
  progress.flush();
  for (const health of run.gateway.health()) sink.emit({ type: 'provider', provider: providerSummary(health) });
  const summary = summarise({
    tally,
    run: id,
    command,
    store: store.location,
    startedAt,
    finishedAt: now(),
    interrupted: run.signal.aborted,
    liveRequests: run.gateway.liveRequests,
    health: run.gateway.health(),
    unusedCassettes: run.gateway.unusedCassettes?.(),
    warningsBeside: run.warningsBeside?.() ?? 0,
    peakRss: peakMemory(),
    strict: run.strict,
    fatal: fatal?.exit,
  });
  if (tally.rows.changed > 0 && fatal === undefined) {
    const { startedAt: from } = summary;
    await store.saveRun({ id, command, startedAt: from, finishedAt: now().toISOString(), summary: sealValue(summary) });
  }
  sink.emit({ type: 'summary', summary });
  await sink.close();
  return summary;
}

/** The same sink, deaf once it is closed: work that an interruption left behind has no say after the summary. */
function untilClosed(sink: EventSink): EventSink {
  let open = true;
  return {
    emit: (event) => {
      if (open) sink.emit(event);
    },
    close: () => {
      open = false;
      return sink.close();
    },
  };
}

function warnOfMapGap(context: ScanContext, { instance, works, folders, from, to }: MapGap): void {
  warn(context, {
    code: 'ARR_PATH_UNMAPPED',
    message: `${instance}: ${folders} of its ${works} works lie below ${printable(from)}, which its path map leads to no library`,
    hint: `Add to the pathMap of ${instance}: { from: '${printable(from)}', to: '${printable(to)}' }`,
  });
}

function warnOfStranger(context: ScanContext, { instance, asked }: Stranger): void {
  warn(context, {
    code: 'ARR_KNOWS_NOTHING',
    message: `${instance} knows none of the ${asked} works that it was asked about`,
    hint: 'Does it see them at other paths? `revenge doctor` finds the path mapping that is missing.',
  });
}
