import { RevengeError } from '../../model/errors.ts';
import { identityIds } from '../../model/identity.ts';
import type { ItemId } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import type { Identification } from '../../model/outcome.ts';
import { pathToBytes } from '../../model/paths.ts';
import { together } from '../../util/together.ts';
import { fromJson, toJson } from '../canonical.ts';
import { member } from '../cells.ts';
import { collectIds, externalIdsOf } from '../external-ids.ts';
import type { RunSummaryRow, Store } from '../port.ts';
import { decisionOf, decisionSql } from '../rows/decision-row.ts';
import { type RunCells, runOf } from '../rows/run-row.ts';
import { IS_SHARED } from '../rows/shared-item.ts';
import type { ItemAliasRow } from '../save/tables.ts';
import { imageByUrl, pendingArtwork, saveArtwork } from './artwork.ts';
import { currentIds } from './current-ids.ts';
import { openPostgres, type PostgresDatabase } from './database.ts';
import { decide, findGroups } from './decisions.ts';
import { isServerGone } from './errors.ts';
import { idsOfItems, markMissing, touchFiles } from './files.ts';
import { type FormerFilesQuestion, formerFilesOf } from './former-files.ts';
import { holdField, readChanges, readHolds, releaseField } from './holds.ts';
import { pendingPortraits, savePortrait } from './portraits.ts';
import { countItems, listItems, listOpenGroups } from './read/list.ts';
import { selectItems } from './read/select.ts';
import { readStoredUnits } from './read/stored-units.ts';
import { readUnitPaths, readUnits } from './read/unit.ts';
import { readViews } from './read/view.ts';
import { markRefreshed, readRefreshable } from './refreshes.ts';
import { readRootSigns, rememberRootSigns } from './root-signs.ts';
import { rowIds } from './row-ids.ts';
import { saveGroups } from './save-groups.ts';
import { saveIgnored } from './save-ignored.ts';
import { readTransaction, type Session, type TransactionPlace, writeTransaction } from './session.ts';
import { type PostgresSettings, readConnection } from './settings.ts';

/** Groups whose former files are asked for in one statement: a round trip each takes longer than to wait for others. */
const GROUPS_TOGETHER = { most: 64, waitMs: 10, isOfAll: isServerGone };

/**
 * Opens the PostgreSQL store at `url`: makes its tables where there are none, migrates older ones. With `readonly`
 * nothing is made, and only what reads may be called. Throws `RevengeError`s with the codes `STORE_*`.
 */
export async function openPostgresStore(
  url: string,
  options: { readonly readonly?: boolean; readonly settings?: PostgresSettings; readonly lease?: string } = {},
): Promise<Store> {
  const readonly = options.readonly ?? false;
  const database = await openPostgres(readConnection(url, options.settings), readonly);
  return storeOver(database, { ...database, lease: options.lease }, readonly);
}

