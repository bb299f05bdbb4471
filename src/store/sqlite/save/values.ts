import type { Database } from 'better-sqlite3';
import type { FieldName } from '../../../model/fields.ts';
import type { SourceValue } from '../../../model/records.ts';
import { storable } from '../../../model/text.ts';
import { toJson } from '../../canonical.ts';
import { upsert } from '../sql.ts';
import type { SaveContext } from './context.ts';

interface StoredSource {
  readonly id: number;
  readonly provider: string;
  readonly provider_id: string;
  readonly group_id: number | null;
  readonly digest: string;
}

interface ValueRow {
  readonly source_id: number;
  readonly field: FieldName;
  readonly value: string;
  readonly confidence: number;
  readonly fetched_at: string;
  readonly digest: string;
}

/** The values that one provider gives under one id of its own. */
interface GivenSource {
  readonly provider: string;
  readonly providerId: string;
  readonly values: readonly SourceValue[];
  readonly newest: SourceValue;
}

/**
 * Writes the values of an item. A value is replaced only by a value: of the same provider and the same id of its own, or,
 * where this group had brought the older one, of the same provider under a new id (a renamed file, a corrected match).
 */
export function valueWriter(database: Database) {
  const sourcesOf = database.prepare<[number], StoredSource>(
    'SELECT id, provider, provider_id, group_id, digest FROM sources WHERE item_id = ?',
  );
  const addSource = database.prepare<[number, string, string, number, string, string]>(
    'INSERT INTO sources (item_id, provider, provider_id, group_id, fetched_at, digest) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const setSource = database.prepare<[number, string, string, number]>(
    'UPDATE sources SET group_id = ?, fetched_at = ?, digest = ? WHERE id = ?',
  );
  const putValue = upsert<ValueRow>(database, 'source_values', {
    key: ['source_id', 'field'],
    compare: ['value', 'confidence'],
    along: ['fetched_at', 'digest'],
  });
  const dropValue = database.prepare<[number, string]>('DELETE FROM source_values WHERE source_id = ? AND field = ?');
  const dropEmptySource = database.prepare<[number]>(
    'DELETE FROM sources WHERE id = ? AND NOT EXISTS (SELECT 1 FROM source_values WHERE source_id = sources.id)',
  );

  const saveSource = (itemId: number, given: GivenSource, stored: StoredSource | undefined, context: SaveContext) => {
    const { fetchedAt, digest } = given.newest;
    if (stored === undefined) {
      const added = addSource.run(itemId, given.provider, given.providerId, context.groupId, fetchedAt, digest);
      context.tally.rows += 1;
      return Number(added.lastInsertRowid);
    }
    if (stored.digest !== digest) {
      context.tally.rows += setSource.run(context.groupId, fetchedAt, digest, stored.id).changes;
    }
    return stored.id;
  };

  return (itemId: number, values: readonly SourceValue[], context: SaveContext): void => {
    const stored = sourcesOf.all(itemId);
    const given = bySource(values);
    for (const source of given) {
      const before = stored.find((one) => one.provider === source.provider && one.provider_id === source.providerId);
      const sourceId = saveSource(itemId, source, before, context);
      for (const { field, value, confidence, fetchedAt, digest } of source.values) {
        const row = { source_id: sourceId, field, value: toJson(value), confidence, fetched_at: fetchedAt, digest };
        context.tally.rows += putValue.run(row).changes;
      }
    }
    for (const old of superseded(stored, given, context.groupId)) {
      const fields = given.filter((one) => one.provider === old.provider).flatMap((one) => one.values);
      for (const { field } of fields) context.tally.rows += dropValue.run(old.id, field).changes;
      context.tally.rows += dropEmptySource.run(old.id).changes;
    }
  };
}

/** Sources that this group brought under an id that its provider does not give any more. */
function superseded(stored: readonly StoredSource[], given: readonly GivenSource[], groupId: number) {
  return stored.filter((old) => {
    const same = given.filter((one) => one.provider === old.provider);
    return old.group_id === groupId && same.length > 0 && !same.some((one) => one.providerId === old.provider_id);
  });
}

function bySource(values: readonly SourceValue[]): readonly GivenSource[] {
  const sources = new Map<string, GivenSource & { values: SourceValue[] }>();
  for (const value of values) {
    if (isEmpty(value.value)) continue;
    const providerId = storable(value.providerId);
    const key = `${value.provider} ${providerId}`;
    const source = sources.get(key);
    if (source === undefined) {
      sources.set(key, { provider: value.provider, providerId, values: [value], newest: value });
    } else if (!source.values.some((one) => one.field === value.field)) {
      source.values.push(value);
      if (value.fetchedAt > source.newest.fetchedAt) sources.set(key, { ...source, newest: value });
    }
  }
  return [...sources.values()];
}

/** Nothing is not a value: it replaces none. */
function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
