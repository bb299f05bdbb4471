import type { FieldName } from '../../model/fields.ts';
import type { ExternalIdKind, ItemId } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import type { CandidateRow } from '../rows/candidate-row.ts';
import type { FileRow } from '../rows/file-row.ts';
import type { GroupRow } from '../rows/group-row.ts';
import type { InquiryColumns } from '../rows/inquiry-row.ts';
import type { ItemColumns } from '../rows/item-row.ts';

/**
 * Types of columns, by PostgreSQL's names for them. SQLite keeps `bool` as 0 and 1, JSON as text, and `text[]` and `words`,
 * which are for searching alone, in tables of their own.
 */
export type ColumnType = 'int8' | 'float8' | 'text' | 'bytea' | 'bool' | 'json' | 'jsonb' | 'text[]' | 'words';

export interface TableShape<Row> {
  readonly name: string;
  readonly key: readonly (keyof Row & string)[];
  readonly columns: Readonly<Record<keyof Row & string, ColumnType>>;
  /** Columns that are written when another differs, but do not count as a difference themselves. */
  readonly along?: readonly (keyof Row & string)[];
}

export interface RootRow {
  readonly id: number;
  readonly path: Buffer;
  readonly name: string;
  readonly kind: string;
}
export interface UnitRow {
  readonly id: number;
  readonly root_id: number;
  readonly path: Buffer;
}
export interface ItemRow extends ItemColumns {
  readonly id: number;
  readonly uid: ItemId;
  readonly kind: ItemKind;
  readonly added_at: string;
  readonly updated_at: string;
  /** Terms that `list` filters by. Like `search` they follow from the fields and are not read back. */
  readonly genres: readonly string[];
  readonly tags: readonly string[];
  readonly countries: readonly string[];
  readonly languages: readonly string[];
  /** Words of the texts. */
  readonly search: string;
}
export interface ItemIdRow {
  readonly item_id: number;
  readonly kind: ExternalIdKind;
  readonly value: string;
  readonly item_kind: string;
  readonly identity: boolean;
}
export interface ItemAliasRow {
  /** `item`: the id of an item that was joined to this one. */
  readonly kind: ExternalIdKind | 'item';
  readonly value: string;
  readonly item_kind: ItemKind;
  readonly item_id: number;
}
export interface StoredGroupRow extends GroupRow, InquiryColumns {
  readonly id: number;
  readonly item_id: number | null;
}
export interface StoredFileRow extends Omit<FileRow, 'missing_since'> {
  readonly id: number;
  /** The edition that holds, of all that is said of the file. */
  readonly edition: string | null;
  readonly missing_since: string | null;
}
export interface FactsRow {
  readonly file_id: number;
  readonly probe: string | null;
  readonly tags: string | null;
  readonly managed: string | null;
}
export interface FileItemRow {
  readonly file_id: number;
  readonly item_id: number;
}
export interface SourceRow {
  readonly id: number;
  readonly item_id: number;
  readonly provider: string;
  readonly provider_id: string;
  readonly group_id: number | null;
  readonly fetched_at: string;
  readonly digest: string;
}
export interface ValueRow {
  readonly source_id: number;
  readonly field: FieldName;
  /** JSON with sorted members. */
  readonly value: string;
  readonly confidence: number;
  readonly fetched_at: string;
  readonly digest: string;
}
export interface PersonRow {
  readonly id: number;
  readonly name: string;
  readonly identified: boolean;
  readonly profile_url: string | null;
}
export interface PersonIdRow {
  readonly kind: string;
  readonly value: string;
  readonly person_id: number;
}
export interface CreditListRow {
  readonly item_id: number;
  readonly provider: string;
  /** The group whose own files give the list; `null` for lists of other sources. */
  readonly group_id: number | null;
  /** The list of the lowest rank holds. */
  readonly rank: number;
  readonly digest: string;
}
export interface CreditRow {
  readonly item_id: number;
  readonly provider: string;
  readonly place: number;
  readonly person_id: number;
  readonly name: string;
  readonly department: string;
  readonly job: string | null;
  readonly character: string | null;
  readonly billing: number;
  readonly episode_count: number | null;
  readonly guest: boolean | null;
}
export interface StoredCandidateRow extends Omit<CandidateRow, 'group_id'> {
  readonly group_id: number | null;
}
export interface ArtworkRow {
  readonly item_id: number;
  readonly kind: string;
  readonly state: string;
  readonly candidates: string;
  /** Where the picture came from; of a pending one, where the last came from. */
  readonly url: string | null;
}
export interface ChangeRow {
  readonly item_id: number;
  readonly at: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export const ROOTS: TableShape<RootRow> = {
  name: 'roots',
  key: ['id'],
  columns: { id: 'int8', path: 'bytea', name: 'text', kind: 'text' },
};
export const UNITS: TableShape<UnitRow> = {
  name: 'units',
  key: ['id'],
  columns: { id: 'int8', root_id: 'int8', path: 'bytea' },
};
export const ITEMS: TableShape<ItemRow> = {
  name: 'items',
  key: ['id'],
  columns: {
    id: 'int8',
    uid: 'text',
    kind: 'text',
    parent_id: 'int8',
    season: 'int8',
    episode: 'int8',
    absolute: 'int8',
    air_date: 'text',
    disc: 'int8',
    track: 'int8',
    title: 'text',
    title_key: 'text',
    sort_key: 'text',
    year: 'int8',
    artist: 'text',
    credits_provider: 'text',
    rating: 'float8',
    added_at: 'text',
    updated_at: 'text',
    genres: 'text[]',
    tags: 'text[]',
    countries: 'text[]',
    languages: 'text[]',
    search: 'words',
    fields: 'jsonb',
  },
  // Terms and words follow from the fields.
  along: ['updated_at', 'genres', 'tags', 'countries', 'languages', 'search'],
};
export const ITEM_IDS: TableShape<ItemIdRow> = {
  name: 'item_ids',
  key: ['item_id', 'kind'],
  columns: { item_id: 'int8', kind: 'text', value: 'text', item_kind: 'text', identity: 'bool' },
};
export const ITEM_ALIASES: TableShape<ItemAliasRow> = {
  name: 'item_aliases',
  key: ['kind', 'value', 'item_kind'],
  columns: { kind: 'text', value: 'text', item_kind: 'text', item_id: 'int8' },
};
export const GROUPS: TableShape<StoredGroupRow> = {
  name: 'groups',
  key: ['id'],
  columns: {
    id: 'int8',
    root_id: 'int8',
    unit_id: 'int8',
    key: 'bytea',
    kind: 'text',
    outcome: 'text',
    item_id: 'int8',
    folder: 'bytea',
    title: 'text',
    title_key: 'text',
    year: 'int8',
    saved_at: 'text',
    asked: 'text',
    asked_at: 'text',
    asked_times: 'int8',
    identification: 'json',
  },
  along: ['saved_at'],
};
export const FILES: TableShape<StoredFileRow> = {
  name: 'files',
  key: ['id'],
  columns: {
    id: 'int8',
    root_id: 'int8',
    unit_id: 'int8',
    group_id: 'int8',
    path: 'bytea',
    size: 'int8',
    mtime: 'float8',
    inode: 'float8',
    missing_since: 'text',
    role: 'text',
    rule: 'text',
    path_key: 'text',
    part: 'int8',
    version_label: 'text',
    edition: 'text',
    format_3d: 'text',
    extra_type: 'text',
    language: 'text',
    flags: 'text',
    artwork_kind: 'text',
    season: 'int8',
    belongs_to: 'bytea',
    disc_layout: 'text',
    hash: 'text',
    error_code: 'text',
    error_message: 'text',
  },
};
export const FACTS: TableShape<FactsRow> = {
  name: 'file_facts',
  key: ['file_id'],
  columns: { file_id: 'int8', probe: 'json', tags: 'json', managed: 'json' },
};
export const FILE_ITEMS: TableShape<FileItemRow> = {
  name: 'file_items',
  key: ['file_id', 'item_id'],
  columns: { file_id: 'int8', item_id: 'int8' },
};
export const SOURCES: TableShape<SourceRow> = {
  name: 'sources',
  key: ['id'],
  columns: {
    id: 'int8',
    item_id: 'int8',
    provider: 'text',
    provider_id: 'text',
    group_id: 'int8',
    fetched_at: 'text',
    digest: 'text',
  },
};
export const VALUES: TableShape<ValueRow> = {
  name: 'source_values',
  key: ['source_id', 'field'],
  columns: {
    source_id: 'int8',
    field: 'text',
    value: 'jsonb',
    confidence: 'float8',
    fetched_at: 'text',
    digest: 'text',
  },
  along: ['fetched_at', 'digest'],
};
export const PEOPLE: TableShape<PersonRow> = {
  name: 'people',
  key: ['id'],
  columns: { id: 'int8', name: 'text', identified: 'bool', profile_url: 'text' },
};
export const PERSON_IDS: TableShape<PersonIdRow> = {
  name: 'person_ids',
  key: ['kind', 'value'],
  columns: { kind: 'text', value: 'text', person_id: 'int8' },
};
export const CREDIT_LISTS: TableShape<CreditListRow> = {
  name: 'credit_lists',
  key: ['item_id', 'provider'],
  columns: { item_id: 'int8', provider: 'text', group_id: 'int8', rank: 'int8', digest: 'text' },
};
export const CREDITS: TableShape<CreditRow> = {
  name: 'credits',
  key: ['item_id', 'provider', 'place'],
  columns: {
    item_id: 'int8',
    provider: 'text',
    place: 'int8',
    person_id: 'int8',
    name: 'text',
    department: 'text',
    job: 'text',
    character: 'text',
    billing: 'int8',
    episode_count: 'int8',
    guest: 'bool',
  },
};
export const CANDIDATES: TableShape<StoredCandidateRow> = {
  name: 'image_candidates',
  key: ['item_id', 'kind', 'provider', 'url'],
  columns: {
    item_id: 'int8',
    kind: 'text',
    provider: 'text',
    url: 'text',
    group_id: 'int8',
    place: 'int8',
    width: 'int8',
    height: 'int8',
    language: 'text',
    rating: 'float8',
    votes: 'int8',
    season: 'int8',
  },
  along: ['group_id', 'place'],
};
export const ARTWORK: TableShape<ArtworkRow> = {
  name: 'artwork',
  key: ['item_id', 'kind'],
  columns: { item_id: 'int8', kind: 'text', state: 'text', candidates: 'text', url: 'text' },
};
export const CHANGES: TableShape<ChangeRow> = {
  name: 'changes',
  key: ['item_id'],
  columns: { item_id: 'int8', at: 'text', field: 'text', before: 'jsonb', after: 'jsonb' },
};
