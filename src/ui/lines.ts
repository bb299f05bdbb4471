import type { RevengeEvent } from '../model/events.ts';
import type { Outcome } from '../model/outcome.ts';
import { printable } from '../model/text.ts';
import { counted, formatCount } from './format.ts';
import type { NotableEvent } from './state.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'dim';

/** A finished row in parts, so that a view can colour them; all text is safe for a terminal. */
export interface FinishedRow {
  readonly mark: string;
  readonly label: string;
  readonly text: string;
  readonly detail: string;
  readonly tone: Tone;
  /** What to do about it. */
  readonly hint?: string;
}

/** What a notable event says, for a person. */
export function finishedRow(event: NotableEvent): FinishedRow {
  switch (event.type) {
    case 'group':
      return groupRow(event);
    case 'refresh':
      return refreshRow(event);
    case 'warning':
      return noticeRow('!', 'warning', 'warn', event);
    case 'error':
      return noticeRow('✗', 'error', 'bad', event);
    case 'root-unavailable':
      return {
        mark: '✗',
        label: 'unavailable',
        text: `${printable(event.library)}: ${printable(event.root)}`,
        detail: printable(event.reason),
        tone: 'bad',
        hint: printable(event.hint),
      };
  }
}

const MARKS: Readonly<Record<Outcome, { readonly mark: string; readonly tone: Tone }>> = {
  matched: { mark: '✓', tone: 'good' },
  ambiguous: { mark: '?', tone: 'warn' },
  unmatched: { mark: '✗', tone: 'bad' },
  degraded: { mark: '!', tone: 'warn' },
  ignored: { mark: '-', tone: 'dim' },
};

/** How an outcome is marked in rows and counts. */
export function outcomeMark(outcome: Outcome): { readonly mark: string; readonly tone: Tone } {
  return MARKS[outcome];
}

/** `The Matrix (1999)`, safe for a terminal. */
export function titled(title: string, year?: number): string {
  return year === undefined ? printable(title) : `${printable(title)} (${year})`;
}

function groupRow(event: Extract<RevengeEvent, { type: 'group' }>): FinishedRow {
  return {
    ...outcomeMark(event.outcome),
    label: event.outcome,
    text: titled(event.title, event.year),
    detail: event.outcome === 'matched' ? matchDetail(event) : printable(event.reasons.at(-1) ?? event.key),
  };
}

/** `5 of 340 works are due`: what of them is asked about, and why not the rest. */
function refreshRow(event: Extract<RevengeEvent, { type: 'refresh' }>): FinishedRow {
  const { known, due, unchanged, unasked, asked } = event;
  const parts = [
    ...(unchanged === 0 ? [] : [`${unchanged} unchanged by their sources' lists`]),
    ...(unasked === 0 ? [] : [`${unasked} left for the next refresh`]),
    `${asked} asked about`,
  ];
  const text = `${due} of ${counted(known, 'work')} ${due === 1 ? 'is' : 'are'} due`;
  return { mark: '↻', label: 'refresh', text, detail: parts.join(', '), tone: 'dim' };
}

/** `moved old/a.mkv → new/a.mkv and 2 more` */
function moved([first, ...others]: NonNullable<Extract<RevengeEvent, { type: 'group' }>['moved']>): readonly string[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` and ${formatCount(others.length)} more`;
  return [`moved ${printable(first.from)} → ${printable(first.to)}${more}`];
}

function matchDetail(event: Extract<RevengeEvent, { type: 'group' }>): string {
  const parts: string[] = [];
  if (event.by !== undefined) parts.push(`by ${printable(event.by)}`);
  if (event.score !== undefined && event.score < 1) parts.push(`score ${event.score.toFixed(2)}`);
  parts.push(counted(event.files, 'file'), ...moved(event.moved ?? []));
  return parts.join(', ');
}

function noticeRow(
  mark: string,
  label: string,
  tone: Tone,
  event: { readonly code: string; readonly message: string; readonly hint?: string; readonly path?: string },
): FinishedRow {
  const place = event.path === undefined ? '' : ` (${printable(event.path)})`;
  const row = { mark, label, text: `${printable(event.message)}${place}`, detail: printable(event.code), tone };
  return event.hint === undefined ? row : { ...row, hint: printable(event.hint) };
}
