import type { FieldName } from '../../../model/fields.ts';
import type { ArtworkKind } from '../../../model/files.ts';
import type { ItemId } from '../../../model/ids.ts';
import type { ItemKind } from '../../../model/kinds.ts';
import type { Identification } from '../../../model/outcome.ts';
import type { Credit, SourceValue } from '../../../model/records.ts';
import type { ResolvedFields } from '../../../model/resolved.ts';
import type { CreditView, FileView, ItemView } from '../../../model/views.ts';
import { fromJson } from '../../canonical.ts';
import { member } from '../../cells.ts';
import { collectIds } from '../../external-ids.ts';
import { type FileViewRow, filesOfItemsSql, fileViewOf } from '../../rows/file-view.ts';
import { isIdentified } from '../../rows/identified.ts';
import { IMAGE_COLUMNS, type ImageRow, imageFromRow } from '../../rows/image-row.ts';
import { type ItemColumns, positionOf } from '../../rows/item-row.ts';
import { PORTRAIT_JOIN, type PortraitColumns, portraitOf } from '../../rows/portrait-row.ts';
import { idsOfItems } from '../files.ts';
import type { Session } from '../session.ts';

type ItemRow = Omit<ItemColumns, 'title_key' | 'sort_key' | 'artist' | 'rating'> & {
  readonly id: number;
  readonly uid: ItemId;
  readonly kind: ItemKind;
};

/** What is stored of many items, by item. */
interface Parts {
  readonly ids: Awaited<ReturnType<typeof idsOfItems>>;
  readonly values: ReadonlyMap<number, readonly SourceValue[]>;
  readonly credits: ReadonlyMap<number, readonly CreditView[]>;
  readonly images: ReadonlyMap<number, ItemView['images']>;
  readonly files: ReadonlyMap<number, readonly FileView[]>;
  readonly identifications: ReadonlyMap<number, Identification>;
}

const COLUMNS = `i.id, i.uid, i.kind, i.parent_id, i.season, i.episode, i.absolute, i.air_date, i.disc, i.track, i.title,
  i.year, i.credits_provider, i.fields`;

/**
 * Reads items with all that is stored of them and of their children, in the order of the ids: a fixed number of
 * statements, however many children there are.
 */
export async function readViews(session: Session, ids: readonly number[]): Promise<readonly ItemView[]> {
  if (ids.length === 0) return [];
  const down = await session.rows<ItemRow>(
    `WITH RECURSIVE down AS (
       SELECT id FROM items WHERE id = ANY($1) UNION SELECT c.id FROM down JOIN items c ON c.parent_id = down.id)
     SELECT ${COLUMNS} FROM down JOIN items i ON i.id = down.id
     ORDER BY i.season NULLS FIRST, i.episode NULLS FIRST, i.disc NULLS FIRST, i.track NULLS FIRST,
       i.absolute NULLS FIRST, i.air_date NULLS FIRST, i.year NULLS FIRST, i.sort_key, i.id`,
    [ids],
  );
  const up = await session.rows<ItemRow>(
    `WITH RECURSIVE up AS (
       SELECT parent_id AS id FROM items WHERE id = ANY($1) AND parent_id IS NOT NULL
       UNION SELECT p.parent_id FROM up JOIN items p ON p.id = up.id WHERE p.parent_id IS NOT NULL)
     SELECT ${COLUMNS} FROM up JOIN items i ON i.id = up.id`,
    [ids],
  );
  const parts = await readParts(
    session,
    down.map((row) => row.id),
    up.map((row) => row.id),
  );
  const rows = new Map([...up, ...down].map((row) => [row.id, row]));
  const children = byItem(down, (row) => row.parent_id ?? 0);
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row === undefined ? [] : [view(row, parentsOf(row, rows, parts), children, parts)];
  });
}

function view(
  row: ItemRow,
  parents: ItemView['parents'],
  children: ReadonlyMap<number, readonly ItemRow[]>,
  parts: Parts,
): ItemView {
  const credits = parts.credits.get(row.id) ?? [];
  const position = positionOf(row);
  const self = { id: row.uid, kind: row.kind, title: row.title, ids: collectIds(parts.ids.get(row.id) ?? []) };
  return {
    ...self,
    identified: isIdentified({ ...self, parents }),
    ...member('year', row.year),
    ...(Object.keys(position).length === 0 ? {} : { position }),
    fields: fieldsOf(fromJson<ResolvedFields>(row.fields), parts.values.get(row.id) ?? []),
    cast: credits.filter((credit) => credit.department === 'cast').sort((a, b) => a.order - b.order),
    crew: credits.filter((credit) => credit.department !== 'cast'),
    images: parts.images.get(row.id) ?? [],
    files: parts.files.get(row.id) ?? [],
    ...member('identification', parts.identifications.get(row.id)),
    children: (children.get(row.id) ?? []).map((child) => view(child, [self, ...parents], children, parts)),
    parents,
  };
}

function parentsOf(row: ItemRow, rows: ReadonlyMap<number, ItemRow>, parts: Parts): ItemView['parents'] {
  const parent = row.parent_id === null ? undefined : rows.get(row.parent_id);
  if (parent === undefined) return [];
  const ids = collectIds(parts.ids.get(parent.id) ?? []);
  return [{ id: parent.uid, kind: parent.kind, title: parent.title, ids }, ...parentsOf(parent, rows, parts)];
}

