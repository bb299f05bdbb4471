import type { ProviderSummary } from '../model/events.ts';
import { OUTCOMES } from '../model/outcome.ts';
import type { Stage } from '../model/stages.ts';
import { printable } from '../model/text.ts';
import { counted, formatClock, formatCount, formatRate } from './format.ts';
import { finishedRow, outcomeMark, type Tone } from './lines.ts';
import { ratePerSecond, secondsLeft } from './rate.ts';
import type { NotableEvent, StageState, ViewState } from './state.ts';
import { displayWidth, toColumns, truncate } from './width.ts';

/** A piece of a row with its colour. */
export interface Segment {
  readonly text: string;
  readonly tone?: Tone | 'strong';
}
export type Row = readonly Segment[];

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The live part of the view as rows that fit the terminal: no row is wider, and together they leave the last line of
 * the terminal free, which the cursor needs. What matters least goes first where it is too low.
 */
export function liveRows(state: ViewState, now: number, size: Size): readonly Row[] {
  const stages = state.stages.map((stage) => stageRow(stage, now, size.columns));
  const rows = [
    headerRow(state, now, size.columns),
    ...stages,
    outcomeRow(state),
    workingRow(state),
    ...(state.warnings > 0 ? [warningRow(state)] : []),
    ...state.providers.filter((provider) => provider.state !== 'unused').map(providerRow),
  ];
  return rows.slice(0, Math.max(1, size.rows - 1)).map((row) => cutRow(row, size.columns));
}

/** Terminal lines that rows take when the terminal, made narrower, has wrapped them. */
export function wrappedHeight(rows: readonly Row[], columns: number): number {
  let height = 0;
  for (const row of rows) height += Math.max(1, Math.ceil(rowWidth(row) / Math.max(1, columns)));
  return height;
}

/**
 * The row cut to so many columns, without spaces at its end: a terminal that is made narrower would wrap coloured ones
 * into a line of their own.
 */
export function cutRow(row: Row, columns: number): Row {
  const out: Segment[] = [];
  let left = columns;
  for (const segment of row) {
    if (left <= 0) break;
    const text = truncate(segment.text, left);
    out.push({ ...segment, text });
    left -= displayWidth(text);
    if (text !== segment.text) break;
  }
  for (let last = out.pop(); last !== undefined; last = out.pop()) {
    const text = last.text.trimEnd();
    if (text !== '') return [...out, { ...last, text }];
  }
  return out;
}

function rowWidth(row: Row): number {
  return row.reduce((width, segment) => width + displayWidth(segment.text), 0);
}

function headerRow(state: ViewState, now: number, columns: number): Row {
  const clock = state.startedAt === undefined ? '' : formatClock((now - state.startedAt) / 1000);
  const name = truncate(`revenge ${printable(state.command)}`, columns);
  const room = columns - displayWidth(name) - clock.length - 3;
  return [
    { text: name, tone: 'strong' },
    { text: `  ${toColumns(printable(state.store), room)}`, tone: 'dim' },
    { text: ` ${clock}` },
  ];
}

/** Widths of the parts of a stage row; what does not fit is left out, the bar first. */
function stageWidths(columns: number): { readonly bar: number; readonly count: number; readonly rate: number } {
  if (columns >= 72) return { bar: 20, count: 19, rate: 9 };
  if (columns >= 60) return { bar: 10, count: 19, rate: 9 };
  return { bar: 0, count: columns >= 40 ? 17 : 12, rate: 0 };
}

