import type { StoredImage } from '../../model/views.ts';
import { fromJson } from '../canonical.ts';
import type { PendingPortrait } from '../port.ts';

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

/** The columns of a person's portrait, null where there is none. */
export type PortraitColumns = {
  readonly [Column in keyof Omit<StoredImage, 'thumbnails'>]: StoredImage[Column] | null;
} & { readonly thumbnails: string | null };

export const PORTRAIT_COLUMNS = 'm.digest, m.path, m.format, m.width, m.height, m.bytes, m.blurhash, m.thumbnails';

/** Joins a person `p` with the portrait, once it is there. */
export const PORTRAIT_JOIN = 'LEFT JOIN portraits r ON r.person_id = p.id LEFT JOIN images m ON m.digest = r.image';

/** The portrait of a row that was joined with one; undefined where the person has none. */
export function portraitOf(row: PortraitColumns): StoredImage | undefined {
  const { digest, path, format, width, height, bytes, blurhash, thumbnails } = row;
  if (digest === null || path === null || format === null || blurhash === null || thumbnails === null) return undefined;
  if (width === null || height === null || bytes === null) return undefined;
  return { digest, path, format, width, height, bytes, blurhash, thumbnails: fromJson(thumbnails) };
}
