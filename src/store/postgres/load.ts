import type { FsPath } from '../../model/files.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ItemId } from '../../model/ids.ts';
import { pathToBytes } from '../../model/paths.ts';
import { fromJson, sortedJson } from '../canonical.ts';
import type { GroupSave } from '../port.ts';
import { type HoldRow, parsedOrNull } from '../rows/hold-row.ts';
import { draftIdentities, draftPeople, draftsWithTitles, type SoughtDraft } from '../save/sought.ts';
import type { ItemIdRow, ItemRow, PersonIdRow, PersonRow, SourceRow, ValueRow } from '../save/tables.ts';
import { bytesKey, identityKey, type Work } from '../save/work.ts';
import type { Session } from './session.ts';

/** Columns of an item as they are read. */
const ITEM_COLUMNS = `i.id, i.uid, i.kind, i.parent_id, i.season, i.episode, i.absolute, i.air_date, i.disc, i.track,
  i.title, i.title_key, i.sort_key, i.year, i.artist, i.credits_provider, i.rating, i.added_at, i.updated_at, i.genres,
  i.tags, i.countries, i.languages, '' AS search, i.fields`;

/** Reads into the work every row that these saves may meet. */
export async function loadWork(session: Session, work: Work, saves: readonly GroupSave[]): Promise<void> {
  await loadPlaces(
    session,
    work,
    saves.map((save) => ({ root: save.group.library.root, unit: save.unit })),
  );
  await loadFiles(
    session,
    work,
    saves.map((save) => ({
      root: save.group.library.root,
      paths: [...save.files.map((file) => file.relativePath)],
    })),
  );
  const groupItems = await loadGroups(session, work, saves);
  const drafts = draftsWithTitles(saves);
  const known = [
    ...groupItems,
    ...(await itemsByUid(session, work, saves)),
    ...(await itemsByIds(session, drafts)),
    ...(await itemsByTitle(session, drafts)),
  ];
  await loadItems(session, work, known);
  await loadPeople(session, work, drafts);
}

/** Reads the rows of roots and units. */
export async function loadPlaces(
  session: Session,
  work: Work,
  places: readonly { readonly root: FsPath; readonly unit: FsPath }[],
): Promise<void> {
  const roots = [...new Set(places.map(({ root }) => root))].map(pathToBytes);
  work.roots.load(await session.rows('SELECT id, path, name, kind FROM roots WHERE path = ANY($1)', [roots]));
  const wanted = places.map(({ root, unit }) => ({ root: pathToBytes(root), unit: pathToBytes(unit) }));
  work.units.load(
    await session.rows(
      `SELECT u.id, u.root_id, u.path FROM unnest($1::bytea[], $2::bytea[]) AS w(root, path)
       JOIN roots r ON r.path = w.root JOIN units u ON u.root_id = r.id AND u.path = w.path`,
      [wanted.map(({ root }) => root), wanted.map(({ unit }) => unit)],
    ),
  );
}

const FILE_COLUMNS = `f.id, f.root_id, f.unit_id, f.group_id, f.path, f.size, f.mtime, f.inode, f.missing_since, f.role,
  f.rule, f.path_key, f.part, f.version_label, f.edition, f.format_3d, f.extra_type, f.language, f.flags, f.artwork_kind, f.season, f.belongs_to,
  f.disc_layout, f.hash, f.error_code, f.error_message`;

/** Reads the rows of files with what their bytes said and the items that they are. */
export async function loadFiles(
  session: Session,
  work: Work,
  wanted: readonly { readonly root: FsPath; readonly paths: readonly FsPath[] }[],
): Promise<void> {
  for (const [root, paths] of byRoot(wanted)) {
    const rootId = work.roots.get(bytesKey(pathToBytes(root)))?.id;
    if (rootId === undefined) continue;
    const files = await session.rows<ReturnType<Work['files']['of']>[number]>(
      `SELECT ${FILE_COLUMNS} FROM files f WHERE f.root_id = $1 AND f.path = ANY($2)`,
      [rootId, paths.map(pathToBytes)],
    );
    if (files.length === 0) continue;
    work.files.load(files);
    const ids = files.map((file) => file.id);
    work.facts.load(
      await session.rows('SELECT file_id, probe, tags, managed FROM file_facts WHERE file_id = ANY($1)', [ids]),
    );
    work.fileItems.load(await session.rows('SELECT file_id, item_id FROM file_items WHERE file_id = ANY($1)', [ids]));
  }
}

