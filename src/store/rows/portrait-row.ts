import type { StoredImage } from '../../model/views.ts';
import type { PendingPortrait } from '../port.ts';
import { type ImageRow, imageFromRow } from './image-row.ts';

/** A person whose portrait waits. */
export interface PendingPortraitRow {
  readonly person: number;
  readonly name: string;
  readonly url: string;
  readonly provider: string;
}

/**
 * Persons whose portrait waits: those in the cast of a movie or series, as its chosen source bills them, up to a place.
 * `after`, `place` and `limit` are, in this order, the placeholders of the statement. Who is in the cast of an NFO is taken for the NFO's
 * person, as its address may come from there. Both databases understand it.
 */
export function pendingPortraitsSql(after: string, place: string, limit: string): string {
  return `SELECT p.id AS person, p.name, p.profile_url AS url,
      (SELECT CASE WHEN min(CASE WHEN c.provider = 'nfo' THEN 0 ELSE 1 END) = 0 THEN 'nfo' ELSE min(c.provider) END
       FROM credits c WHERE c.person_id = p.id) AS provider
    FROM people p LEFT JOIN portraits r ON r.person_id = p.id
    WHERE p.id > ${after} AND p.profile_url IS NOT NULL AND (r.url IS NULL OR r.url <> p.profile_url)
      AND EXISTS (SELECT 1 FROM credits c JOIN items i ON i.id = c.item_id AND i.credits_provider = c.provider
        WHERE c.person_id = p.id AND c.department = 'cast' AND c.billing < ${place} AND i.kind IN ('movie', 'series'))
    ORDER BY p.id LIMIT ${limit}`;
}

export function pendingPortraitOf({ person, name, url, provider }: PendingPortraitRow): PendingPortrait {
  return { person, name, url, provider };
}

/** The columns of a person's portrait (`IMAGE_COLUMNS`), null where there is none. */
export type PortraitColumns = { readonly [Column in keyof ImageRow]: ImageRow[Column] | null };

/** Joins a person `p` with the portrait, once it is there. */
export const PORTRAIT_JOIN = 'LEFT JOIN portraits r ON r.person_id = p.id LEFT JOIN images m ON m.digest = r.image';

/** The portrait of a row that was joined with one; undefined where the person has none. */
export function portraitOf(row: PortraitColumns): StoredImage | undefined {
  return isImage(row) ? imageFromRow(row) : undefined;
}

/** An image has all of its columns, or it was not joined. */
function isImage(row: PortraitColumns): row is ImageRow {
  return row.digest !== null;
}
