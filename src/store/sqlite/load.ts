import type { Database } from 'better-sqlite3';
import type { FsPath } from '../../model/files.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ItemId } from '../../model/ids.ts';
import { pathToBytes } from '../../model/paths.ts';
import { fromJson, sortedJson } from '../canonical.ts';
import type { GroupSave } from '../port.ts';
import { type HoldRow, parsedOrNull } from '../rows/hold-row.ts';
import { draftIdentities, draftPeople, draftsWithTitles } from '../save/sought.ts';
import type {
  ArtworkRow,
  CreditListRow,
  FactsRow,
  FileItemRow,
  ItemAliasRow,
  ItemIdRow,
  ItemRow,
  PersonRow,
  RootRow,
  SourceRow,
  StoredCandidateRow,
  StoredFileRow,
  StoredGroupRow,
  UnitRow,
  ValueRow,
} from '../save/tables.ts';
import { identityKey, rootRow, type Work } from '../save/work.ts';
import { OWNER } from './ids.ts';

/** Flags as SQLite keeps them. */
type Stored<Row, Flag extends keyof Row> = Omit<Row, Flag> & { readonly [F in Flag]: number };

/** Columns of an item as they are read; its terms and words are not. */
type StoredItemRow = Omit<ItemRow, 'genres' | 'tags' | 'countries' | 'languages' | 'search'>;

const FILE_COLUMNS = `id, root_id, unit_id, group_id, path, size, mtime, inode, missing_since, role, rule, path_key, part,
  version_label, edition, format_3d, extra_type, language, flags, artwork_kind, season, belongs_to, disc_layout, hash, error_code,
  error_message`;

/** Reads into a work the rows that it may meet. */
export interface WorkLoader {
  places(work: Work, root: FsPath, units: readonly FsPath[]): void;
  files(work: Work, root: FsPath, paths: readonly FsPath[]): void;
  /** Items with their parents and their parts, and everything that is stored of them. */
  items(work: Work, seeds: readonly number[]): void;
  saves(work: Work, saves: readonly GroupSave[]): void;
}

export function workLoader(database: Database): WorkLoader {
  const rootAt = database.prepare<[Buffer], RootRow>('SELECT id, path, name, kind FROM roots WHERE path = ?');
  const unitAt = database.prepare<[number, Buffer], UnitRow>(
    'SELECT id, root_id, path FROM units WHERE root_id = ? AND path = ?',
  );
  const fileAt = database.prepare<[number, Buffer], StoredFileRow>(
    `SELECT ${FILE_COLUMNS} FROM files WHERE root_id = ? AND path = ?`,
  );
  const factsOf = database.prepare<[number], FactsRow>(
    'SELECT file_id, probe, tags, managed FROM file_facts WHERE file_id = ?',
  );
  const linksOf = database.prepare<[number], FileItemRow>('SELECT file_id, item_id FROM file_items WHERE file_id = ?');
  const groupAt = database.prepare<[number, Buffer], StoredGroupRow>(
    `SELECT id, root_id, unit_id, key, kind, outcome, item_id, folder, title, title_key, year, saved_at,
       identification, asked, asked_at, asked_times
     FROM groups WHERE root_id = ? AND key = ?`,
  );
  const owner = database
    .prepare<[{ readonly kind: string; readonly value: string; readonly itemKind: string }], number>(OWNER)
    .pluck();
  const titled = database
    .prepare<[string, string], number>(
      `SELECT id FROM items WHERE kind = ? AND title_key = ?
         AND NOT EXISTS (SELECT 1 FROM item_ids WHERE item_id = items.id AND identity = 1)`,
    )
    .pluck();
  const itemAt = database.prepare<[ItemId], number>('SELECT id FROM items WHERE uid = ?').pluck();
  const loadItems = itemLoader(database);
  const loadPeople = peopleLoader(database);

  const places: WorkLoader['places'] = (work, root, units) => {
    work.roots.load(found(rootAt.get(pathToBytes(root))));
    const rootId = rootRow(work, root)?.id;
    if (rootId === undefined) return;
    for (const unit of units) work.units.load(found(unitAt.get(rootId, pathToBytes(unit))));
  };
  const files: WorkLoader['files'] = (work, root, paths) => {
    const rootId = rootRow(work, root)?.id;
    if (rootId === undefined) return;
    for (const path of paths) {
      const file = fileAt.get(rootId, pathToBytes(path));
      if (file === undefined) continue;
      work.files.load([file]);
      work.facts.load(found(factsOf.get(file.id)));
      work.fileItems.load(linksOf.all(file.id));
    }
  };
  return {
    places,
    files,
    items: loadItems,
    saves: (work, saves) => {
      const seeds = new Set<number>();
      for (const [root, ofRoot] of groupBy(saves, (save) => save.group.library.root)) {
        places(work, root, [...new Set(ofRoot.map((save) => save.unit))]);
        files(
          work,
          root,
          ofRoot.flatMap((save) => save.files.map((file) => file.relativePath)),
        );
        const rootId = rootRow(work, root)?.id;
        if (rootId === undefined) continue;
        for (const { group } of ofRoot) {
          const stored = groupAt.get(rootId, pathToBytes(group.key));
          work.groups.load(found(stored));
          if (typeof stored?.item_id === 'number') seeds.add(stored.item_id);
        }
      }
      for (const { formerItem } of saves) {
        const id = formerItem === undefined ? undefined : itemAt.get(formerItem);
        if (formerItem === undefined || id === undefined) continue;
        work.itemsByUid.set(formerItem, id);
        seeds.add(id);
      }
      const drafts = draftsWithTitles(saves);
      for (const id of draftIdentities(drafts)) for (const item of found(owner.get(id))) seeds.add(item);
      for (const { draft, titleKey } of drafts) {
        if (titleKey !== undefined) for (const id of titled.all(draft.kind, titleKey)) seeds.add(id);
      }
      loadItems(work, [...seeds]);
      loadPeople(work, draftPeople(drafts));
    },
  };
}

