import type { Database } from 'better-sqlite3';
import type { ArtworkKind } from '../../../model/files.ts';
import type { ExternalIdKind, ItemId } from '../../../model/ids.ts';
import type { ItemKind } from '../../../model/kinds.ts';
import type { Identification } from '../../../model/outcome.ts';
import type { SourceValue } from '../../../model/records.ts';
import type { ResolvedFields } from '../../../model/resolved.ts';
import type { ItemView } from '../../../model/views.ts';
import { fromJson } from '../../canonical.ts';
import { member } from '../../cells.ts';
import { collectIds } from '../../external-ids.ts';
import { isIdentified } from '../../rows/identified.ts';
import { IMAGE_COLUMNS, type ImageRow, imageFromRow } from '../../rows/image-row.ts';
import { type ItemColumns, positionOf } from '../../rows/item-row.ts';
import { creditReader } from './credits.ts';
import { fileReader } from './files.ts';
import { valueReader } from './values.ts';

type ItemRow = Omit<ItemColumns, 'title_key' | 'sort_key' | 'artist' | 'rating'> & {
  readonly id: number;
  readonly uid: ItemId;
  readonly kind: ItemKind;
};

type ItemImageRow = ImageRow & { readonly kind: ArtworkKind; readonly provider: string; readonly url: string };

/** Reads an item, which must be there, with all that is stored of it and of its children. */
export function viewReader(database: Database): (id: number) => ItemView {
  const columns = `id, uid, kind, parent_id, season, episode, absolute, air_date, disc, track, title, year,
    credits_provider, fields`;
  const itemOf = database.prepare<[number], ItemRow>(`SELECT ${columns} FROM items WHERE id = ?`);
  const childrenOf = database.prepare<[number], ItemRow>(
    `SELECT ${columns} FROM items WHERE parent_id = ?
     ORDER BY season, episode, disc, track, absolute, air_date, year, sort_key, id`,
  );
  const idsOf = database.prepare<[number], { readonly kind: ExternalIdKind; readonly value: string }>(
    'SELECT kind, value FROM item_ids WHERE item_id = ? ORDER BY kind',
  );
  const imagesOf = database.prepare<[number], ItemImageRow>(
    `SELECT a.kind, a.provider, a.url, ${IMAGE_COLUMNS}
     FROM artwork a JOIN images m ON m.digest = a.image WHERE a.item_id = ? AND a.state = 'done' ORDER BY a.kind`,
  );
  const identificationOf = database
    .prepare<[number], string>('SELECT identification FROM groups WHERE item_id = ? ORDER BY saved_at DESC, id LIMIT 1')
    .pluck();
  const valuesOf = valueReader(database);
  const creditsOf = creditReader(database);
  const filesOf = fileReader(database);

  const parentsOf = (row: ItemRow): ItemView['parents'] => {
    const parent = row.parent_id === null ? undefined : itemOf.get(row.parent_id);
    if (parent === undefined) return [];
    const { uid, kind, title } = parent;
    return [{ id: uid, kind, title, ids: collectIds(idsOf.all(parent.id)) }, ...parentsOf(parent)];
  };

  const view = (row: ItemRow, parents: ItemView['parents']): ItemView => {
    const credits = row.credits_provider === null ? [] : creditsOf(row.id, row.credits_provider);
    const position = positionOf(row);
    const identification = identificationOf.get(row.id);
    const ids = collectIds(idsOf.all(row.id));
    const self = { id: row.uid, kind: row.kind, title: row.title, ids };
    return {
      ...self,
      identified: isIdentified({ ...self, parents }),
      ...member('year', row.year),
      ...(Object.keys(position).length === 0 ? {} : { position }),
      fields: fieldsOf(fromJson<ResolvedFields>(row.fields), valuesOf(row.id)),
      cast: credits.filter((credit) => credit.department === 'cast').sort((a, b) => a.order - b.order),
      crew: credits.filter((credit) => credit.department !== 'cast'),
      images: imagesOf.all(row.id).map((image) => ({
        ...imageFromRow(image),
        kind: image.kind,
        provider: image.provider,
        url: image.url,
      })),
      files: filesOf(row.id),
      ...(identification === undefined ? {} : { identification: fromJson<Identification>(identification) }),
      children: childrenOf.all(row.id).map((child) => view(child, [self, ...parents])),
      parents,
    };
  };

  return (id) => {
    const row = itemOf.get(id);
    if (row === undefined) throw new Error(`There is no item row ${id}`);
    return view(row, parentsOf(row));
  };
}

/** Fields in the order of their names, whichever store they come from. */
function fieldsOf(resolved: ResolvedFields, values: readonly SourceValue[]): ItemView['fields'] {
  const sorted = Object.entries(resolved).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([field, held]) => [
      field,
      { value: held.value, provider: held.provider, values: values.filter((value) => value.field === field) },
    ]),
  );
}
