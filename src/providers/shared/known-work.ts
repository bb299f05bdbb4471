import type { FieldName, FieldValues } from '../../model/fields.ts';
import type { ExternalIdKind } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import type { SourceRecord } from '../../model/records.ts';
import type { KnownWork } from '../port.ts';

/** An id of the work, or of what it is a part of: the release group and the artist of an album. */
export function knownId(work: KnownWork, kind: ExternalIdKind): string | undefined {
  return work.ids[kind] ?? withParents(work).find(({ ids }) => ids[kind] !== undefined)?.ids[kind];
}

/** The first value that a source gave a field of the work or of what it is a part of. */
export function knownValue<F extends FieldName>(work: KnownWork, kind: ItemKind, field: F): FieldValues[F] | undefined {
  return withParents(work).find((record) => record.kind === kind && record.values[field] !== undefined)?.values[field];
}

function withParents({ records }: KnownWork): SourceRecord[] {
  const all: SourceRecord[] = [];
  for (const record of records) {
    for (let each: SourceRecord | undefined = record; each !== undefined; each = each.parent) all.push(each);
  }
  return all;
}
