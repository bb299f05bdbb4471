import type { Database } from 'better-sqlite3';
import { newItemId } from '../../../model/ids.ts';
import type { ItemKind } from '../../../model/kinds.ts';
import type { ItemDraft } from '../../port.ts';
import { itemIds, storableIds } from '../ids.ts';
import { valueReader } from '../read/values.ts';
import { candidateWriter } from './candidates.ts';
import { childFinder } from './children.ts';
import type { SaveContext } from './context.ts';
import { creditWriter } from './credits.ts';
import { itemFinder } from './find-item.ts';
import { type ItemColumns, nextColumns } from './item-row.ts';
import { valueWriter } from './values.ts';

/** What is known of a draft's place before it is looked for. */
interface Known {
  /** The item it was last time. */
  readonly stored?: number | undefined;
  readonly parent?: number | undefined;
  /** True for parents: those without an id are known by their title. */
  readonly byTitle?: boolean;
}

type ItemRow = ItemColumns & { readonly kind: ItemKind };

/**
 * Writes a draft with its parents and children, and returns its row. Everything that is stored of the item and not in
 * the draft stays; fields are resolved anew over all values.
 */
export function itemWriter(database: Database) {
  const add = database.prepare<[string, string, string, string]>(
    `INSERT INTO items (uid, kind, title, title_key, sort_key, added_at, updated_at, fields)
     VALUES (?, ?, '', '', '', ?, ?, '{}')`,
  );
  const rowOf = database.prepare<[number], ItemRow>(
    `SELECT kind, parent_id, season, episode, absolute, air_date, disc, track, title, title_key, sort_key, year, artist,
       credits_provider, fields FROM items WHERE id = ?`,
  );
  const update = database.prepare<[ItemColumns & { readonly id: number; readonly updated_at: string }]>(
    `UPDATE items SET parent_id = @parent_id, season = @season, episode = @episode, absolute = @absolute,
       air_date = @air_date, disc = @disc, track = @track, title = @title, title_key = @title_key, sort_key = @sort_key,
       year = @year, artist = @artist, credits_provider = @credits_provider, fields = @fields, updated_at = @updated_at
     WHERE id = @id`,
  );
  const ids = itemIds(database);
  const find = itemFinder(database, ids);
  const findChildren = childFinder(database);
  const saveValues = valueWriter(database);
  const valuesOf = valueReader(database);
  const saveCredits = creditWriter(database);
  const saveCandidates = candidateWriter(database);

  const insert = (kind: ItemKind, context: SaveContext): number => {
    context.tally.rows += 1;
    return Number(add.run(newItemId(), kind, context.at, context.at).lastInsertRowid);
  };

  const storedParent = (row: ItemRow, draft: ItemDraft): number | undefined => {
    if (row.parent_id === null) return undefined;
    return rowOf.get(row.parent_id)?.kind === draft.kind ? row.parent_id : undefined;
  };

  const save = (draft: ItemDraft, known: Known, context: SaveContext): number => {
    const stored =
      known.stored !== undefined && rowOf.get(known.stored)?.kind === draft.kind ? known.stored : undefined;
    const title = known.byTitle === true ? context.resolve(draft.values, draft.kind).title?.value : undefined;
    const given = storableIds(draft.ids);
    const found = find(draft.kind, given, stored, title);
    const id = found ?? insert(draft.kind, context);
    const row = rowOf.get(id);
    if (row === undefined) throw new Error(`Item row ${id} is gone within its own transaction`);

    const parent =
      draft.parent === undefined
        ? known.parent
        : save(draft.parent, { stored: storedParent(row, draft.parent), byTitle: true }, context);
    ids.save(id, draft.kind, given, context.tally);
    saveValues(id, draft.values, context);
    const creditsProvider = saveCredits(id, draft.credits, context);
    saveCandidates(id, draft.images, context);

    const fields = context.resolve(valuesOf(id), draft.kind);
    const next = nextColumns(row, parent, draft.position, fields, creditsProvider);
    if (differs(row, next)) {
      update.run({ ...next, id, updated_at: context.at });
      if (found !== undefined) context.tally.rows += 1;
    }
    for (const { child, stored: same } of findChildren(id, draft, context)) {
      save(child, { stored: same, parent: id }, context);
    }
    return id;
  };

  return (draft: ItemDraft, stored: number | undefined, context: SaveContext): number =>
    save(draft, { stored }, context);
}

function differs(stored: ItemColumns, next: ItemColumns): boolean {
  let column: keyof ItemColumns;
  for (column in next) if (stored[column] !== next[column]) return true;
  return false;
}