function itemLoader(database: Database): WorkLoader['items'] {
  const relatives = database.prepare<[{ readonly seeds: string }], StoredItemRow>(
    `WITH RECURSIVE seeds AS (SELECT value AS id FROM json_each(@seeds)),
     up AS (
       SELECT i.id, i.parent_id FROM seeds s JOIN items i ON i.id = s.id
       UNION SELECT p.id, p.parent_id FROM up JOIN items p ON p.id = up.parent_id),
     down AS (
       SELECT id FROM seeds
       UNION SELECT c.id FROM down JOIN items c ON c.parent_id = down.id WHERE c.kind IN ('season', 'episode', 'track'))
     SELECT id, uid, kind, parent_id, season, episode, absolute, air_date, disc, track, title, title_key, sort_key, year,
       artist, credits_provider, rating, added_at, updated_at, fields
     FROM items WHERE id IN (SELECT id FROM up UNION SELECT id FROM down) ORDER BY id`,
  );
  const among = 'IN (SELECT value FROM json_each(?))';
  const idRows = database.prepare<[string], Stored<ItemIdRow, 'identity'>>(
    `SELECT item_id, kind, value, item_kind, identity FROM item_ids WHERE item_id ${among} ORDER BY item_id, kind`,
  );
  const aliases = database.prepare<[string], ItemAliasRow>(
    `SELECT kind, value, item_kind, item_id FROM item_aliases WHERE item_id ${among} ORDER BY kind, value, item_kind`,
  );
  const sources = database.prepare<[string], SourceRow>(
    `SELECT id, item_id, provider, provider_id, group_id, fetched_at, digest FROM sources
     WHERE item_id ${among} ORDER BY item_id, provider, provider_id`,
  );
  const values = database.prepare<[string], ValueRow>(
    `SELECT source_id, field, value, confidence, fetched_at, digest FROM source_values
     WHERE source_id ${among} ORDER BY source_id, field`,
  );
  const lists = database.prepare<[string], CreditListRow>(
    `SELECT item_id, provider, group_id, rank, digest FROM credit_lists WHERE item_id ${among}`,
  );
  const candidates = database.prepare<[string], StoredCandidateRow>(
    `SELECT item_id, kind, provider, url, group_id, place, width, height, language, rating, votes, season
     FROM image_candidates WHERE item_id ${among}`,
  );
  const artwork = database.prepare<[string], ArtworkRow>(
    `SELECT item_id, kind, state, candidates, url FROM artwork WHERE item_id ${among}`,
  );
  const holds = database.prepare<[string], HeldRow>(
    `SELECT item_id, field, mode, provider, value, author, at, reason FROM holds WHERE item_id ${among}`,
  );
  return (work, seeds) => {
    if (seeds.length === 0) return;
    const items = relatives.all({ seeds: JSON.stringify(seeds) });
    work.items.load(items.map((row) => ({ ...row, ...NOT_READ, fields: sortedJson(fromJson(row.fields)) })));
    const ids = JSON.stringify(items.map((item) => item.id));
    const identified = idRows.all(ids).map((row) => ({ ...row, identity: row.identity === 1 }));
    work.itemIds.load(identified);
    for (const row of identified) if (row.identity) work.owners.set(identityKey(row), row.item_id);
    work.itemAliases.load(aliases.all(ids));
    const given = sources.all(ids);
    work.sources.load(given);
    const sourceIds = JSON.stringify(given.map((source) => source.id));
    work.values.load(values.all(sourceIds).map((row) => ({ ...row, value: sortedJson(fromJson(row.value)) })));
    work.creditLists.load(lists.all(ids));
    work.candidates.load(candidates.all(ids));
    work.artwork.load(artwork.all(ids));
    for (const { item_id, value, ...held } of holds.all(ids)) {
      const field = { ...held, value: parsedOrNull(value) };
      work.holds.set(item_id, [...(work.holds.get(item_id) ?? []), field]);
    }
  };
}

function peopleLoader(database: Database) {
  const idOf = database
    .prepare<[string, string], number>('SELECT person_id FROM person_ids WHERE kind = ? AND value = ?')
    .pluck();
  const byId = database.prepare<[number], Stored<PersonRow, 'identified'>>(
    'SELECT id, name, identified, profile_url FROM people WHERE id = ?',
  );
  const byName = database.prepare<[string], Stored<PersonRow, 'identified'>>(
    'SELECT id, name, identified, profile_url FROM people WHERE name = ? AND identified = 0',
  );
  return (work: Work, { ids, names }: ReturnType<typeof draftPeople>): void => {
    for (const { kind, value, told } of ids) {
      const id = idOf.get(kind, value);
      if (id === undefined) continue;
      work.personIds.load([{ kind, value, person_id: id }]);
      const person = told ? byId.get(id) : undefined;
      if (person !== undefined) work.people.load([{ ...person, identified: person.identified === 1 }]);
    }
    for (const name of names) {
      const person = byName.get(name);
      if (person === undefined) continue;
      work.people.load([{ ...person, identified: false }]);
      work.peopleByName.set(name, person.id);
    }
  };
}

type HeldRow = HoldRow & { readonly item_id: number };

/** What of an item follows from its fields and is kept in tables for searching. */
const NOT_READ = { genres: [], tags: [], countries: [], languages: [], search: '' } as const;

function found<Row>(row: Row | undefined): readonly Row[] {
  return row === undefined ? [] : [row];
}
