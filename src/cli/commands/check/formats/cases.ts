import type { Difference } from '../../../../check/compare.ts';
import { type CheckReport, subjectOf } from '../report.ts';

/** A group or rule with its differences: what test reports call a case. */
export interface CheckCase {
  readonly name: string;
  readonly differences: readonly Difference[];
}

/** Every group and rule that was checked, and what else differs. */
export function casesOf({ groups, rules, differences }: CheckReport): readonly CheckCase[] {
  const cases = new Map<string, Difference[]>([...groups, ...rules].map((name) => [name, []]));
  for (const difference of differences) {
    const name = subjectOf(difference);
    const found = cases.get(name);
    if (found === undefined) cases.set(name, [difference]);
    else found.push(difference);
  }
  return [...cases].map(([name, found]) => ({ name, differences: found }));
}
