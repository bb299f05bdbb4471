import type { Database } from 'better-sqlite3';
import type { ItemId } from '../../../model/ids.ts';
import { pathToBytes } from '../../../model/paths.ts';
import { titleKey } from '../../../naming/title-key.ts';
import { toJson } from '../../canonical.ts';
import type { Changes, GroupSave } from '../../port.ts';
import { spreadSeasonImages } from '../../season-images.ts';
import type { Places } from '../places.ts';
import { integerOrNull, type Tally, textOrNull, upsert } from '../sql.ts';
import { fileWriter } from './files.ts';
import { itemWriter } from './items.ts';
import { groupLeaver } from './leave-group.ts';
import { type LinkedFile, linkWriter } from './links.ts';

interface GroupRow {
  readonly root_id: number;
  readonly key: Buffer;
  readonly unit_id: number;
  readonly kind: string;
  readonly outcome: string;
  readonly folder: Buffer;
  readonly title: string | null;
  readonly title_key: string | null;
  readonly year: number | null;
  readonly identification: string;
  readonly saved_at: string;
}

interface StoredGroup {
  readonly id: number;
  readonly item_id: number | null;
}

/**
 * Writes a group with its files and, where it is matched, its item. Without a draft only the outcome is recorded: the
 * item that a group has, and every value of it, stays.
 */
export function groupWriter(database: Database, places: Places): (save: GroupSave) => Changes {
  const stored = database.prepare<[number, Buffer], StoredGroup>(
    'SELECT id, item_id FROM groups WHERE root_id = ? AND key = ?',
  );
  const put = upsert<GroupRow>(database, 'groups', {
    key: ['root_id', 'key'],
    compare: ['unit_id', 'kind', 'outcome', 'folder', 'title', 'title_key', 'year', 'identification'],
    along: ['saved_at'],
  });
  const setItem = database.prepare<[number, number]>('UPDATE groups SET item_id = ? WHERE id = ?');
  const uidOf = database.prepare<[number], ItemId>('SELECT uid FROM items WHERE id = ?').pluck();
  const leave = groupLeaver(database);
  const saveItem = itemWriter(database);
  const saveFile = fileWriter(database);
  const link = linkWriter(database);

  const itemOf = (save: GroupSave, group: StoredGroup, isNew: boolean, tally: Tally): number | undefined => {
    const before = group.item_id ?? undefined;
    if (save.draft === undefined) return before;
    const context = { groupId: group.id, at: save.at, resolve: save.resolve, tally };
    const itemId = saveItem(spreadSeasonImages(save.draft), before, context);
    if (itemId !== before) {
      setItem.run(itemId, group.id);
      if (!isNew) tally.rows += 1;
    }
    return itemId;
  };

  return (save) => {
    const tally: Tally = { rows: 0 };
    const rootId = places.root(save.group.library, tally);
    const unitId = places.unit(rootId, save.unit, tally);
    const row = groupRow(save, rootId, unitId);
    const before = stored.get(rootId, row.key);
    tally.rows += put.run(row).changes;
    const group = before ?? stored.get(rootId, row.key);
    if (group === undefined) throw new Error('The row of a group is gone within its own transaction');

    const itemId = itemOf(save, group, before === undefined, tally);
    const left = new Set<number>();
    const files = save.files.map((file): LinkedFile => {
      const written = saveFile({ rootId, unitId, groupId: group.id }, file, tally);
      if (written.leftGroup !== undefined) {
        left.add(written.leftGroup);
        leave.links(written.id, tally);
      }
      return { id: written.id, file };
    });
    if (itemId !== undefined) link(itemId, files, tally);
    for (const groupId of left) leave.group(groupId, tally);
    const uid = itemId === undefined ? undefined : uidOf.get(itemId);
    return { rows: tally.rows, ...(uid === undefined ? {} : { itemId: uid }) };
  };
}

function groupRow({ group, identification, at }: GroupSave, rootId: number, unitId: number): GroupRow {
  const title = textOrNull(group.reading.title);
  return {
    root_id: rootId,
    key: pathToBytes(group.key),
    unit_id: unitId,
    kind: group.kind,
    outcome: identification.outcome,
    folder: pathToBytes(group.folder),
    title,
    title_key: title === null ? null : titleKey(title),
    year: integerOrNull(group.reading.year),
    identification: toJson(identification),
    saved_at: at,
  };
}
