import type { Difference } from '../../../../check/compare.ts';
import type { CheckDocument } from '../document.ts';
import type { CheckReport } from '../report.ts';

/** The document of `check --format json` and `check --json`. */
export function checkDocument({
  file,
  groups,
  rules,
  differences,
  unused,
  troubles,
  updated,
}: CheckReport): CheckDocument {
  return {
    ...(file === undefined ? {} : { file }),
    groups: groups.length,
    rules: [...rules],
    differences: differences.map(differenceDocument),
    unusedRecordings: [...unused],
    warnings: [...troubles],
    updated: updated === true,
  };
}

function differenceDocument({
  what,
  group,
  member,
  expected,
  actual,
  why,
}: Difference): CheckDocument['differences'][number] {
  return {
    what,
    ...(group === undefined ? {} : { library: group.library, group: group.key }),
    member,
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    why: [...(why ?? [])],
  };
}
