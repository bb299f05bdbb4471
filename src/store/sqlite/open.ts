import type { Database } from 'better-sqlite3';
import type { FsPath } from '../../model/files.ts';
import type { ItemId } from '../../model/ids.ts';
import { pathFromBytes } from '../../model/paths.ts';
import { lazy } from '../../util/lazy.ts';
import { toJson } from '../canonical.ts';
import type { Changes, GroupSave, RunSummaryRow, Store } from '../port.ts';
import { type RunCells, runOf } from '../rows/run-row.ts';
import { openDatabase } from './database.ts';
import { decisionMethods, decisions } from './decisions.ts';
import { storeError } from './errors.ts';
import { fileMarks } from './files.ts';
import { formerFinder } from './former-files.ts';
import { groupIdentityReader } from './group-identity.ts';
import { holds } from './holds.ts';
import { itemIds } from './ids.ts';
import { pictures } from './pictures.ts';
import { places } from './places.ts';
import { countItems, listItems, openGroupLister } from './read/list.ts';
import { itemSelector } from './read/select.ts';
import { storedUnitReader } from './read/stored-units.ts';
import { unitReader } from './read/unit.ts';
import { viewReader } from './read/view.ts';
import { refreshes } from './refreshes.ts';
import { rootMemory } from './root-signs.ts';
import { saver } from './save.ts';
import { inTurn, waitShortly } from './turn.ts';

/**
 * Opens the SQLite store at `path`: makes it where there is none, migrates an older one (with a copy beside it). With
 * `readonly` nothing is made, and only what reads may be called. Throws `RevengeError`s with the codes `STORE_*`.
 */
export async function openSqliteStore(path: string, options: { readonly readonly?: boolean } = {}): Promise<Store> {
  return storeOver(await openDatabase(path, options.readonly ?? false), path);
}

function storeOver(database: Database, path: string): Store {
  waitShortly(database);
  const where = places(database);
  const ids = lazy(() => itemIds(database));
  const readUnit = lazy(() => unitReader(database, where));
  const listUnits = lazy(() => storedUnitReader(database, where));
  const marks = lazy(() => fileMarks(database, where));
  const save = lazy(() => saver(database));
  const memory = lazy(() => rootMemory(database));
  const findFormer = lazy(() => formerFinder(database, where, ids()));
  const listOpen = lazy(() => openGroupLister(database));
  const select = lazy(() => itemSelector(database));
  const readView = lazy(() => viewReader(database));
  const held = lazy(() => holds(database, save));
  const decided = lazy(() => decisions(database));
  const identityOf = lazy(() => groupIdentityReader(database, where, ids()));
  const asked = lazy(() => refreshes(database, where));
  const uidOf = lazy(() => database.prepare<[number], ItemId>('SELECT uid FROM items WHERE id = ?').pluck());

  /** Everything that is asked in one go sees one state of the store. */
  const read = async <T>(work: () => T): Promise<T> => {
    try {
      const transaction = database.transaction(work);
      return await inTurn(() => transaction.deferred());
    } catch (error) {
      throw storeError(error, path);
    }
  };
  const write = async <T>(work: () => T): Promise<T> => {
    try {
      const transaction = database.transaction(work);
      return await inTurn(() => transaction.immediate());
    } catch (error) {
      throw storeError(error, path);
    }
  };

  const saveAll = (groups: readonly GroupSave[]): readonly Changes[] => {
    const changes = save().groups(groups);
    decided().settle(groups);
    return changes;
  };

  return {
    location: path,
    isEmpty: () => read(() => database.prepare('SELECT 1 FROM files LIMIT 1').get() === undefined),
    unit: (root, unit) => read(() => readUnit()(root, unit)),
    knownUnits: (root, units) => read(() => units.map((unit) => readUnit()(root, unit))),
    storedUnits: (root, range) => read(() => listUnits()(root, range)),
    units: (root) => read(() => unitPaths(database, where.findRoot(root))),
    rootSigns: (root) => read(() => memory().signs(root)),
    saveRootSigns: (root, signs) => write(() => memory().remember(root, signs)),
    formerFiles: (root, traces) => read(() => findFormer()(root, traces)),
    groupIdentity: (root, key) => read(() => identityOf()(root, key)),
    itemByIds: (kind, given) =>
      read(() => {
        const found = ids().find(kind, given);
        return found === undefined ? undefined : uidOf().get(found);
      }),
    currentIds: (former) => read(() => former.map((id) => ids().current(id))),
    saveGroup: (group) => write(() => saveAll([group])[0] ?? { rows: 0 }),
    saveGroups: (groups) => write(() => saveAll(groups)),
    saveIgnored: (library, unit, files) => write(() => save().ignored(library, unit, files)),
    markMissing: (root, relativePaths, at) => write(() => marks().missing(root, relativePaths, at)),
    touchFiles: (library, files) => write(() => marks().touched(library.root, files)),
    refreshable: (root, outcomes) => read(() => asked().refreshable(root, outcomes)),
    markRefreshed: (root, keys, at) => write(() => asked().mark(root, keys, at)),
    ...pictures(database, read, write),
    hold: (request) => write(() => held().hold(request)),
    release: (itemId, field, at, policy) => write(() => held().release(itemId, field, at, policy)),
    holds: (itemId) => read(() => held().holds(itemId)),
    ...decisionMethods(decided, read, write),
    changes: (itemId) => read(() => held().changes(itemId)),
    saveRun: (run) => write(() => saveRun(database, run)),
    runs: (limit) => read(() => lastRuns(database, limit)),
    list: (filter) => read(() => listItems(database, filter)),
    count: (filter) => read(() => countItems(database, filter)),
    openGroups: (filter) => read(() => listOpen()(filter)),
    show: (selector) => read(() => select()(selector).map((id) => readView()(id))),
    close: async () => {
      database.close();
    },
  };
}

/** Units with files that are not known to be missing. */
function unitPaths(database: Database, rootId: number | undefined): readonly FsPath[] {
  if (rootId === undefined) return [];
  return database
    .prepare<[number], Buffer>(
      `SELECT path FROM units u WHERE root_id = ?
         AND EXISTS (SELECT 1 FROM files f WHERE f.unit_id = u.id AND f.missing_since IS NULL) ORDER BY path`,
    )
    .pluck()
    .all(rootId)
    .map(pathFromBytes);
}

function saveRun(database: Database, run: RunSummaryRow): void {
  database
    .prepare<[string, string, string, string, string]>(
      'INSERT OR REPLACE INTO runs (id, command, started_at, finished_at, summary) VALUES (?, ?, ?, ?, ?)',
    )
    .run(run.id, run.command, run.startedAt, run.finishedAt, toJson(run.summary));
}

function lastRuns(database: Database, limit: number): readonly RunSummaryRow[] {
  return database
    .prepare<[number], RunCells>(
      'SELECT id, command, started_at, finished_at, summary FROM runs ORDER BY started_at DESC, id DESC LIMIT ?',
    )
    .all(limit)
    .map(runOf);
}
