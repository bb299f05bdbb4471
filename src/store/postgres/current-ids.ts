import type { FormerId } from '../../model/ids.ts';
import type { Session } from './session.ts';

/** The ids that replaced merged ones, read with one statement. */
export async function currentIds(
  session: Session,
  former: readonly FormerId[],
): Promise<readonly (string | undefined)[]> {
  if (former.length === 0) return [];
  const rows = await session.rows<{ readonly place: number; readonly value: string }>(
    `SELECT w.place, x.value FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS w(place, kind, value, item_kind)
     JOIN item_aliases a ON a.kind = w.kind AND a.value = w.value AND a.item_kind = w.item_kind
     JOIN item_ids x ON x.item_id = a.item_id AND x.kind = a.kind`,
    [
      former.map((_id, place) => place),
      former.map(({ kind }) => kind),
      former.map(({ value }) => value),
      former.map(({ itemKind }) => itemKind),
    ],
  );
  const current = new Map(rows.map(({ place, value }) => [place, value]));
  return former.map((_id, place) => current.get(place));
}