/** Fields in the order of their names: `jsonb` keeps none of its own. */
function fieldsOf(resolved: ResolvedFields, values: readonly SourceValue[]): ItemView['fields'] {
  const sorted = Object.entries(resolved).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([field, held]) => [
      field,
      { value: held.value, provider: held.provider, values: values.filter((value) => value.field === field) },
    ]),
  );
}

async function readParts(session: Session, items: readonly number[], parents: readonly number[]): Promise<Parts> {
  const identifications = await session.rows<{ readonly item_id: number; readonly identification: string }>(
    `SELECT DISTINCT ON (item_id) item_id, identification FROM groups WHERE item_id = ANY($1)
     ORDER BY item_id, saved_at DESC, id`,
    [items],
  );
  return {
    ids: await idsOfItems(session, [...items, ...parents]),
    values: await readValues(session, items),
    credits: await readCredits(session, items),
    images: await readImages(session, items),
    files: await readFiles(session, items),
    identifications: new Map(identifications.map((row) => [row.item_id, fromJson<Identification>(row.identification)])),
  };
}

async function readValues(session: Session, items: readonly number[]) {
  const rows = await session.rows<{
    readonly item_id: number;
    readonly field: FieldName;
    readonly provider: string;
    readonly provider_id: string;
    readonly value: string;
    readonly confidence: number;
    readonly fetched_at: string;
    readonly digest: string;
  }>(
    `SELECT s.item_id, v.field, s.provider, s.provider_id, v.value, v.confidence, v.fetched_at, v.digest
     FROM sources s JOIN source_values v ON v.source_id = s.id
     WHERE s.item_id = ANY($1) ORDER BY s.item_id, s.provider, s.provider_id, v.field`,
    [items],
  );
  return mapped(rows, (row) => ({
    field: row.field,
    provider: row.provider,
    providerId: row.provider_id,
    value: fromJson<SourceValue['value']>(row.value),
    confidence: row.confidence,
    fetchedAt: row.fetched_at,
    digest: row.digest,
  }));
}

async function readCredits(session: Session, items: readonly number[]) {
  const rows = await session.rows<
    PortraitColumns & {
      readonly item_id: number;
      readonly name: string;
      readonly department: Credit['department'];
      readonly job: string | null;
      readonly character: string | null;
      readonly billing: number;
      readonly ids: string | null;
      readonly profile_url: string | null;
      readonly episode_count: number | null;
      readonly guest: boolean | null;
    }
  >(
    `SELECT c.item_id, c.name, c.department, c.job, c.character, c.billing, c.episode_count, c.guest, p.profile_url, ${IMAGE_COLUMNS},
       (SELECT json_object_agg(kind, value ORDER BY kind) FROM person_ids WHERE person_id = p.id) AS ids
     FROM items i JOIN credits c ON c.item_id = i.id AND c.provider = i.credits_provider
     JOIN people p ON p.id = c.person_id ${PORTRAIT_JOIN} WHERE i.id = ANY($1) ORDER BY c.item_id, c.place`,
    [items],
  );
  return mapped(rows, (row) => ({
    name: row.name,
    department: row.department,
    ...member('job', row.job),
    ...member('character', row.character),
    order: row.billing,
    ids: row.ids === null ? {} : fromJson<Credit['ids']>(row.ids),
    ...member('profileUrl', row.profile_url),
    ...member('portrait', portraitOf(row)),
    ...member('episodeCount', row.episode_count),
    ...member('guest', row.guest),
  }));
}

async function readImages(session: Session, items: readonly number[]) {
  const rows = await session.rows<
    ImageRow & {
      readonly item_id: number;
      readonly kind: ArtworkKind;
      readonly provider: string;
      readonly url: string;
    }
  >(
    `SELECT a.item_id, a.kind, a.provider, a.url, ${IMAGE_COLUMNS} FROM artwork a JOIN images m ON m.digest = a.image
     WHERE a.item_id = ANY($1) AND a.state = 'done' ORDER BY a.item_id, a.kind`,
    [items],
  );
  return mapped(rows, (row) => ({ ...imageFromRow(row), kind: row.kind, provider: row.provider, url: row.url }));
}

async function readFiles(session: Session, items: readonly number[]) {
  const rows = await session.rows<FileViewRow & { readonly item_id: number }>(
    filesOfItemsSql(['l.item_id'], 'l.item_id = ANY($1)', ['l.item_id']),
    [items],
  );
  return mapped(rows, fileViewOf);
}

function mapped<Row extends { readonly item_id: number }, T>(rows: readonly Row[], make: (row: Row) => T) {
  const all = new Map<number, T[]>();
  for (const row of rows) {
    const own = all.get(row.item_id);
    if (own === undefined) all.set(row.item_id, [make(row)]);
    else own.push(make(row));
  }
  return all;
}

function byItem<Row>(rows: readonly Row[], itemOf: (row: Row) => number): ReadonlyMap<number, readonly Row[]> {
  const all = new Map<number, Row[]>();
  for (const row of rows) {
    const own = all.get(itemOf(row));
    if (own === undefined) all.set(itemOf(row), [row]);
    else own.push(row);
  }
  return all;
}
