import type { Database } from 'better-sqlite3';
import { digestOf } from '../../canonical.ts';
import type { ItemDraft } from '../../port.ts';
import { type CandidateRow, candidateRows, distinctOffers } from '../../rows/candidate-row.ts';
import { upsert } from '../sql.ts';
import type { SaveContext } from './context.ts';

/**
 * Writes the pictures that sources offer of an item. A provider's offer of one kind is replaced only by another of this
 * kind, as far as the same group brought it. Artwork that was given up is wanted again when what is offered changes.
 */
export function candidateWriter(database: Database) {
  const put = upsert<CandidateRow>(database, 'image_candidates', {
    key: ['item_id', 'kind', 'provider', 'url'],
    compare: ['width', 'height', 'language', 'rating', 'votes', 'season'],
    along: ['group_id', 'place'],
  });
  const offered = database.prepare<[number, string, string, number], { readonly url: string }>(
    'SELECT url FROM image_candidates WHERE item_id = ? AND kind = ? AND provider = ? AND group_id = ?',
  );
  const drop = database.prepare<[number, string, string, string]>(
    'DELETE FROM image_candidates WHERE item_id = ? AND kind = ? AND provider = ? AND url = ?',
  );
  const addresses = database
    .prepare<[number, string], string>(
      'SELECT DISTINCT url FROM image_candidates WHERE item_id = ? AND kind = ? ORDER BY url',
    )
    .pluck();
  const want = database.prepare<[number, string, string]>(
    `INSERT INTO artwork (item_id, kind, state, candidates) VALUES (?, ?, 'pending', ?)
     ON CONFLICT (item_id, kind) DO UPDATE SET candidates = excluded.candidates,
       state = CASE state WHEN 'failed' THEN 'pending' ELSE state END
     WHERE candidates <> excluded.candidates`,
  );

  return (itemId: number, images: ItemDraft['images'], context: SaveContext): void => {
    const given = candidateRows(itemId, images, context.groupId);
    for (const row of given.values()) context.tally.rows += put.run(row).changes;
    for (const { kind, provider } of distinctOffers([...given.values()])) {
      for (const { url } of offered.all(itemId, kind, provider, context.groupId)) {
        if (!given.has(`${kind} ${provider} ${url}`))
          context.tally.rows += drop.run(itemId, kind, provider, url).changes;
      }
    }
    for (const kind of new Set(images.map((image) => image.kind))) {
      context.tally.rows += want.run(itemId, kind, digestOf(addresses.all(itemId, kind))).changes;
    }
  };
}
