import type { Writable } from 'node:stream';
import type { EventSink, RevengeEvent } from '../model/events.ts';
import { printable } from '../model/text.ts';
import { formatClock, formatCount } from './format.ts';
import { createLineWriter, type LineWriter } from './line-writer.ts';
import { finishedRow } from './lines.ts';
import { ratePerSecond, secondsLeft } from './rate.ts';
import { EMPTY_VIEW, type NotableEvent, reduceView, takeFinished, type ViewState } from './state.ts';
import { summaryLines } from './summary.ts';
import { toColumns } from './width.ts';

export interface PlainOptions {
  /** Only warnings and errors, so that cron has nothing to mail when all is well. */
  readonly quiet?: boolean;
  /** Milliseconds; for tests. */
  readonly now?: () => number;
}

/** Milliseconds between two lines of progress. */
const PROGRESS_INTERVAL = 5_000;

/**
 * Plain lines for pipes, files and cron: one a new or changed group, warnings, progress now and then, and at the
 * end the summary. No colours, no cursor movements.
 */
export function createPlainRenderer(stream: Writable, options: PlainOptions = {}): EventSink {
  const now = options.now ?? Date.now;
  const quiet = options.quiet === true;
  const lines = createLineWriter(stream);
  let state: ViewState = EMPTY_VIEW;
  let nextProgress = now() + PROGRESS_INTERVAL;
  return {
    emit(event) {
      const at = now();
      state = reduceView(state, event, at);
      const [finished, rest] = takeFinished(state);
      state = rest;
      for (const row of finished) writeFinished(lines, row, quiet);
      if (quiet) return;
      if (event.type === 'progress' && at >= nextProgress) {
        nextProgress = at + PROGRESS_INTERVAL;
        lines.write(progressLine(state, at));
      } else writeFrame(lines, event, state);
    },
    ready: () => lines.ready(),
    close: () => lines.close(),
  };
}

/** What a run begins and ends with. */
function writeFrame(lines: LineWriter, event: RevengeEvent, { warned }: ViewState): void {
  if (event.type === 'run-started') {
    lines.write(`${printable(event.command)}: store ${printable(event.store)}`);
    for (const library of event.libraries) {
      lines.write(`library ${printable(library.name)} (${library.kind}): ${printable(library.root)}`);
    }
  } else if (event.type === 'summary') {
    lines.write('');
    for (const line of summaryLines(event.summary, 80, warned)) lines.write(line);
  }
}

function writeFinished(lines: LineWriter, event: NotableEvent, quiet: boolean): void {
  if (quiet && (event.type === 'group' || event.type === 'refresh')) return;
  const row = finishedRow(event);
  lines.write(`${toColumns(row.label, 11)} ${row.text}${row.detail === '' ? '' : `: ${row.detail}`}`);
  if (row.hint !== undefined) lines.write(`${' '.repeat(12)}hint: ${row.hint}`);
}

/** `progress    walk 1,200/1,200, identify 12/400 3.1/s 2:05 left` */
function progressLine(state: ViewState, now: number): string {
  const parts: string[] = [];
  for (const stage of state.stages) {
    if (stage.total === 0) continue;
    const rate = ratePerSecond(stage.samples, now);
    const left = stage.final ? secondsLeft(stage.done, stage.total, rate) : undefined;
    const count = `${stage.stage} ${formatCount(stage.done)}/${formatCount(stage.total)}`;
    parts.push(left === undefined || left === 0 ? count : `${count} ${formatClock(left)} left`);
  }
  return `${toColumns('progress', 11)} ${parts.join(', ')}`;
}