function byRoot(wanted: readonly { readonly root: FsPath; readonly paths: readonly FsPath[] }[]) {
  return [...groupBy(wanted, ({ root }) => root)].map(
    ([root, places]) => [root, places.flatMap(({ paths }) => paths)] as const,
  );
}

async function loadGroups(session: Session, work: Work, saves: readonly GroupSave[]): Promise<readonly number[]> {
  const keys = saves.map(({ group }) => ({ root: pathToBytes(group.library.root), key: pathToBytes(group.key) }));
  const groups = await session.rows<ReturnType<Work['groups']['of']>[number]>(
    `SELECT g.id, g.root_id, g.unit_id, g.key, g.kind, g.outcome, g.item_id, g.folder, g.title, g.title_key, g.year,
       g.saved_at, g.identification, g.asked, g.asked_at, g.asked_times
     FROM unnest($1::bytea[], $2::bytea[]) AS w(root, key)
     JOIN roots r ON r.path = w.root JOIN groups g ON g.root_id = r.id AND g.key = w.key`,
    [keys.map(({ root }) => root), keys.map(({ key }) => key)],
  );
  work.groups.load(groups);
  return groups.flatMap(({ item_id }) => (item_id === null ? [] : [item_id]));
}

async function itemsByUid(session: Session, work: Work, saves: readonly GroupSave[]): Promise<readonly number[]> {
  const uids = saves.flatMap(({ formerItem }) => formerItem ?? []);
  if (uids.length === 0) return [];
  const rows = await session.rows<{ readonly id: number; readonly uid: ItemId }>(
    'SELECT id, uid FROM items WHERE uid = ANY($1)',
    [uids],
  );
  for (const { id, uid } of rows) work.itemsByUid.set(uid, id);
  return rows.map(({ id }) => id);
}

async function itemsByIds(session: Session, drafts: readonly SoughtDraft[]): Promise<readonly number[]> {
  const ids = draftIdentities(drafts);
  if (ids.length === 0) return [];
  const rows = await session.rows<{ readonly item_id: number }>(
    `WITH w AS MATERIALIZED (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) AS w(kind, value, item_kind))
     SELECT x.item_id FROM w
     JOIN item_ids x ON x.kind = w.kind AND x.value = w.value AND x.item_kind = w.item_kind AND x.identity
     UNION SELECT a.item_id FROM w
     JOIN item_aliases a ON a.kind = w.kind AND a.value = w.value AND a.item_kind = w.item_kind`,
    [ids.map(({ kind }) => kind), ids.map(({ value }) => value), ids.map(({ itemKind }) => itemKind)],
  );
  return rows.map((row) => row.item_id);
}

async function itemsByTitle(session: Session, drafts: readonly SoughtDraft[]): Promise<readonly number[]> {
  const titles = drafts.flatMap(({ draft, titleKey: key }) => (key === undefined ? [] : [{ kind: draft.kind, key }]));
  if (titles.length === 0) return [];
  const rows = await session.rows<{ readonly id: number }>(
    `SELECT DISTINCT i.id FROM unnest($1::text[], $2::text[]) AS w(kind, key)
     JOIN items i ON i.kind = w.kind AND left(i.title_key, 200) = left(w.key, 200) AND i.title_key = w.key
     WHERE NOT EXISTS (SELECT 1 FROM item_ids x WHERE x.item_id = i.id AND x.identity)`,
    [titles.map(({ kind }) => kind), titles.map(({ key }) => key)],
  );
  return rows.map((row) => row.id);
}

