import type { Database } from 'better-sqlite3';
import type { Credit } from '../../../model/records.ts';
import { storable } from '../../../model/text.ts';
import { type Tally, textOrNull } from '../../cells.ts';

/**
 * Finds the person of a credit by an id, else by the name among those known by name alone, else adds them. Ids and the
 * picture that a credit brings are kept. Returns the person's row.
 */
export function personWriter(database: Database): (credit: Credit, tally: Tally) => number {
  const byId = database
    .prepare<[string, string], number>('SELECT person_id FROM person_ids WHERE kind = ? AND value = ?')
    .pluck();
  const byName = database.prepare<[string], number>('SELECT id FROM people WHERE name = ? AND identified = 0').pluck();
  const add = database.prepare<[string, number, string | null]>(
    'INSERT INTO people (name, identified, profile_url) VALUES (?, ?, ?)',
  );
  const setProfile = database.prepare<[{ readonly id: number; readonly url: string | null }]>(
    'UPDATE people SET profile_url = @url WHERE id = @id AND @url IS NOT NULL AND profile_url IS NOT @url',
  );
  const addId = database.prepare<[string, string, number]>(
    'INSERT INTO person_ids (kind, value, person_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );

  return (credit, tally) => {
    const name = storable(credit.name);
    const profile = textOrNull(credit.profileUrl);
    const ids = Object.entries(credit.ids).map(([kind, value]) => ({ kind, value: storable(value) }));
    let person = ids.length === 0 ? byName.get(name) : undefined;
    for (const { kind, value } of ids) person ??= byId.get(kind, value);
    if (person === undefined) {
      person = Number(add.run(name, Number(ids.length > 0), profile).lastInsertRowid);
      tally.rows += 1;
    } else {
      tally.rows += setProfile.run({ id: person, url: profile }).changes;
    }
    for (const { kind, value } of ids) tally.rows += addId.run(kind, value, person).changes;
    return person;
  };
}
