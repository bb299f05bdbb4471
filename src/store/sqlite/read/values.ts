import type { Database } from 'better-sqlite3';
import type { FieldName } from '../../../model/fields.ts';
import type { SourceValue } from '../../../model/records.ts';
import { fromJson } from '../../canonical.ts';

interface ValueRow {
  readonly field: FieldName;
  readonly provider: string;
  readonly provider_id: string;
  readonly value: string;
  readonly confidence: number;
  readonly fetched_at: string;
  readonly digest: string;
}

/** Reads every value that is stored of an item, in an order that does not change from one reading to the next. */
export function valueReader(database: Database): (itemId: number) => readonly SourceValue[] {
  const rows = database.prepare<[number], ValueRow>(
    `SELECT v.field, s.provider, s.provider_id, v.value, v.confidence, v.fetched_at, v.digest
     FROM sources s JOIN source_values v ON v.source_id = s.id
     WHERE s.item_id = ? ORDER BY s.provider, s.provider_id, v.field`,
  );
  return (itemId) =>
    rows.all(itemId).map((row) => ({
      field: row.field,
      provider: row.provider,
      providerId: row.provider_id,
      value: fromJson<SourceValue['value']>(row.value),
      confidence: row.confidence,
      fetchedAt: row.fetched_at,
      digest: row.digest,
    }));
}
