import type { Database } from 'better-sqlite3';
import type { RowSet } from '../save/row-set.ts';
import {
  ARTWORK,
  CANDIDATES,
  CHANGES,
  CREDIT_LISTS,
  CREDITS,
  FACTS,
  FILE_ITEMS,
  FILES,
  GROUPS,
  ITEM_ALIASES,
  ITEM_IDS,
  ITEMS,
  PEOPLE,
  PERSON_IDS,
  ROOTS,
  SOURCES,
  UNITS,
  VALUES,
} from '../save/tables.ts';
import type { Work } from '../save/work.ts';
import { dropUnused } from './drop-items.ts';
import { itemReplacer } from './join.ts';
import { searchWriter } from './search.ts';
import { type TableWriter, tableWriter } from './statements.ts';

/** Writes what a work changed, in the order in which tables lean on each other. */
export function workFlusher(database: Database): (work: Work) => void {
  const roots = tableWriter(database, ROOTS);
  const units = tableWriter(database, UNITS);
  const items = tableWriter(database, ITEMS);
  const itemIds = tableWriter(database, ITEM_IDS);
  const itemAliases = tableWriter(database, ITEM_ALIASES);
  const groups = tableWriter(database, GROUPS);
  const files = tableWriter(database, FILES);
  const facts = tableWriter(database, FACTS);
  const fileItems = tableWriter(database, FILE_ITEMS);
  const sources = tableWriter(database, SOURCES);
  const values = tableWriter(database, VALUES);
  const people = tableWriter(database, PEOPLE);
  const personIds = tableWriter(database, PERSON_IDS);
  const creditLists = tableWriter(database, CREDIT_LISTS);
  const credits = tableWriter(database, CREDITS);
  const candidates = tableWriter(database, CANDIDATES);
  const artwork = tableWriter(database, ARTWORK);
  const changes = tableWriter(database, CHANGES);
  const saveSearch = searchWriter(database);
  const clearCredits = database.prepare<[number, string]>('DELETE FROM credits WHERE item_id = ? AND provider = ?');
  const replace = itemReplacer(database);
  const dropEmpty = database.prepare<[number]>(
    'DELETE FROM groups WHERE id = ? AND NOT EXISTS (SELECT 1 FROM files WHERE group_id = groups.id)',
  );

  return (work) => {
    write(roots, work.roots);
    write(units, work.units);
    write(items, work.items);
    saveSearch(work.items);
    write(groups, work.groups);
    write(files, work.files);
    write(facts, work.facts);
    fileItems.remove(work.fileItems.dropped);
    write(fileItems, work.fileItems);
    // An id that changes hands is taken away before it is given: no two items may have it, not for a moment.
    const altered = work.itemIds.altered.map(({ now }) => now);
    itemIds.remove(altered);
    itemIds.insert(altered);
    itemIds.insert(work.itemIds.added);
    itemAliases.remove(work.itemAliases.dropped);
    write(itemAliases, work.itemAliases);
    write(sources, work.sources);
    values.remove(work.values.dropped);
    write(values, work.values);
    sources.remove(work.sources.dropped);
    write(people, work.people);
    write(personIds, work.personIds);
    for (const { now } of work.creditLists.altered) {
      if (work.credits.has(`${now.item_id} ${now.provider}`)) clearCredits.run(now.item_id, now.provider);
    }
    creditLists.remove(work.creditLists.dropped);
    write(creditLists, work.creditLists);
    for (const list of work.credits.values()) credits.insert(list);
    candidates.remove(work.candidates.dropped);
    write(candidates, work.candidates);
    artwork.remove(work.artwork.dropped);
    write(artwork, work.artwork);
    changes.insert(work.changes);
    for (const [group, tally] of work.left) tally.rows += dropEmpty.run(group).changes;
    for (const [gone, kept] of work.replaced) replace(kept, gone);
    if (work.loose.size > 0) dropUnused(database, work.loose);
  };
}

function write<Row>(table: TableWriter<Row>, rows: RowSet<Row>): void {
  table.insert(rows.added);
  table.update(rows.altered.map(({ now }) => now));
}
