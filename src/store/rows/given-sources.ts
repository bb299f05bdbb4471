import type { SourceValue } from '../../model/records.ts';

/** What of a stored source tells whether it is written again. */
export interface StoredSource {
  readonly id: number;
  readonly provider: string;
  readonly provider_id: string;
  readonly group_id: number | null;
  readonly digest: string;
}

/** The values that one provider gives under one id of its own. */
export interface GivenSource {
  readonly provider: string;
  readonly providerId: string;
  readonly values: readonly SourceValue[];
  readonly newest: SourceValue;
}

/**
 * Sources that this group brought under an id that its provider does not give any more, or that anybody brought under an
 * id which the provider has merged.
 */
export function superseded<S extends Omit<StoredSource, 'digest'>>(
  stored: readonly S[],
  given: readonly GivenSource[],
  groupId: number,
  formerIds: ReadonlySet<string> = new Set(),
) {
  return stored.filter((old) => {
    const same = given.filter((one) => one.provider === old.provider);
    const isOver = old.group_id === groupId || formerIds.has(old.provider_id);
    return isOver && same.length > 0 && !same.some((one) => one.providerId === old.provider_id);
  });
}

/** Values by the source that gives them; of a field given twice the first counts. */
export function bySource(values: readonly SourceValue[]): readonly GivenSource[] {
  const sources = new Map<string, GivenSource & { values: SourceValue[] }>();
  for (const value of values) {
    const { provider, providerId } = value;
    const key = `${provider} ${providerId}`;
    const source = sources.get(key);
    if (source === undefined) {
      sources.set(key, { provider, providerId, values: [value], newest: value });
    } else if (!source.values.some((other) => other.field === value.field)) {
      source.values.push(value);
      if (value.fetchedAt > source.newest.fetchedAt) sources.set(key, { ...source, newest: value });
    }
  }
  return [...sources.values()];
}
