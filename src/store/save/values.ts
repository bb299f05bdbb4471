import type { ExternalId } from '../../model/ids.ts';
import type { SourceValue } from '../../model/records.ts';
import { compareText } from '../../util/compare.ts';
import { fromJson, sortedJson } from '../canonical.ts';
import { bySource, type GivenSource, superseded } from '../rows/given-sources.ts';
import type { SaveContext } from './context.ts';
import type { SourceRow, ValueRow } from './tables.ts';
import type { Work } from './work.ts';

/**
 * Takes in the values of an item. A value is replaced only by a value: of the same provider and the same id of its own,
 * or, where this group had brought the older one, of the same provider under a new id.
 */
export function saveValues(
  itemId: number,
  values: readonly SourceValue[],
  formerIds: readonly ExternalId[],
  context: SaveContext,
): void {
  const { work, tally, groupId } = context;
  const stored = work.sources.of(itemId);
  const given = bySource(values);
  for (const source of given) {
    const sourceId = saveSource(itemId, source, context);
    for (const { field, value, confidence, fetchedAt, digest } of source.values) {
      const json = sortedJson(value);
      const row: ValueRow = { source_id: sourceId, field, value: json, confidence, fetched_at: fetchedAt, digest };
      if (work.values.put(row)) tally.rows += 1;
    }
  }
  for (const old of superseded(stored, given, groupId, new Set(formerIds.map(({ value }) => value)))) {
    const fields = new Set(
      given.filter((one) => one.provider === old.provider).flatMap((one) => one.values.map((value) => value.field)),
    );
    for (const row of work.values.of(old.id)) {
      if ([...fields].some((field) => field === row.field) && work.values.drop(row)) tally.rows += 1;
    }
    if (work.values.of(old.id).length === 0 && work.sources.drop(old)) tally.rows += 1;
  }
  takeBack(itemId, given, context);
}

/** Drops what the group's own files said before and do not say now: whoever edits or deletes a sidecar means it. */
function takeBack(
  itemId: number,
  given: readonly GivenSource[],
  { work, tally, groupId, complete }: SaveContext,
): void {
  if (complete.length === 0) return;
  for (const source of [...work.sources.of(itemId)]) {
    if (source.group_id !== groupId || !complete.includes(source.provider)) continue;
    const now = given.find((one) => one.provider === source.provider && one.providerId === source.provider_id);
    const fields = new Set<string>(now?.values.map(({ field }) => field));
    for (const row of [...work.values.of(source.id)]) {
      if (!fields.has(row.field) && work.values.drop(row)) tally.rows += 1;
    }
    if (work.values.of(source.id).length === 0 && work.sources.drop(source)) tally.rows += 1;
  }
}

function saveSource(itemId: number, given: GivenSource, { work, groupId, tally }: SaveContext): number {
  const { fetchedAt, digest } = given.newest;
  const stored = work.sources.get(`${itemId} ${given.provider} ${given.providerId}`);
  if (stored?.digest === digest) return stored.id;
  const row: SourceRow = {
    id: stored?.id ?? work.newId(),
    item_id: itemId,
    provider: given.provider,
    provider_id: given.providerId,
    group_id: groupId,
    fetched_at: fetchedAt,
    digest,
  };
  if (work.sources.put(row)) tally.rows += 1;
  return row.id;
}

/** Every value that is known of an item, in an order that does not change from one time to the next. */
export function valuesOf(work: Work, itemId: number): readonly SourceValue[] {
  const sources = [...work.sources.of(itemId)].sort((one, other) =>
    one.provider === other.provider
      ? compareText(one.provider_id, other.provider_id)
      : compareText(one.provider, other.provider),
  );
  return sources.flatMap((source) =>
    [...work.values.of(source.id)]
      .sort((one, other) => compareText(one.field, other.field))
      .map((row) => ({
        field: row.field,
        provider: source.provider,
        providerId: source.provider_id,
        value: fromJson<SourceValue['value']>(row.value),
        confidence: row.confidence,
        fetchedAt: row.fetched_at,
        digest: row.digest,
      })),
  );
}
