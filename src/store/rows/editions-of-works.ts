const MESSAGE = 'An earlier version did not keep what its name says of edition and 3D. The next scan reads it again.';

/** How a database takes text out of JSON. */
interface JsonSql {
  /** The text that a JSON value is. */
  readonly text: (value: string) => string;
  readonly member: (object: string, name: string) => string;
  readonly without: (object: string, name: string) => string;
  readonly has: (object: string, name: string) => string;
}

/**
 * Moves the edition from works to their files, where earlier versions did not keep it. What sources said of a work goes to its
 * one version; of several versions it is not known which one was meant, so one file of each such group is marked to be read
 * again, as is one where a name may say 3D. An edition that a person holds stays with the work, for all of its files.
 */
export function editionsOfWorks({ text, member, without, has }: JsonSql): readonly string[] {
  const said = (which: string): string => `(SELECT ${text('v.value')} FROM groups g
     JOIN sources s ON s.item_id = g.item_id AND s.group_id = g.id
     JOIN source_values v ON v.source_id = s.id AND v.field = 'edition'
     WHERE g.id = files.group_id AND ${which} ORDER BY s.provider = 'name', s.provider, s.provider_id LIMIT 1)`;
  return [
    `UPDATE files SET edition = (SELECT ${member('x.managed', 'edition')} FROM file_facts x WHERE x.file_id = files.id)
     WHERE role = 'main' AND group_id IS NOT NULL`,
    `UPDATE files SET edition = coalesce(${said("s.provider = 'nfo'")}, edition, ${said("s.provider <> 'nfo'")})
     WHERE role = 'main' AND version_label IS NULL AND group_id IS NOT NULL`,
    `UPDATE files SET error_code = 'FILE_UNREADABLE', error_message = '${MESSAGE}'
     WHERE id IN (SELECT min(f.id) FROM files f JOIN groups g ON g.id = f.group_id
       WHERE g.kind = 'movie' AND f.role = 'main' AND f.missing_since IS NULL AND f.error_code IS NULL
         AND f.disc_layout IS NULL
       GROUP BY f.group_id
       HAVING count(f.version_label) > 0 OR max(CASE WHEN ${NAMES_3D} THEN 1 ELSE 0 END) = 1)`,
    "DELETE FROM source_values WHERE field = 'edition'",
    'DELETE FROM sources WHERE NOT EXISTS (SELECT 1 FROM source_values v WHERE v.source_id = sources.id)',
    `UPDATE items SET fields = ${without('fields', 'edition')} WHERE ${has('fields', 'edition')}
       AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.item_id = items.id AND h.field = 'edition')`,
  ];
}

const NAMES_3D = ['3d', 'sbs', 'htab', 'ftab', 'mvc'].map((word) => `f.path_key LIKE '%${word}%'`).join(' OR ');
