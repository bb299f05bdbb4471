const MESSAGE = 'Not read completely by an earlier version. The next scan reads it again.';

/**
 * Marks files that earlier versions stored as damaged, untagged or silent although they had only not been read in time:
 * errors that name a deadline, media files without a probe and without an error, tracks without tags, NFO files of which
 * no value is stored. Some of them were read and hold nothing: reading these once more costs little.
 */
export const falseVerdicts: readonly string[] = [
  `UPDATE files SET error_code = 'FILE_UNREADABLE', error_message = '${MESSAGE}'
   WHERE group_id IS NOT NULL AND missing_since IS NULL AND size > 0 AND disc_layout IS NULL AND (
     (error_code = 'PROBE_FAILED' AND (error_message LIKE '%in circles%' OR error_message LIKE '%took longer than%'))
     OR (role IN ('main', 'extra') AND error_code IS NULL
       AND NOT EXISTS (SELECT 1 FROM file_facts x WHERE x.file_id = files.id AND x.probe IS NOT NULL))
     OR (role = 'main' AND error_code IS NULL
       AND EXISTS (SELECT 1 FROM groups g WHERE g.id = files.group_id AND g.kind = 'album')
       AND NOT EXISTS (SELECT 1 FROM file_facts x WHERE x.file_id = files.id AND x.tags IS NOT NULL))
     OR (role = 'nfo'
       AND NOT EXISTS (SELECT 1 FROM sources s WHERE s.group_id = files.group_id AND s.provider = 'nfo')))`,
];
