import type { Database } from 'better-sqlite3';
import { RevengeError } from '../../model/errors.ts';
import type { ArtworkKind } from '../../model/files.ts';
import type { ItemId } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import type { WantedArtwork } from '../../model/wanted-artwork.ts';
import { member } from '../cells.ts';
import type { ArtworkSave, PendingArtwork } from '../port.ts';
import { imageWriter } from './images.ts';
import { upsert } from './sql.ts';

interface PendingRow {
  readonly id: number;
  readonly uid: ItemId;
  readonly item_kind: ItemKind;
  readonly title: string;
  readonly kind: ArtworkKind;
  readonly language: string | null;
}

interface CandidateRow {
  readonly kind: ArtworkKind;
  readonly provider: string;
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly language: string | null;
  readonly rating: number | null;
  readonly votes: number | null;
  readonly season: number | null;
}

interface ArtworkRow {
  readonly item_id: number;
  readonly kind: string;
  readonly state: 'done' | 'failed';
  readonly image: string | null;
  readonly provider: string | null;
  readonly url: string | null;
  readonly failure: string | null;
  readonly settled_at: string;
  readonly candidates: string;
}

/** Reads artwork that waits to be fetched, in the order of items. */
export function pendingReader(database: Database) {
  const pending = database.prepare<[string, number], PendingRow>(
    `SELECT i.id, i.uid, i.kind AS item_kind, i.title, a.kind,
       json_extract(i.fields, '$.originalLanguage.value') AS language
     FROM artwork a JOIN items i ON i.id = a.item_id
     WHERE a.state = 'pending' AND i.kind || ' ' || a.kind IN (SELECT value FROM json_each(?))
     ORDER BY a.item_id, a.kind LIMIT ?`,
  );
  const candidates = database.prepare<[number, string], CandidateRow>(
    `SELECT kind, provider, url, width, height, language, rating, votes, season FROM image_candidates
     WHERE item_id = ? AND kind = ? ORDER BY place, provider, url`,
  );
  return (wanted: WantedArtwork, limit: number): readonly PendingArtwork[] => {
    const pairs = Object.entries(wanted).flatMap(([item, kinds]) => kinds.map((kind) => `${item} ${kind}`));
    return pending.all(JSON.stringify(pairs), limit).map((row) => ({
      itemId: row.uid,
      itemKind: row.item_kind,
      title: row.title,
      kind: row.kind,
      ...member('originalLanguage', row.language),
      candidates: candidates.all(row.id, row.kind).map(candidateOf),
    }));
  };
}

/** Writes what became of an item's artwork of one kind. Returns the rows changed. */
export function artworkWriter(database: Database): (save: ArtworkSave) => number {
  const itemOf = database.prepare<[string], number>('SELECT id FROM items WHERE uid = ?').pluck();
  const candidatesOf = database
    .prepare<[number, string], string>('SELECT candidates FROM artwork WHERE item_id = ? AND kind = ?')
    .pluck();
  const put = upsert<ArtworkRow>(database, 'artwork', {
    key: ['item_id', 'kind'],
    compare: ['state', 'image', 'provider', 'url', 'failure', 'candidates'],
    along: ['settled_at'],
  });
  const saveImage = imageWriter(database);
  return ({ itemId, kind, at, chosen, failure }) => {
    if (chosen === undefined && failure === undefined) return 0;
    const id = itemOf.get(itemId);
    if (id === undefined) throw new RevengeError('NOT_FOUND', `No item ${itemId} is stored, so that it has no artwork`);
    const url = chosen?.url ?? null;
    const images = chosen === undefined ? 0 : saveImage(chosen.image, chosen.url);
    const row: ArtworkRow = {
      item_id: id,
      kind,
      state: chosen === undefined ? 'failed' : 'done',
      image: chosen?.image.digest ?? null,
      provider: chosen?.provider ?? null,
      url,
      failure: failure ?? null,
      settled_at: at,
      candidates: candidatesOf.get(id, kind) ?? '',
    };
    return images + put.run(row).changes;
  };
}

function candidateOf(row: CandidateRow): PendingArtwork['candidates'][number] {
  return {
    kind: row.kind,
    provider: row.provider,
    url: row.url,
    ...member('width', row.width),
    ...member('height', row.height),
    ...member('language', row.language),
    ...member('rating', row.rating),
    ...member('votes', row.votes),
    ...member('season', row.season),
  };
}
