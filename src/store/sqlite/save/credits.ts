import type { Database } from 'better-sqlite3';
import type { Credit } from '../../../model/records.ts';
import { storable } from '../../../model/text.ts';
import { digestOf, toJson } from '../../canonical.ts';
import { flagOrNull, integerOrNull, textOrNull } from '../../cells.ts';
import type { ItemDraft } from '../../port.ts';
import { upsert } from '../sql.ts';
import type { SaveContext } from './context.ts';
import { personWriter } from './people.ts';

interface ListRow {
  readonly item_id: number;
  readonly provider: string;
  readonly digest: string;
}

/**
 * Writes the credits of an item, a list for each provider. A list is replaced as a whole, and only by one that differs
 * and holds something. Returns the provider whose list holds, where one was given.
 */
export function creditWriter(database: Database) {
  const putList = upsert<ListRow>(database, 'credit_lists', { key: ['item_id', 'provider'], compare: ['digest'] });
  const clear = database.prepare<[number, string]>('DELETE FROM credits WHERE item_id = ? AND provider = ?');
  const add = database.prepare<
    [number, string, number, number, string, string, string | null, string | null, number, number | null, number | null]
  >(
    `INSERT INTO credits (item_id, provider, place, person_id, name, department, job, character, billing, episode_count, guest)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const savePerson = personWriter(database);

  const insert = (itemId: number, provider: string, credit: Credit, place: number, context: SaveContext) => {
    add.run(
      itemId,
      provider,
      place,
      savePerson(credit, context.tally),
      storable(credit.name),
      credit.department,
      textOrNull(credit.job),
      textOrNull(credit.character),
      integerOrNull(credit.order) ?? place,
      integerOrNull(credit.episodeCount),
      flagOrNull(credit.guest),
    );
    context.tally.rows += 1;
  };

  return (itemId: number, { provider, credits }: ItemDraft['credits'], context: SaveContext): string | undefined => {
    if (credits.length === 0) return undefined;
    const { changes } = putList.run({ item_id: itemId, provider, digest: digestOf(credits.map(toJson)) });
    if (changes > 0) {
      context.tally.rows += 1;
      clear.run(itemId, provider);
      credits.forEach((credit, place) => {
        insert(itemId, provider, credit, place, context);
      });
    }
    return provider;
  };
}