function storeOver(
  { pool, location, hasTrigrams }: PostgresDatabase,
  place: TransactionPlace,
  readonly: boolean,
): Store {
  const ids = rowIds();
  const read = <T>(work: (session: Session) => Promise<T>): Promise<T> => readTransaction(place, work);
  const write = async <T>(work: (session: Session) => Promise<T>): Promise<T> => {
    if (readonly) {
      throw new RevengeError('STORE_READ_ONLY', `The store ${location} is open for reading only`, {
        hint: 'This is a defect; please report it.',
      });
    }
    return writeTransaction(place, work);
  };
  const formerFiles = together(GROUPS_TOGETHER, (questions: readonly FormerFilesQuestion[]) =>
    read((session) => formerFilesOf(session, questions)),
  );
  return {
    location,
    isEmpty: () => read(async (session) => (await session.rows('SELECT FROM files LIMIT 1')).length === 0),
    unit: async (root, unit) => {
      const [known] = await read((session) => readUnits(session, root, [unit]));
      return known ?? { files: [], groups: [] };
    },
    knownUnits: (root, units) => read((session) => readUnits(session, root, units)),
    storedUnits: async (root, range) => readStoredUnits(place, root, range),
    units: (root) => read((session) => readUnitPaths(session, root)),
    rootSigns: (root) => read((session) => readRootSigns(session, root)),
    saveRootSigns: (root, signs) => write((session) => rememberRootSigns(session, root, signs)),
    formerFiles: (root, traces) => formerFiles({ root, traces }),
    groupIdentity: (root, key) => read((session) => groupIdentity(session, root, key)),
    itemByIds: (kind, given) =>
      read(async (session) => {
        for (const id of identityIds(kind, given)) {
          const [row] = await session.rows<{ readonly uid: ItemId }>(
            `SELECT i.uid FROM items i WHERE i.id IN (
               SELECT item_id FROM item_ids WHERE kind = $1 AND value = $2 AND item_kind = $3 AND identity
               UNION ALL SELECT item_id FROM item_aliases WHERE kind = $1 AND value = $2 AND item_kind = $3)`,
            [id.kind, id.value, kind],
          );
          if (row !== undefined) return row.uid;
        }
        return undefined;
      }),
    currentIds: (former) => read((session) => currentIds(session, former)),
    saveGroup: (save) =>
      write(async (session) => {
        const [changes] = await saveGroups(session, ids, [save]);
        return changes ?? { rows: 0 };
      }),
    saveGroups: (saves) => write((session) => saveGroups(session, ids, saves)),
    saveIgnored: (library, unit, files) => write((session) => saveIgnored(session, ids, library, unit, files)),
    markMissing: (root, paths, at) => write((session) => markMissing(session, root, paths, at)),
    touchFiles: (library, files) => write((session) => touchFiles(session, library.root, files)),
    refreshable: (root, outcomes) => read((session) => readRefreshable(session, root, outcomes)),
    markRefreshed: (root, keys, at) => write((session) => markRefreshed(session, root, keys, at)),
    pendingArtwork: (wanted, limit) => read((session) => pendingArtwork(session, wanted, limit)),
    imageByUrl: (url) => read((session) => imageByUrl(session, url)),
    saveArtwork: (save) => write((session) => saveArtwork(session, save)),
    pendingPortraits: (...asked) => read((session) => pendingPortraits(session, ...asked)),
    savePortrait: (save) => write((session) => savePortrait(session, save)),
    hold: (request) => write((session) => holdField(session, request)),
    release: (itemId, field, at, policy) => write((session) => releaseField(session, itemId, field, at, policy)),
    holds: (itemId) => read((session) => readHolds(session, itemId)),
    findGroups: (what) => read((session) => findGroups(session, what)),
    decide: (root, key, decision) => write((session) => decide(session, root, key, decision)),
    changes: (itemId) => read((session) => readChanges(session, itemId)),
    saveRun: (run) => write((session) => saveRun(session, run)),
    runs: (limit) => read((session) => lastRuns(session, limit)),
    list: (filter) => read((session) => listItems(session, filter)),
    count: (filter) => read((session) => countItems(session, filter)),
    openGroups: (filter) => read((session) => listOpenGroups(session, filter)),
    show: (selector) => read(async (session) => readViews(session, await selectItems(session, selector, hasTrigrams))),
    close: () => pool.end(),
  };
}

async function groupIdentity(session: Session, root: string, key: string): ReturnType<Store['groupIdentity']> {
  const [item] = await session.rows<{
    readonly id: number;
    readonly uid: ItemId;
    readonly identification: string;
    readonly decision: string | null;
    readonly shared: boolean;
  }>(
    `SELECT i.id, i.uid, g.identification::text AS identification, ${decisionSql('postgres')} AS decision,
       ${IS_SHARED} AS shared
     FROM roots r JOIN groups g ON g.root_id = r.id JOIN items i ON i.id = g.item_id
     WHERE r.path = $1 AND g.key = $2`,
    [pathToBytes(root), pathToBytes(key)],
  );
  if (item === undefined) return undefined;
  const above = await session.rows<{ readonly id: number; readonly kind: ItemKind }>(
    `WITH RECURSIVE up AS (
       SELECT parent_id AS id, 1 AS height FROM items WHERE id = $1
       UNION ALL SELECT i.parent_id, height + 1 FROM up JOIN items i ON i.id = up.id)
     SELECT i.id, i.kind FROM up JOIN items i ON i.id = up.id ORDER BY up.height`,
    [item.id],
  );
  const ids = await idsOfItems(session, [item.id, ...above.map(({ id }) => id)]);
  const parents = above.map(({ id, kind }) => ({ kind, ids: collectIds(ids.get(id) ?? []) }));
  const aliases = await session.rows<ItemAliasRow>(
    'SELECT kind, value FROM item_aliases WHERE item_id = $1 ORDER BY kind, value',
    [item.id],
  );
  const formerIds = externalIdsOf(aliases);
  return {
    itemId: item.uid,
    ids: collectIds(ids.get(item.id) ?? []),
    ...(formerIds.length === 0 ? {} : { formerIds }),
    ...(parents.length === 0 ? {} : { parents }),
    identification: fromJson<Identification>(item.identification),
    ...(item.shared ? { isShared: true } : {}),
    ...member('decision', decisionOf(item.decision)),
  };
}

async function saveRun(session: Session, run: RunSummaryRow): Promise<void> {
  await session.run(
    `INSERT INTO runs (id, command, started_at, finished_at, summary) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET command = excluded.command, started_at = excluded.started_at,
       finished_at = excluded.finished_at, summary = excluded.summary`,
    [run.id, run.command, run.startedAt, run.finishedAt, toJson(run.summary)],
  );
}

async function lastRuns(session: Session, limit: number): Promise<readonly RunSummaryRow[]> {
  const rows = await session.rows<RunCells>(
    `SELECT id, command, started_at, finished_at, summary::text AS summary FROM runs ORDER BY started_at DESC, id DESC LIMIT $1`,
    [limit],
  );
  return rows.map(runOf);
}
