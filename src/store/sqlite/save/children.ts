import type { Database } from 'better-sqlite3';
import type { ExternalIdKind } from '../../../model/ids.ts';
import type { ItemKind } from '../../../model/kinds.ts';
import type { Position } from '../../../model/records.ts';
import { titleKey } from '../../../naming/title-key.ts';
import { type ChildIdentity, matchChildren } from '../../match-children.ts';
import type { ItemDraft } from '../../port.ts';
import { collectIds, storableIds } from '../ids.ts';
import { member } from '../sql.ts';
import type { SaveContext } from './context.ts';
import { type ItemColumns, positionOf } from './item-row.ts';

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
    const drafts = parent.children.map((child) => placed(child, parent, context));
    const matches = matchChildren(
      drafts.map(({ draft, title }) => identityOf(draft, title)),
      stored,
    );
    return drafts.map(({ draft }, place) => ({ child: draft, stored: matches[place]?.id }));
  };
}

function identityOf(draft: ItemDraft, title: string): ChildIdentity {
  return { kind: draft.kind, position: draft.position ?? {}, ids: storableIds(draft.ids), titleKey: titleKey(title) };
}

/** A child with its place: as it says, else as its fields do, else in the season of its parent. */
function placed(child: ItemDraft, parent: ItemDraft, context: SaveContext) {
  const fields = context.resolve(child.values, child.kind);
  const season = fields.seasonNumber?.value ?? (child.kind === 'episode' ? parent.position?.season : undefined);
  const position: Position = {
    ...member('season', season),
    ...member('episode', fields.episodeNumber?.value),
    ...member('absolute', fields.absoluteNumber?.value),
    ...member('disc', fields.discNumber?.value),
    ...member('track', fields.trackNumber?.value),
    ...child.position,
  };
  return { draft: { ...child, position }, title: fields.title?.value ?? '' };
}
