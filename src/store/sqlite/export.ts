import type { Database } from 'better-sqlite3';
import { compact } from '../../model/compact.ts';
import type { CreditList, ItemDraft } from '../../model/drafts.ts';
import type { ArtworkKind, FileRole, Library, MediaGroup } from '../../model/files.ts';
import type { ExternalId, ItemId } from '../../model/ids.ts';
import type { GroupKind, ItemKind, LibraryKind } from '../../model/kinds.ts';
import type { AudioTags, ManagedFile, Probe } from '../../model/media.ts';
import type { Identification } from '../../model/outcome.ts';
import { pathFromBytes } from '../../model/paths.ts';
import type { PolicyName } from '../../model/policies.ts';
import type { NameReading } from '../../model/reading.ts';
import { fromJson } from '../canonical.ts';
import { member } from '../cells.ts';
import { collectIds, externalIdsOf } from '../external-ids.ts';
import type { GroupSave, SavedFile } from '../port.ts';
import type { FileRow } from '../rows/file-row.ts';
import { type InquiryColumns, inquiryOf } from '../rows/inquiry-row.ts';
import { type ItemColumns, positionOf } from '../rows/item-row.ts';
import type { ItemAliasRow } from '../save/tables.ts';
import { creditReader } from './read/credits.ts';
import { valueReader } from './read/values.ts';

/** A group as it would be saved, so that another store can take it in by the rules by which it takes in a scan. */
export interface ExportedGroup {
  readonly save: Omit<GroupSave, 'policy'>;
  readonly itemId?: ItemId;
  /** Relative paths of files that are known to be missing, and since when. */
  readonly missing: readonly { readonly path: string; readonly since: string }[];
}

interface GroupRow extends InquiryColumns {
  readonly id: number;
  readonly key: Buffer;
  readonly kind: GroupKind;
  readonly folder: Buffer;
  readonly title: string | null;
  readonly year: number | null;
  readonly saved_at: string;
  readonly identification: string;
  readonly item_id: number | null;
  readonly uid: ItemId | null;
  readonly unit: Buffer;
  readonly root: Buffer;
  readonly name: string;
  readonly library_kind: LibraryKind;
}

type StoredFile = Omit<FileRow, 'missing_since' | 'role' | 'extra_type' | 'artwork_kind' | 'disc_layout'> & {
  readonly id: number;
  readonly missing_since: string | null;
  readonly role: FileRole;
  readonly extra_type: SavedFile['extraType'] | null;
  readonly artwork_kind: ArtworkKind | null;
  readonly disc_layout: SavedFile['discLayout'] | null;
  readonly probe: string | null;
  readonly tags: string | null;
  readonly managed: string | null;
  readonly edition: string | null;
};

type ItemRow = ItemColumns & { readonly id: number; readonly kind: ItemKind };

/** Reads groups behind a row, at most so many; the row of the last one is where the next batch goes on. */
export function groupExporter(database: Database) {
  const groups = database.prepare<[number, number], GroupRow>(
    `SELECT g.id, g.key, g.kind, g.folder, g.title, g.year, g.saved_at, g.identification, g.item_id, i.uid,
       g.asked, g.asked_at, g.asked_times,
       u.path AS unit, r.path AS root, r.name, r.kind AS library_kind
     FROM groups g JOIN units u ON u.id = g.unit_id JOIN roots r ON r.id = g.root_id LEFT JOIN items i ON i.id = g.item_id
     WHERE g.id > ? ORDER BY g.id LIMIT ?`,
  );
  const files = database.prepare<[number], StoredFile>(
    `SELECT f.*, x.probe, x.tags, x.managed
     FROM files f LEFT JOIN file_facts x ON x.file_id = f.id WHERE f.group_id = ? ORDER BY f.path`,
  );
  const places = database.prepare<[number], ItemRow>(
    `SELECT i.* FROM file_items l JOIN items i ON i.id = l.item_id WHERE l.file_id = ? AND i.kind IN ('episode', 'track')
     ORDER BY i.season, i.episode, i.disc, i.track, i.id`,
  );
  const draftOf = draftReader(database);

  const savedFile = (file: StoredFile, library: Library): SavedFile => {
    const relativePath = pathFromBytes(file.path);
    return {
      path: `${library.root}/${relativePath}`,
      relativePath,
      size: file.size,
      mtimeMs: file.mtime,
      inode: file.inode,
      role: file.role,
      positions: places.all(file.id).map(positionOf),
      ...member('part', file.part),
      ...member('versionLabel', file.version_label),
      ...member('extraType', file.extra_type),
      ...member('language', file.language),
      ...member('flags', file.flags === null ? null : flagsOf(file.flags)),
      ...member('artworkKind', file.artwork_kind),
      ...member('season', file.season),
      ...member('belongsTo', file.belongs_to === null ? null : pathFromBytes(file.belongs_to)),
      ...member('discLayout', file.disc_layout),
      ...member('hash', file.hash),
      ...member('probe', file.probe === null ? null : fromJson<Probe>(file.probe)),
      ...member('tags', file.tags === null ? null : fromJson<AudioTags>(file.tags)),
      ...member('managed', file.managed === null ? null : fromJson<ManagedFile>(file.managed)),
      // Which of those who said it holds is settled.
      ...(file.edition === null ? {} : { edition: { nfo: file.edition } }),
      ...member('format3d', file.format_3d),
      ...(file.error_code === null ? {} : { error: { code: file.error_code, message: file.error_message ?? '' } }),
    };
  };

  const exported = (row: GroupRow): ExportedGroup => {
    const library: Library = { name: row.name, root: pathFromBytes(row.root), kind: row.library_kind };
    const all = files.all(row.id);
    const present = all.filter((file) => file.missing_since === null).map((file) => savedFile(file, library));
    const group: MediaGroup = {
      key: pathFromBytes(row.key),
      kind: row.kind,
      library,
      folder: pathFromBytes(row.folder),
      reading: {
        ...NO_READING,
        type: READING_TYPES[row.kind],
        ...member('title', row.title),
        ...member('year', row.year),
      },
      pins: [],
      files: present,
    };
    return {
      save: {
        at: row.saved_at,
        unit: pathFromBytes(row.unit),
        group,
        files: present,
        identification: fromJson<Identification>(row.identification),
        ...(row.item_id === null ? {} : { draft: draftOf(row.item_id) }),
        ...compact({ inquiry: inquiryOf(row) }),
      },
      ...member('itemId', row.uid),
      missing: all.flatMap(({ path, missing_since: since }) =>
        since === null ? [] : [{ path: pathFromBytes(path), since }],
      ),
    };
  };

  return (behind: number, most: number): { readonly groups: readonly ExportedGroup[]; readonly last: number } => {
    const rows = groups.all(behind, most);
    return { groups: rows.map(exported), last: rows.at(-1)?.id ?? behind };
  };
}

