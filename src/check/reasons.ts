import type { Difference } from './compare.ts';
import type { ObservedField } from './expectation.ts';
import { nameIn } from './names.ts';
import type { ScanRecord } from './observe-scan.ts';

/** Adds to each difference of a group why its actual value is what it is. */
export function withReasons(differences: readonly Difference[], { groups }: ScanRecord): readonly Difference[] {
  const reasons = new Map(groups.map((group) => [nameIn(group.library, group.key), group.reasons]));
  return differences.map(({ field, ...difference }) => {
    const { group, member } = difference;
    if (group === undefined) return difference;
    const why = isField(field)
      ? fieldReasons(field)
      : isIdentity(member)
        ? reasons.get(nameIn(group.library, group.key))
        : undefined;
    return why === undefined || why.length === 0 ? difference : { ...difference, why };
  });
}

/** Members that the identification decides. */
function isIdentity(member: string): boolean {
  return ['', 'outcome', 'by', 'title', 'year', 'item'].includes(member) || member.startsWith('item.ids');
}

function isField(actual: unknown): actual is ObservedField & { readonly source: string } {
  return typeof actual === 'object' && actual !== null && 'value' in actual && 'source' in actual;
}

function fieldReasons({ source, agree, differ }: ObservedField & { readonly source: string }): readonly string[] {
  return [
    `the value of ${source} won`,
    ...(agree ?? []).map((other) => `${other} has the same value`),
    ...(differ ?? []).map((other) => `${other.source} has ${JSON.stringify(other.value)}`),
  ];
}
