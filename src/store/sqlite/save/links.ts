import type { Database } from 'better-sqlite3';
import type { Tally } from '../../cells.ts';
import { fileTargets, type LinkedFile, type PlaceRow } from '../../rows/file-targets.ts';

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
    const targets = fileTargets(itemId, files, descendants.all(itemId, itemId));
    for (const { id, file } of files) {
      const wanted = targets(file);
      const stored = linksOf.all(id);
      for (const target of wanted) if (!stored.includes(target)) tally.rows += add.run(id, target).changes;
      for (const target of stored) if (!wanted.has(target)) tally.rows += drop.run(id, target).changes;
    }
  };
}
