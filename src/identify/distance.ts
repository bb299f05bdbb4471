import type { Penalty } from '../model/outcome.ts';

/** One aspect in which a claim and a candidate were compared. */
export interface Comparison {
  /** Stable name: `title`, `year`, `track-durations` … */
  readonly name: string;
  /** How much the aspect counts beside the others. */
  readonly weight: number;
  /** 0 = the same, 1 = nothing in common. */
  readonly off: number;
  /** One line for a person. */
  readonly detail: string;
}

/** A distance with the named penalties that it is the sum of, largest first. */
export interface Distance {
  readonly value: number;
  readonly penalties: readonly Penalty[];
}

/**
 * The weighted mean of the comparisons that could be made, as beets' autotag distance: an aspect that one side does
 * not know is left out by the caller and counts neither for nor against. Nothing compared = nothing in common.
 */
export function distanceOf(comparisons: readonly Comparison[]): Distance {
  const total = comparisons.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return { value: 1, penalties: [{ name: 'nothing', amount: 1, detail: 'nothing to compare' }] };
  const penalties = comparisons
    .map(({ name, weight, off, detail }) => ({ name, amount: rounded((weight * clamp(off)) / total), detail }))
    .filter(({ amount }) => amount > 0)
    .sort((one, other) => other.amount - one.amount || (one.name < other.name ? -1 : 1));
  return { value: rounded(penalties.reduce((sum, { amount }) => sum + amount, 0)), penalties };
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Four digits, so that a sum of floating-point parts compares and prints the same everywhere. */
function rounded(value: number): number {
  return Math.min(1, Math.round(value * 10_000) / 10_000);
}