function stageRow(stage: StageState, now: number, columns: number): Row {
  const widths = stageWidths(columns);
  const started = stage.total > 0 || stage.final;
  const complete = stage.final && stage.done >= stage.total;
  const rate = complete ? undefined : ratePerSecond(stage.samples, now);
  const counts = started ? `${formatCount(stage.done)}/${formatCount(stage.total)}${stage.final ? '' : '+'}` : '';
  const row: Segment[] = [{ text: ` ${toColumns(stage.stage, 9)} `, tone: started ? 'strong' : 'dim' }];
  if (widths.bar > 0) row.push(...bar(stage, widths.bar));
  row.push({ text: toColumns(counts, widths.count, 'right') });
  if (widths.rate > 0)
    row.push({
      text: toColumns(rate === undefined || rate === 0 ? '' : formatRate(rate), widths.rate, 'right'),
      tone: 'dim',
    });
  row.push({ text: `  ${left(stage, complete, rate)}`, tone: complete ? 'good' : 'dim' });
  return row;
}

function left(stage: StageState, complete: boolean, rate: number | undefined): string {
  if (complete) return 'done';
  const seconds = stage.final ? secondsLeft(stage.done, stage.total, rate) : undefined;
  return seconds === undefined ? '' : `${formatClock(seconds)} left`;
}

function bar(stage: StageState, width: number): Segment[] {
  const filled = stage.total === 0 ? 0 : Math.floor((stage.done / stage.total) * width);
  return [
    { text: '█'.repeat(filled), tone: 'good' },
    { text: '░'.repeat(width - filled), tone: 'dim' },
  ];
}

function outcomeRow(state: ViewState): Row {
  const row: Segment[] = [];
  for (const outcome of OUTCOMES) {
    const count = state.outcomes[outcome];
    if (count === 0) continue;
    const { mark, tone } = outcomeMark(outcome);
    row.push({ text: ` ${mark} ${formatCount(count)} ${outcome} `, tone });
  }
  return row.length > 0 ? row : [{ text: ' nothing new yet', tone: 'dim' }];
}

function workingRow(state: ViewState): Row {
  if (state.working === undefined) return [{ text: ' ' }];
  return [{ text: ` ${VERBS[state.working.stage]} ` }, { text: printable(state.working.what) }];
}

const VERBS: Readonly<Record<Stage, string>> = {
  walk: 'walking',
  group: 'grouping',
  diff: 'comparing',
  identify: 'identifying',
  gather: 'gathering',
  reconcile: 'reconciling',
  store: 'storing',
  enrich: 'enriching',
};

function warningRow(state: ViewState): Row {
  return [
    { text: ` ! ${counted(state.warnings, 'warning')} `, tone: 'warn' },
    { text: `last: ${printable(state.lastWarning ?? '')}`, tone: 'dim' },
  ];
}

function providerRow(provider: ProviderSummary): Row {
  const parts: string[] = [];
  if (provider.requests > 0 || provider.replayed === 0) parts.push(counted(provider.requests, 'request'));
  if (provider.replayed > 0) parts.push(`${formatCount(provider.replayed)} replayed`);
  if (provider.retries > 0) parts.push(counted(provider.retries, 'retry', 'retries'));
  if (provider.failures > 0) parts.push(`${formatCount(provider.failures)} failed`);
  const broken = provider.state === 'degraded';
  const row: Segment[] = [
    { text: ` ${toColumns(printable(provider.provider), 12)} ` },
    { text: toColumns(provider.state, 9), tone: broken ? 'bad' : 'good' },
    { text: parts.join(', '), tone: 'dim' },
  ];
  if (broken && provider.lastError !== undefined) row.push({ text: `: ${printable(provider.lastError)}`, tone: 'dim' });
  return row;
}

/** A finished event as rows: what happened, and under it what to do. */
export function finishedRows(event: NotableEvent): readonly Row[] {
  const row = finishedRow(event);
  const rows: Row[] = [
    [
      { text: `${row.mark} ${toColumns(row.label, 11)} `, tone: row.tone },
      { text: row.text },
      { text: row.detail === '' ? '' : `  ${row.detail}`, tone: 'dim' },
    ],
  ];
  if (row.hint !== undefined) rows.push([{ text: `${' '.repeat(14)}hint: ${row.hint}`, tone: 'dim' }]);
  return rows;
}
