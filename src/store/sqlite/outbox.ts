import type { Database } from 'better-sqlite3';
import type { ArtworkKind, FileEntry, FsPath, Library } from '../../model/files.ts';
import type { ItemId } from '../../model/ids.ts';
import type { LibraryKind } from '../../model/kinds.ts';
import { pathFromBytes, pathToBytes } from '../../model/paths.ts';
import type { ArtworkSave, RunSummaryRow } from '../port.ts';
import { IMAGE_COLUMNS, type ImageRow, imageFromRow } from '../rows/image-row.ts';
import { type RunCells, runOf } from '../rows/run-row.ts';
import { openDatabase } from './database.ts';
import { storeError } from './errors.ts';
import { type ExportedGroup, groupExporter } from './export.ts';
import { syncTarget } from './synced.ts';
import { type SyncedHolds, syncedHolds } from './synced-holds.ts';

/** What a SQLite store has to give to another, and the notes of what it has given. */
export interface Outbox {
  readonly groupCount: number;
  /** Kinds of the libraries that it has something of. */
  libraryKinds(): readonly LibraryKind[];
  groups(behind: number, most: number): { readonly groups: readonly ExportedGroup[]; readonly last: number };
  ignored(): readonly {
    readonly library: Library;
    readonly unit: FsPath;
    readonly files: readonly (FileEntry & { readonly rule: string })[];
  }[];
  artwork(itemId: ItemId): readonly ArtworkSave[];
  /** Items of which persons hold a field, or held one when the store was last carried over. */
  heldItems(): readonly ItemId[];
  /** What persons held when the store was last carried over. */
  readonly base: SyncedHolds;
  runs(): readonly RunSummaryRow[];
  /** What was given of a group the last time, as its digest. */
  given(root: FsPath, key: string): string | undefined;
  note(root: FsPath, key: string, digest: string): void;
  /** Everything is given, up to the newest run. */
  finish(): void;
  close(): void;
}

/** Opens the store at `path` for carrying it over to `target`. Throws `RevengeError`s with the codes `STORE_*`. */
export async function openOutbox(path: string, target: string): Promise<Outbox> {
  const database = await openDatabase(path, false);
  try {
    return outboxOver(database, syncTarget(target));
  } catch (error) {
    database.close();
    throw storeError(error, path);
  }
}

type ArtworkRow = Partial<ImageRow> & {
  readonly kind: ArtworkKind;
  readonly provider: string | null;
  readonly url: string | null;
  readonly failure: string | null;
  readonly settled_at: string;
};

function outboxOver(database: Database, target: string): Outbox {
  const artwork = database.prepare<[string], ArtworkRow>(
    `SELECT a.kind, a.provider, a.url, a.failure, a.settled_at, ${IMAGE_COLUMNS}
     FROM items i JOIN artwork a ON a.item_id = i.id LEFT JOIN images m ON m.digest = a.image
     WHERE i.uid = ? AND a.state <> 'pending' ORDER BY a.kind`,
  );
  const given = database
    .prepare<[string, Buffer, Buffer], string>('SELECT digest FROM synced WHERE target = ? AND root = ? AND key = ?')
    .pluck();
  const note = database.prepare<[string, Buffer, Buffer, string]>(
    'INSERT OR REPLACE INTO synced (target, root, key, digest) VALUES (?, ?, ?, ?)',
  );
  const base = syncedHolds(database, target);
  const count = database.prepare<[], number>('SELECT count(*) FROM groups').pluck();
  return {
    groupCount: count.get() ?? 0,
    libraryKinds: () => database.prepare<[], LibraryKind>('SELECT DISTINCT kind FROM roots').pluck().all(),
    groups: groupExporter(database),
    ignored: () => ignoredUnits(database),
    artwork: (itemId) =>
      artwork.all(itemId).map((row) => ({
        itemId,
        kind: row.kind,
        at: row.settled_at,
        ...(row.digest === undefined || row.digest === null || row.url === null
          ? { failure: row.failure ?? 'given up' }
          : { chosen: { provider: row.provider ?? '', url: row.url, image: imageFromRow(whole(row)) } }),
      })),
    heldItems: () => {
      const held = database
        .prepare<[], ItemId>('SELECT DISTINCT i.uid FROM holds h JOIN items i ON i.id = h.item_id ORDER BY i.id')
        .pluck()
        .all();
      return [...new Set([...held, ...base.items()])];
    },
    base,
    runs: () =>
      database
        .prepare<[], RunCells>('SELECT id, command, started_at, finished_at, summary FROM runs ORDER BY id')
        .all()
        .map(runOf),
    given: (root, key) => given.get(target, pathToBytes(root), pathToBytes(key)),
    note: (root, key, digest) => {
      note.run(target, pathToBytes(root), pathToBytes(key), digest);
    },
    finish: () => {
      database
        .prepare<[string]>(
          "INSERT OR REPLACE INTO synced_until (target, run) SELECT ?, coalesce(max(id), '') FROM runs",
        )
        .run(target);
    },
    close: () => database.close(),
  };
}

/** The image that a row has all columns of. */
function whole(row: Partial<ImageRow>): ImageRow {
  const {
    digest = '',
    path = '',
    format = '',
    width = 0,
    height = 0,
    bytes = 0,
    blurhash = '',
    thumbnails = '[]',
  } = row;
  return { digest, path, format, width, height, bytes, blurhash, thumbnails };
}

function ignoredUnits(database: Database): ReturnType<Outbox['ignored']> {
  const rows = database
    .prepare<
      [],
      {
        readonly root: Buffer;
        readonly name: string;
        readonly kind: LibraryKind;
        readonly unit: Buffer;
        readonly path: Buffer;
        readonly size: number;
        readonly mtime: number;
        readonly inode: number;
        readonly rule: string;
      }
    >(
      `SELECT r.path AS root, r.name, r.kind, u.path AS unit, f.path, f.size, f.mtime, f.inode, f.rule
       FROM files f JOIN units u ON u.id = f.unit_id JOIN roots r ON r.id = f.root_id
       WHERE f.rule IS NOT NULL AND f.missing_since IS NULL ORDER BY u.id, f.path`,
    )
    .all();
  const units = new Map<string, { library: Library; unit: FsPath; files: (FileEntry & { readonly rule: string })[] }>();
  for (const row of rows) {
    const root = pathFromBytes(row.root);
    const unit = pathFromBytes(row.unit);
    const relativePath = pathFromBytes(row.path);
    const entry = units.get(`${root}\n${unit}`) ?? {
      library: { name: row.name, root, kind: row.kind },
      unit,
      files: [],
    };
    units.set(`${root}\n${unit}`, entry);
    const { size, mtime: mtimeMs, inode, rule } = row;
    entry.files.push({ path: `${root}/${relativePath}`, relativePath, size, mtimeMs, inode, rule });
  }
  return [...units.values()];
}