/** Reads items with their parents and their parts, and everything that is stored of them. */
export async function loadItems(session: Session, work: Work, seeds: readonly number[]): Promise<void> {
  if (seeds.length === 0) return;
  const items = await session.rows<ItemRow>(
    `WITH RECURSIVE up AS (
       SELECT id, parent_id FROM items WHERE id = ANY($1)
       UNION SELECT p.id, p.parent_id FROM up JOIN items p ON p.id = up.parent_id),
     down AS (
       SELECT id FROM items WHERE id = ANY($1)
       UNION SELECT c.id FROM down JOIN items c ON c.parent_id = down.id WHERE c.kind IN ('season', 'episode', 'track'))
     SELECT ${ITEM_COLUMNS} FROM items i WHERE i.id IN (SELECT id FROM up UNION SELECT id FROM down) ORDER BY i.id`,
    [seeds],
  );
  work.items.load(items.map((row) => ({ ...row, fields: sortedJson(fromJson(row.fields)) })));
  const ids = items.map((item) => item.id);
  const idRows = await session.rows<ItemIdRow>(
    'SELECT item_id, kind, value, item_kind, identity FROM item_ids WHERE item_id = ANY($1) ORDER BY item_id, kind',
    [ids],
  );
  work.itemIds.load(idRows);
  for (const row of idRows) if (row.identity) work.owners.set(identityKey(row), row.item_id);
  work.itemAliases.load(
    await session.rows(
      `SELECT kind, value, item_kind, item_id FROM item_aliases WHERE item_id = ANY($1) ORDER BY kind, value, item_kind`,
      [ids],
    ),
  );
  const sources = await session.rows<SourceRow>(
    `SELECT id, item_id, provider, provider_id, group_id, fetched_at, digest FROM sources
     WHERE item_id = ANY($1) ORDER BY item_id, provider, provider_id`,
    [ids],
  );
  work.sources.load(sources);
  const values = await session.rows<ValueRow>(
    `SELECT source_id, field, value, confidence, fetched_at, digest FROM source_values
     WHERE source_id = ANY($1) ORDER BY source_id, field`,
    [sources.map((source) => source.id)],
  );
  work.values.load(values.map((row) => ({ ...row, value: sortedJson(fromJson(row.value)) })));
  work.creditLists.load(
    await session.rows('SELECT item_id, provider, group_id, rank, digest FROM credit_lists WHERE item_id = ANY($1)', [
      ids,
    ]),
  );
  work.candidates.load(
    await session.rows(
      `SELECT item_id, kind, provider, url, group_id, place, width, height, language, rating, votes, season
       FROM image_candidates WHERE item_id = ANY($1)`,
      [ids],
    ),
  );
  work.artwork.load(
    await session.rows('SELECT item_id, kind, state, candidates, url FROM artwork WHERE item_id = ANY($1)', [ids]),
  );
  for (const { item_id, ...held } of await session.rows<HoldRow & { readonly item_id: number }>(
    'SELECT item_id, field, mode, provider, value, author, at, reason FROM holds WHERE item_id = ANY($1)',
    [ids],
  )) {
    const row = { ...held, value: parsedOrNull(held.value) };
    work.holds.set(item_id, [...(work.holds.get(item_id) ?? []), row]);
  }
}

/** Reads the people that the credits may be of. */
async function loadPeople(session: Session, work: Work, drafts: readonly SoughtDraft[]): Promise<void> {
  const { ids, names } = draftPeople(drafts);
  if (ids.length === 0 && names.length === 0) return;
  const personIds = await session.rows<PersonIdRow>(
    `SELECT DISTINCT x.kind, x.value, x.person_id FROM unnest($1::text[], $2::text[]) AS w(kind, value)
     JOIN person_ids x ON x.kind = w.kind AND x.value = w.value`,
    [ids.map(({ kind }) => kind), ids.map(({ value }) => value)],
  );
  work.personIds.load(personIds);
  const told = new Set(ids.flatMap((id) => (id.told ? [`${id.kind} ${id.value}`] : [])));
  const read = personIds.filter((row) => told.has(`${row.kind} ${row.value}`)).map((row) => row.person_id);
  const people = await session.rows<PersonRow>(
    `SELECT id, name, identified, profile_url FROM people WHERE id = ANY($1)
     UNION SELECT p.id, p.name, p.identified, p.profile_url FROM unnest($2::text[]) AS w(name)
     JOIN people p ON md5(p.name) = md5(w.name) AND NOT p.identified`,
    [read, names],
  );
  work.people.load(people);
  for (const person of people) if (!person.identified) work.peopleByName.set(person.name, person.id);
}
