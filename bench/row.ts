import type { Cost } from './measure.ts';

interface Bar {
  readonly limit: number;
  readonly is: 'at-most' | 'at-least';
}

/** One measured ratio, as it is printed and kept in the history. */
export interface Row {
  readonly name: string;
  readonly ratio: number;
  /** The ratio that is promised: `at-most` or `at-least`. Absent where a peer is shown for comparison only. */
  readonly bar?: Bar;
  /** The numbers that the ratio is made of. */
  readonly detail: string;
}

/** What could not be measured, and why. */
export interface Skipped {
  readonly name: string;
  readonly skipped: string;
}

export interface BenchContext {
  /** Of the bench's own: removed at the end. */
  readonly folder: string;
  readonly rounds: number;
  /** The part of the full size that is measured, over 0 and at most 1. */
  readonly scale: number;
}

/** A group of rows that are measured together, in turns. */
export type Bench = (context: BenchContext) => Promise<readonly (Row | Skipped)[]>;

export function atMost(limit: number): Bar {
  return { limit, is: 'at-most' };
}

export function atLeast(limit: number): Bar {
  return { limit, is: 'at-least' };
}

export function isMet({ ratio, bar }: Row): boolean | undefined {
  if (bar === undefined) return undefined;
  return bar.is === 'at-most' ? ratio <= bar.limit : ratio >= bar.limit;
}

/** `3.10 s (5.20 s CPU)`; below a second in milliseconds. */
export function costText({ wall, cpu }: Cost): string {
  return `${seconds(wall)} (${seconds(cpu)} CPU)`;
}

export function seconds(value: number): string {
  return value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`;
}
