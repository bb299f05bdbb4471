import type { Database } from 'better-sqlite3';
import type { FieldName } from '../../../model/fields.ts';
import type { SourceValue } from '../../../model/records.ts';
import { toJson } from '../../canonical.ts';
import { bySource, type GivenSource, type StoredSource, superseded } from '../../rows/given-sources.ts';
import { upsert } from '../sql.ts';
import type { SaveContext } from './context.ts';

interface ValueRow {
  readonly source_id: number;
  readonly field: FieldName;
  readonly value: string;
  readonly confidence: number;
  readonly fetched_at: string;
  readonly digest: string;
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
