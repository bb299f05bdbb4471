import type { Database } from 'better-sqlite3';
import type { Credit } from '../../../model/records.ts';
import type { CreditView } from '../../../model/views.ts';
import { fromJson } from '../../canonical.ts';
import { member } from '../../cells.ts';
import { IMAGE_COLUMNS } from '../../rows/image-row.ts';
import { PORTRAIT_JOIN, type PortraitColumns, portraitOf } from '../../rows/portrait-row.ts';

interface CreditRow extends PortraitColumns {
  readonly name: string;
  readonly department: Credit['department'];
  readonly job: string | null;
  readonly character: string | null;
  readonly billing: number;
  readonly ids: string;
  readonly profile_url: string | null;
  readonly episode_count: number | null;
  readonly guest: number | null;
}

/** Reads the credits of an item as one provider gives them, in its order. */
export function creditReader(database: Database): (itemId: number, provider: string) => readonly CreditView[] {
  const rows = database.prepare<[number, string], CreditRow>(
    `SELECT c.name, c.department, c.job, c.character, c.billing, c.episode_count, c.guest, p.profile_url, ${IMAGE_COLUMNS},
       (SELECT json_group_object(kind, value) FROM person_ids WHERE person_id = p.id) AS ids
     FROM credits c JOIN people p ON p.id = c.person_id ${PORTRAIT_JOIN}
     WHERE c.item_id = ? AND c.provider = ? ORDER BY c.place`,
  );
  return (itemId, provider) =>
    rows.all(itemId, provider).map((row) => ({
      name: row.name,
      department: row.department,
      ...member('job', row.job),
      ...member('character', row.character),
      order: row.billing,
      ids: fromJson<Credit['ids']>(row.ids),
      ...member('profileUrl', row.profile_url),
      ...member('portrait', portraitOf(row)),
      ...member('episodeCount', row.episode_count),
      ...member('guest', row.guest === null ? null : row.guest === 1),
    }));
}
