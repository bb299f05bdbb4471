import type { Thresholds } from '../identify/types.ts';
import type { FileTree } from '../library/file-tree.ts';
import type { ListedUnit } from '../library/unit-listing.ts';
import type { WalkOptions } from '../library/walk.ts';
import type { EventSink } from '../model/events.ts';
import type { FsPath, Library } from '../model/files.ts';
import type { ItemId } from '../model/ids.ts';
import type { UnaskedSource } from '../model/outcome.ts';
import type { PolicyName } from '../model/policies.ts';
import type { Sources } from '../providers/port.ts';
import type { Store } from '../store/port.ts';
import type { Budget } from './budget.ts';
import type { Inquiries } from './inquiry.ts';
import type { Progress } from './progress.ts';
import type { Tally } from './tally.ts';

interface ScanOptions {
  /** Keeps nothing: identifies and shows, but the store stays as it is. */
  readonly dryRun: boolean;
  /** Asks again about groups that nobody knew or that were ambiguous. */
  readonly retryUnmatched: boolean;
  /** No source is asked over the network. */
  readonly offline?: boolean;
  /** Believes that files are gone, however many. */
  readonly acceptMissing?: boolean;
  /** ISO 639-1, in order of preference. */
  readonly languages: readonly string[];
  readonly thresholds: Thresholds;
}

/** A library to scan, wholly or only the units that hold some paths. */
export interface ScanTarget {
  readonly library: Library;
  /** Absolute. */
  readonly onlyUnder?: readonly FsPath[];
  /** Keys of groups to ask about again though their files are as they were. */
  readonly renew?: ReadonlySet<FsPath>;
}

/** What the stages share: the ports they work with and what they report to. */
export interface ScanContext {
  readonly targets: readonly ScanTarget[];
  readonly tree: FileTree;
  /** A faster walk of a whole library than by `tree`; absent, or without an answer: there is none. */
  readonly walk?: (library: Library, options: WalkOptions) => AsyncIterable<readonly ListedUnit[]> | undefined;
  /** Roots of all configured libraries, scanned now or not. */
  readonly roots?: readonly FsPath[];
  readonly store: Store;
  /** The store held nothing when the run began: nothing found was there before, or somewhere else. */
  readonly isFirstScan?: boolean;
  readonly sources: Sources;
  readonly inquiries: Inquiries;
  readonly policy: PolicyName;
  readonly sink: EventSink;
  readonly progress: Progress;
  readonly tally: Tally;
  /** What was warned of already and need not be said for every group. */
  readonly warned: Set<string>;
  /** Items without a confirmed identity that groups of this run continue, so that no two groups continue the same one. */
  readonly continued: Set<ItemId>;
  /** Absent: the run may use as much as it needs. */
  readonly budget?: Budget;
  readonly signal: AbortSignal;
  readonly options: ScanOptions;
  readonly now: () => Date;
}

/** Sends a warning and counts it. */
export function warn(
  context: Pick<ScanContext, 'tally' | 'sink'>,
  warning: {
    readonly code: string;
    readonly message: string;
    readonly hint?: string | undefined;
    readonly path?: string;
  },
): void {
  context.tally.warnings += 1;
  const { hint, ...rest } = warning;
  context.sink.emit({ type: 'warning', ...rest, ...(hint === undefined ? {} : { hint }) });
}

/** Says once a run that a source cannot be asked and why; each group that suffers from it is shown as `degraded`. */
export function warnUnasked(context: ScanContext, { provider, reason, code, hint }: UnaskedSource): void {
  const key = `${provider}: ${code}`;
  if (context.warned.has(key)) return;
  context.warned.add(key);
  warn(context, { code: code ?? 'PROVIDER_DEGRADED', message: `${provider} could not be asked: ${reason}`, hint });
}
