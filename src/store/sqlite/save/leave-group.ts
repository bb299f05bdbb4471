import type { Database } from 'better-sqlite3';
import type { Tally } from '../sql.ts';

/** Takes a file out of the group that it was in before. */
export interface GroupLeaver {
  /** It is not what its group is any more. */
  links(fileId: number, tally: Tally): void;
  /** A group that no file is of, not even a missing one, is not on disk: it goes. Its item stays. */
  group(groupId: number, tally: Tally): void;
}

export function groupLeaver(database: Database): GroupLeaver {
  const unlink = database.prepare<[number]>('DELETE FROM file_items WHERE file_id = ?');
  const dropEmpty = database.prepare<[number]>(
    'DELETE FROM groups WHERE id = ? AND NOT EXISTS (SELECT 1 FROM files WHERE group_id = groups.id)',
  );
  return {
    links: (fileId, tally) => {
      tally.rows += unlink.run(fileId).changes;
    },
    group: (groupId, tally) => {
      tally.rows += dropEmpty.run(groupId).changes;
    },
  };
}
