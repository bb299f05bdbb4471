import type { Database } from 'better-sqlite3';
import type { ItemKind } from '../../../model/kinds.ts';
import { fromJson } from '../../canonical.ts';
import type { ResolvedFields } from '../../port.ts';
import type { ItemColumns } from '../../rows/item-row.ts';
import { journalWriter } from './journal.ts';
import { searchWriter } from './search.ts';

export type ItemRow = ItemColumns & { readonly kind: ItemKind };

/** The row of an item as it is, and bringing it up to date with all that follows from it. */
export interface ItemRows {
  get(id: number): ItemRow | undefined;
  /** Writes what differs; with it what the item is found by and, of items that were there before, the journal. */
  update(
    id: number,
    change: {
      readonly before: ItemRow;
      readonly next: ItemColumns;
      readonly fields: ResolvedFields;
      readonly at: string;
      readonly isNew: boolean;
    },
  ): boolean;
}

export function itemRows(database: Database): ItemRows {
  const rowOf = database.prepare<[number], ItemRow>(
    `SELECT kind, parent_id, season, episode, absolute, air_date, disc, track, title, title_key, sort_key, year, artist,
       credits_provider, rating, fields FROM items WHERE id = ?`,
  );
  const update = database.prepare<[ItemColumns & { readonly id: number; readonly updated_at: string }]>(
    `UPDATE items SET parent_id = @parent_id, season = @season, episode = @episode, absolute = @absolute,
       air_date = @air_date, disc = @disc, track = @track, title = @title, title_key = @title_key, sort_key = @sort_key,
       year = @year, artist = @artist, credits_provider = @credits_provider, rating = @rating, fields = @fields,
       updated_at = @updated_at
     WHERE id = @id`,
  );
  const saveSearch = searchWriter(database);
  const note = journalWriter(database);
  return {
    get: (id) => rowOf.get(id),
    update: (id, { before, next, fields, at, isNew }) => {
      if (!differs(before, next)) return false;
      update.run({ ...next, id, updated_at: at });
      saveSearch(id, before, next, fields);
      if (!isNew) note(id, fromJson<ResolvedFields>(before.fields), fields, at);
      return true;
    },
  };
}

function differs(stored: ItemColumns, next: ItemColumns): boolean {
  let column: keyof ItemColumns;
  for (column in next) if (stored[column] !== next[column]) return true;
  return false;
}
