/** Whether another group of which there are files is the same item as a group `g`, in SQL that both databases understand. */
export const IS_SHARED = `EXISTS (SELECT 1 FROM groups o WHERE o.item_id = g.item_id AND o.id <> g.id
  AND EXISTS (SELECT 1 FROM files f WHERE f.group_id = o.id AND f.missing_since IS NULL))`;
