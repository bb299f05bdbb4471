import type { Database } from 'better-sqlite3';
import type { ExternalIdKind } from '../../../model/ids.ts';
import type { ItemKind } from '../../../model/kinds.ts';
import { collectIds } from '../../external-ids.ts';
import { matchChildren } from '../../match-children.ts';
import type { ItemDraft } from '../../port.ts';
import { placedChildren } from '../../rows/child-drafts.ts';
import { type ItemColumns, positionOf } from '../../rows/item-row.ts';
import type { SaveContext } from './context.ts';

type ChildRow = Pick<ItemColumns, 'season' | 'episode' | 'absolute' | 'air_date' | 'disc' | 'track' | 'title_key'> & {
  readonly id: number;
  readonly kind: ItemKind;
};

interface ChildIdRow {
  readonly item_id: number;
  readonly kind: ExternalIdKind;
  readonly value: string;
}

/** Pairs the children of a draft with those stored; a child without a season is of its parent's. */
export function childFinder(database: Database) {
  const children = database.prepare<[number], ChildRow>(
    `SELECT id, kind, season, episode, absolute, air_date, disc, track, title_key
     FROM items WHERE parent_id = ? ORDER BY id`,
  );
  const childIds = database.prepare<[number], ChildIdRow>(
    `SELECT i.item_id, i.kind, i.value FROM items c JOIN item_ids i ON i.item_id = c.id
     WHERE c.parent_id = ? ORDER BY i.item_id, i.kind`,
  );
  return (parentId: number, parent: ItemDraft, context: SaveContext) => {
    if (parent.children.length === 0) return [];
    const ids = new Map<number, ChildIdRow[]>();
    for (const row of childIds.all(parentId)) {
      const own = ids.get(row.item_id);
      if (own === undefined) ids.set(row.item_id, [row]);
      else own.push(row);
    }
    const stored = children.all(parentId).map((row) => ({
      id: row.id,
      kind: row.kind,
      position: positionOf(row),
      ids: collectIds(ids.get(row.id) ?? []),
      titleKey: row.title_key,
    }));
    const drafts = placedChildren(parent, context.resolve);
    const matches = matchChildren(
      drafts.map(({ identity }) => identity),
      stored,
    );
    return drafts.map(({ draft }, place) => ({ child: draft, stored: matches[place]?.id }));
  };
}
