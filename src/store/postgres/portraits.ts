import type { PendingPortrait, PortraitSave } from '../port.ts';
import { type PendingPortraitRow, pendingPortraitOf, pendingPortraitsSql } from '../rows/portrait-row.ts';
import { saveImage } from './artwork.ts';
import type { Session } from './session.ts';

/** Reads persons whose portrait waits, in the order of their rows. */
export async function pendingPortraits(
  session: Session,
  billed: number,
  after: number,
  limit: number,
): Promise<readonly PendingPortrait[]> {
  const rows = await session.rows<PendingPortraitRow>(pendingPortraitsSql('$1', '$2', '$3'), [after, billed, limit]);
  return rows.map(pendingPortraitOf);
}

/** Writes what became of a portrait. Returns the rows changed. */
export async function savePortrait(session: Session, save: PortraitSave): Promise<number> {
  const { person, url, at, image, failure } = save;
  const images = image === undefined ? 0 : await saveImage(session, image, url);
  const settled = await session.run(
    `INSERT INTO portraits AS p (person_id, url, image, failure, settled_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (person_id) DO UPDATE SET url = excluded.url, image = excluded.image, failure = excluded.failure,
       settled_at = excluded.settled_at
     WHERE (p.url, p.image, p.failure) IS DISTINCT FROM (excluded.url, excluded.image, excluded.failure)`,
    [person, url, image?.digest ?? null, failure ?? null, at],
  );
  return images + settled;
}
