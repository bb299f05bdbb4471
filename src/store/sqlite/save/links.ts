import type { Database } from 'better-sqlite3';
import type { ItemKind } from '../../../model/kinds.ts';
import type { SavedFile } from '../../port.ts';
import { filePlaceKeys, placeKeys } from '../../positions.ts';
import type { Tally } from '../sql.ts';
import { type ItemColumns, positionOf } from './item-row.ts';

/** A file of a save with its row. */
export interface LinkedFile {
  readonly id: number;
  readonly file: SavedFile;
}

type PlaceRow = Pick<ItemColumns, 'season' | 'episode' | 'absolute' | 'air_date' | 'disc' | 'track'> & {
  readonly id: number;
  readonly kind: ItemKind;
};

/**
 * Ties the files of a group to the items that they are: main files by their positions (one file may be several episodes),
 * sidecars and extras to what their main file is, all others to the season they say or to the item of the group.
 */
export function linkWriter(database: Database) {
  const descendants = database.prepare<[number, number], PlaceRow>(
    `SELECT id, kind, season, episode, absolute, air_date, disc, track FROM items WHERE parent_id = ?
     UNION ALL
     SELECT c.id, c.kind, c.season, c.episode, c.absolute, c.air_date, c.disc, c.track
     FROM items p JOIN items c ON c.parent_id = p.id WHERE p.parent_id = ? ORDER BY id`,
  );
  const linksOf = database.prepare<[number], number>('SELECT item_id FROM file_items WHERE file_id = ?').pluck();
  const add = database.prepare<[number, number]>('INSERT INTO file_items (file_id, item_id) VALUES (?, ?)');
  const drop = database.prepare<[number, number]>('DELETE FROM file_items WHERE file_id = ? AND item_id = ?');

  return (itemId: number, files: readonly LinkedFile[], tally: Tally): void => {
    const places = new Map<string, number>();
    for (const row of descendants.all(itemId, itemId)) {
      for (const key of placeKeys(row.kind, positionOf(row))) if (!places.has(key)) places.set(key, row.id);
    }
    const targets = fileTargets(itemId, files, places);
    for (const { id, file } of files) {
      const wanted = targets(file);
      const stored = linksOf.all(id);
      for (const target of wanted) if (!stored.includes(target)) tally.rows += add.run(id, target).changes;
      for (const target of stored) if (!wanted.has(target)) tally.rows += drop.run(id, target).changes;
    }
  };
}

function fileTargets(itemId: number, files: readonly LinkedFile[], places: ReadonlyMap<string, number>) {
  const main = new Map<string, ReadonlySet<number>>();
  for (const { file } of files) {
    if (file.role !== 'main') continue;
    const found = file.positions.flatMap((position) => firstPlace(places, filePlaceKeys(position)));
    main.set(file.relativePath, new Set(found.length > 0 ? found : [itemId]));
  }
  return (file: SavedFile): ReadonlySet<number> => {
    const own = main.get(file.role === 'main' ? file.relativePath : (file.belongsTo ?? file.relativePath));
    if (own !== undefined) return own;
    const season = file.season === undefined ? undefined : places.get(`season ${file.season}`);
    return new Set([season ?? itemId]);
  };
}

function firstPlace(places: ReadonlyMap<string, number>, keys: readonly string[]): readonly number[] {
  for (const key of keys) {
    const place = places.get(key);
    if (place !== undefined) return [place];
  }
  return [];
}