const READING_TYPES: Readonly<Record<GroupKind, NameReading['type']>> = {
  movie: 'movie',
  series: 'episode',
  album: 'track',
};
/** Of a reading only title and year are stored. */
const NO_READING: Omit<NameReading, 'type'> = {
  alternativeTitles: [],
  seasons: [],
  episodes: [],
  absolute: [],
  edition: [],
  audioCodecs: [],
  hdr: [],
  languages: [],
  subtitleLanguages: [],
  proper: false,
  repack: false,
  pins: [],
  claims: [],
  alternatives: [],
};

/** Reads an item with its parents and parts as the draft that it came from. */
function draftReader(database: Database): (itemId: number) => ItemDraft {
  const rowOf = database.prepare<[number], ItemRow>('SELECT * FROM items WHERE id = ?');
  const partsOf = database.prepare<[number], ItemRow>(
    "SELECT * FROM items WHERE parent_id = ? AND kind IN ('season', 'episode', 'track') ORDER BY id",
  );
  const idsOf = database.prepare<[number], ExternalId>(
    'SELECT kind, value FROM item_ids WHERE item_id = ? ORDER BY kind',
  );
  const aliasesOf = database.prepare<[number], ItemAliasRow>(
    'SELECT kind, value FROM item_aliases WHERE item_id = ? ORDER BY kind, value',
  );
  const imagesOf = database.prepare<
    [number],
    {
      readonly kind: ArtworkKind;
      readonly provider: string;
      readonly url: string;
      readonly width: number | null;
      readonly height: number | null;
      readonly language: string | null;
      readonly rating: number | null;
      readonly votes: number | null;
    }
  >(
    `SELECT kind, provider, url, width, height, language, rating, votes FROM image_candidates WHERE item_id = ?
     ORDER BY place, provider, url`,
  );
  const listsOf = database.prepare<[number], Pick<CreditList, 'provider' | 'rank'>>(
    'SELECT provider, rank FROM credit_lists WHERE item_id = ? ORDER BY rank, provider',
  );
  const valuesOf = valueReader(database);
  const creditsOf = creditReader(database);

  const bare = (row: ItemRow): ItemDraft => {
    const formerIds = externalIdsOf(aliasesOf.all(row.id));
    return {
      kind: row.kind,
      ids: collectIds(idsOf.all(row.id)),
      ...(formerIds.length === 0 ? {} : { formerIds }),
      position: positionOf(row),
      values: valuesOf(row.id),
      credits: listsOf.all(row.id).map((list) => ({ ...list, credits: creditsOf(row.id, list.provider) })),
      images: imagesOf.all(row.id).map(({ kind, provider: from, url, width, height, language, rating, votes }) => ({
        kind,
        provider: from,
        url,
        ...member('width', width),
        ...member('height', height),
        ...member('language', language),
        ...member('rating', rating),
        ...member('votes', votes),
      })),
      children: [],
    };
  };
  const withChildren = (row: ItemRow): ItemDraft => ({ ...bare(row), children: partsOf.all(row.id).map(withChildren) });
  const withParents = (row: ItemRow): Pick<ItemDraft, 'parent'> => {
    const parent = row.parent_id === null ? undefined : rowOf.get(row.parent_id);
    return parent === undefined ? {} : { parent: { ...bare(parent), ...withParents(parent) } };
  };
  return (itemId) => {
    const row = rowOf.get(itemId);
    if (row === undefined) throw new Error(`There is no item row ${itemId}`);
    return { ...withChildren(row), ...withParents(row) };
  };
}

function flagsOf(text: string): NonNullable<SavedFile['flags']> {
  const flags = text.split(' ');
  return (['default', 'forced', 'hearing-impaired'] as const).filter((flag) => flags.includes(flag));
}

/** The save of an exported group, with what picks its values. */
export function saveOf({ save }: ExportedGroup, policy: PolicyName): GroupSave {
  return { ...save, policy };
}
