import { join } from 'node:path';
import type { CacheTrouble } from '../cache/open.ts';
import type { Config } from '../config/schema.ts';
import { DEFAULT_THRESHOLDS } from '../identify/decide.ts';
import { diskFileTree } from '../library/file-tree.ts';
import { walkOnDisk } from '../library/walk-in-thread.ts';
import { configureReaders } from '../media/reader/shared.ts';
import type { RevengeError } from '../model/errors.ts';
import type { EventSink } from '../model/events.ts';
import { printable } from '../model/text.ts';
import { STANDARD_POLICY } from '../reconcile/policies.ts';
import { type BudgetLimit, openBudget } from '../scan/budget.ts';
import type { ScanTarget } from '../scan/context.ts';
import { runScan as runPipeline, type ScanRun } from '../scan/run.ts';
import { createRenderer } from '../ui/select.ts';
import { systemClock, ticksOf } from '../util/clock.ts';
import { compose } from './context/compose.ts';
import type { LockWait } from './context/wait-for-lock.ts';
import { parseDuration } from './duration.ts';
import type { Io } from './io.ts';
import type { GlobalOptions, ScanOptions } from './options.ts';

/** What a run over targets is for, where it is not a scan. */
export interface RunAs {
  readonly command: string;
  /** Takes the events in place of the renderer that the options ask for. */
  readonly sink?: EventSink;
  /** A folder for store and pictures in place of the configured ones. */
  readonly scratch?: string;
  /** What of the targets is looked at. @default all of it */
  readonly choose?: ScanRun['choose'];
  /** @default as much as it needs */
  readonly budget?: BudgetLimit;
  /** Kept answers do not count: the sources are asked what is so now. */
  readonly renew?: boolean;
}

/** Takes targets of a configuration through the pipeline, drawn or printed as it goes. Gives the summary's exit code. */
export async function runTargets(
  part: Config,
  targets: readonly ScanTarget[],
  options: GlobalOptions & ScanOptions,
  io: Io,
  as: RunAs,
): Promise<number> {
  const config = as.scratch === undefined ? part : inScratch(part, as.scratch);
  configureReaders(config.scan.readers === undefined ? {} : { threads: config.scan.readers });
  const clock = io.clock ?? systemClock;
  let warn = (_trouble: CacheTrouble): void => undefined;
  const { store, gateway, sources, notices, close } = await compose(config, {
    ...options,
    lockWait: lockWaitOf(options, io),
    env: io.env,
    clock: io.clock,
    renew: as.renew === true,
    onTrouble: (trouble) => warn(trouble),
  });
  try {
    const sink = as.sink ?? (await createRenderer({ ...options, stdout: io.stdout, stderr: io.stderr, env: io.env }));
    let beside = 0;
    const tell = (warning: { readonly code: string; readonly message: string; readonly hint?: string }): void => {
      beside += 1;
      sink.emit({ type: 'warning', ...warning });
    };
    warn = tell;
    const summary = await runPipeline({
      command: as.command,
      targets,
      ...(as.choose === undefined ? {} : { choose: as.choose }),
      store,
      notices,
      gateway,
      ...(as.budget === undefined
        ? {}
        : { budget: openBudget(as.budget, { requests: () => gateway.liveRequests, now: ticksOf(clock) }) }),
      sink,
      sources: await sources(tell),
      warningsBeside: () => beside,
      tree: diskFileTree(),
      walk: walkOnDisk,
      roots: config.libraries.map(({ path }) => path),
      policy: STANDARD_POLICY,
      signal: io.signal,
      now: () => new Date(),
      strict: options.strict === true,
      options: {
        dryRun: options.dryRun === true,
        retryUnmatched: options.retryUnmatched === true,
        offline: options.offline === true,
        acceptMissing: options.acceptMissing === true,
        languages: config.languages,
        thresholds: { ...DEFAULT_THRESHOLDS, match: config.matching.threshold, margin: config.matching.margin },
      },
      ...(config.artwork.enabled && options.artwork !== false
        ? {
            enrich: {
              folder: config.artwork.folder,
              limits: { thumbnailWidths: config.artwork.thumbnails },
              wanted: config.artwork.wanted,
              portraits: config.artwork.portraits,
            },
          }
        : {}),
    });
    return summary.exitCode;
  } finally {
    await close();
  }
}

function lockWaitOf({ lockWait, quiet }: GlobalOptions & ScanOptions, io: Io): LockWait | undefined {
  if (lockWait === undefined) return undefined;
  const clock = io.clock ?? systemClock;
  const onWait = ({ message }: RevengeError): void => {
    if (quiet !== true) io.stderr.write(`revenge: ${printable(message)}; waiting up to ${lockWait}\n`);
  };
  return { forMs: parseDuration(lockWait), clock, signal: io.signal, onWait };
}

function inScratch(config: Config, folder: string): Config {
  return {
    ...config,
    store: join(folder, 'store.sqlite'),
    artwork: { ...config.artwork, folder: join(folder, 'artwork') },
  };
}
