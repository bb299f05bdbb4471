import { RevengeError } from '../../model/errors.ts';
import type { ArtworkKind } from '../../model/files.ts';
import type { ItemId } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import type { StoredImage } from '../../model/views.ts';
import type { WantedArtwork } from '../../model/wanted-artwork.ts';
import { toJson } from '../canonical.ts';
import { member } from '../cells.ts';
import type { ArtworkSave, PendingArtwork } from '../port.ts';
import { IMAGE_COLUMNS, type ImageRow, imageFromRow } from '../rows/image-row.ts';
import type { StoredCandidateRow } from '../save/tables.ts';
import type { Session } from './session.ts';

interface PendingRow {
  readonly id: number;
  readonly uid: ItemId;
  readonly item_kind: ItemKind;
  readonly title: string;
  readonly kind: ArtworkKind;
  readonly language: string | null;
}

/** Reads artwork that waits to be fetched, in the order of items. */
export async function pendingArtwork(
  session: Session,
  wanted: WantedArtwork,
  limit: number,
): Promise<readonly PendingArtwork[]> {
  const pairs = Object.entries(wanted).flatMap(([item, kinds]) => kinds.map((kind) => `${item} ${kind}`));
  const rows = await session.rows<PendingRow>(
    `SELECT i.id, i.uid, i.kind AS item_kind, i.title, a.kind, i.fields #>> '{originalLanguage,value}' AS language
     FROM artwork a JOIN items i ON i.id = a.item_id
     WHERE a.state = 'pending' AND i.kind || ' ' || a.kind = ANY($1) ORDER BY a.item_id, a.kind LIMIT $2`,
    [pairs, limit],
  );
  const candidates = await session.rows<StoredCandidateRow & { readonly kind: ArtworkKind }>(
    `SELECT item_id, kind, provider, url, width, height, language, rating, votes, season FROM image_candidates
     WHERE item_id = ANY($1) ORDER BY place, provider, url`,
    [rows.map((row) => row.id)],
  );
  return rows.map((row) => ({
    itemId: row.uid,
    itemKind: row.item_kind,
    title: row.title,
    kind: row.kind,
    ...member('originalLanguage', row.language),
    candidates: candidates
      .filter((one) => one.item_id === row.id && one.kind === row.kind)
      .map(({ kind, provider, url, width, height, language, rating, votes, season }) => ({
        kind,
        provider,
        url,
        ...member('width', width),
        ...member('height', height),
        ...member('language', language),
        ...member('rating', rating),
        ...member('votes', votes),
        ...member('season', season),
      })),
  }));
}

/** Finds the image that came from an address. */
export async function imageByUrl(session: Session, url: string): Promise<StoredImage | undefined> {
  const [row] = await session.rows<ImageRow>(
    `SELECT ${IMAGE_COLUMNS} FROM image_urls u JOIN images m ON m.digest = u.digest
     WHERE md5(u.url) = md5($1) AND u.url = $1`,
    [url],
  );
  return row === undefined ? undefined : imageFromRow(row);
}

/** Writes what became of an item's artwork of one kind. Returns the rows changed. */
export async function saveArtwork(session: Session, save: ArtworkSave): Promise<number> {
  const { itemId, kind, at, chosen, failure } = save;
  if (chosen === undefined && failure === undefined) return 0;
  const [item] = await session.rows<{ readonly id: number }>('SELECT id FROM items WHERE uid = $1', [itemId]);
  if (item === undefined) {
    throw new RevengeError('NOT_FOUND', `No item ${itemId} is stored, so that it has no artwork`);
  }
  const images = chosen === undefined ? 0 : await saveImage(session, chosen.image, chosen.url);
  const state = chosen === undefined ? 'failed' : 'done';
  const settled = await session.run(
    `INSERT INTO artwork AS a (item_id, kind, state, candidates, image, provider, url, failure, settled_at)
     VALUES ($1, $2, $3, '', $4, $5, $6, $7, $8)
     ON CONFLICT (item_id, kind) DO UPDATE SET state = excluded.state, image = excluded.image,
       provider = excluded.provider, url = excluded.url, failure = excluded.failure, settled_at = excluded.settled_at
     WHERE (a.state, a.image, a.provider, a.url, a.failure)
       IS DISTINCT FROM (excluded.state, excluded.image, excluded.provider, excluded.url, excluded.failure)`,
    [
      item.id,
      kind,
      state,
      chosen?.image.digest ?? null,
      chosen?.provider ?? null,
      chosen?.url ?? null,
      failure ?? null,
      at,
    ],
  );
  return images + settled;
}

/** Writes an image and the address that it came from. Returns the rows changed. */
export async function saveImage(session: Session, image: StoredImage, url: string): Promise<number> {
  const columns = [image.path, image.format, image.width, image.height, image.bytes, image.blurhash];
  const saved = await session.run(
    `INSERT INTO images AS m (digest, path, format, width, height, bytes, blurhash, thumbnails)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (digest) DO UPDATE SET path = excluded.path, format = excluded.format, width = excluded.width,
       height = excluded.height, bytes = excluded.bytes, blurhash = excluded.blurhash, thumbnails = excluded.thumbnails
     WHERE (m.path, m.format, m.width, m.height, m.bytes, m.blurhash, m.thumbnails::text) IS DISTINCT FROM
       (excluded.path, excluded.format, excluded.width, excluded.height, excluded.bytes, excluded.blurhash, excluded.thumbnails::text)`,
    [image.digest, ...columns, toJson(image.thumbnails)],
  );
  const linked = await session.run(
    `INSERT INTO image_urls AS u (url, digest) VALUES ($1, $2)
     ON CONFLICT (md5(url)) DO UPDATE SET digest = excluded.digest WHERE u.digest <> excluded.digest`,
    [url, image.digest],
  );
  return saved + linked;
}
