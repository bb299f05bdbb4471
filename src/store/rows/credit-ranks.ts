/**
 * Fills in the group and the rank of each list of credits, as far as an older store knows them. Where an NFO gave the only list,
 * the sources are asked once more, because their lists were not kept.
 */
export const CREDIT_RANKS: readonly string[] = [
  'CREATE INDEX credit_lists_by_group ON credit_lists (group_id)',
  `UPDATE credit_lists SET
     group_id = (SELECT min(s.group_id) FROM sources s WHERE s.item_id = credit_lists.item_id
       AND s.provider = credit_lists.provider AND s.provider IN ('nfo', 'tags', 'plexmatch', 'name')),
     rank = CASE provider WHEN 'nfo' THEN 10 WHEN 'tags' THEN 11 WHEN 'radarr' THEN 6 WHEN 'tvdb' THEN 2 WHEN 'tmdb' THEN 1
         ELSE 5 END
       + CASE WHEN EXISTS (SELECT 1 FROM credits c WHERE c.item_id = credit_lists.item_id
           AND c.provider = credit_lists.provider AND c.department = 'cast') THEN 100 ELSE 200 END`,
  `UPDATE groups SET asked = '[]' WHERE asked IS NOT NULL AND item_id IN (
     SELECT l.item_id FROM credit_lists l WHERE l.provider = 'nfo' AND NOT EXISTS
       (SELECT 1 FROM credit_lists o WHERE o.item_id = l.item_id AND o.provider <> 'nfo'))`,
];
