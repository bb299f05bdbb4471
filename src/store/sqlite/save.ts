import type { Database } from 'better-sqlite3';
import type { FsPath, Library } from '../../model/files.ts';
import { pathToBytes } from '../../model/paths.ts';
import type { PolicyName } from '../../model/policies.ts';
import type { Tally } from '../cells.ts';
import type { Changes, GroupSave } from '../port.ts';
import type { IgnoredFile } from '../rows/file-row.ts';
import { changesOf, takeGroup } from '../save/group.ts';
import { heldReplacements, noNewRows, resolveAnew, resolveJoined } from '../save/hold.ts';
import { storedUnit, takeIgnored } from '../save/ignored.ts';
import { cutAtMerges, findJoin } from '../save/join.ts';
import { bytesKey, newWork, type Work } from '../save/work.ts';
import { workFlusher } from './flush.ts';
import { itemJoiner } from './join.ts';
import { workLoader } from './load.ts';

/** What writes groups, files and items; each call is to be one transaction. */
export interface Saver {
  groups(saves: readonly GroupSave[]): Changes[];
  /** Writes the files of a unit that no group has, forgets those that are none any more, and returns the rows changed. */
  ignored(library: Library, unit: FsPath, files: readonly IgnoredFile[]): number;
  /** Resolves the fields of an item anew, after what a person says of them changed. */
  resolved(id: number, at: string, policy: PolicyName): void;
}

export function saver(database: Database): Saver {
  const load = workLoader(database);
  const flush = workFlusher(database);
  const join = itemJoiner(database);
  const highest = database
    .prepare<[], number>(
      `SELECT max(${NUMBERED.map((table) => `(SELECT coalesce(max(id), 0) FROM ${table})`).join(', ')})`,
    )
    .pluck();
  const ignoredIn = database.prepare<[number], { readonly id: number; readonly path: Buffer }>(
    'SELECT id, path FROM files WHERE unit_id = ? AND rule IS NOT NULL',
  );
  const forget = database.prepare<[number]>('DELETE FROM files WHERE id = ?');
  // There is but one writer at a time, so that counting on from the highest number gives numbers that nobody else has.
  const begin = () => {
    let last = highest.get() ?? 0;
    return newWork(() => {
      last += 1;
      return last;
    });
  };

  /** What these saves may meet, once the items are joined that they say are one; `rows`: changed by that. */
  const loaded = (saves: readonly GroupSave[]): { readonly work: Work; readonly rows: number } => {
    const kept = new Set<number>();
    let rows = 0;
    for (;;) {
      const work = begin();
      load.saves(work, saves);
      const next = findJoin(work, saves);
      if (next === undefined) {
        resolveJoined(work, kept, saves);
        return { work, rows };
      }
      rows += join(next);
      for (const one of next.rows) kept.add(one.kept);
    }
  };

  const resolved: Saver['resolved'] = (id, at, policy) => {
    const work = newWork(noNewRows);
    load.items(work, [id]);
    resolveAnew(work, id, at, policy);
    flush(work);
  };
  /** What was moved to an item along with a decision about another holds from now on. */
  const resolveReplaced = (work: Work, [save]: readonly GroupSave[]): void => {
    if (save === undefined) return;
    for (const id of heldReplacements(work)) resolved(id, save.at, save.policy);
  };

  return {
    groups: (saves) => {
      const changes: Changes[] = [];
      for (const some of cutAtMerges(saves).flatMap((part) => portions(part))) {
        const { work, rows } = loaded(some);
        const taken = some.map((save) => takeGroup(work, save));
        flush(work);
        resolveReplaced(work, some);
        const [first, ...others] = taken.map((one) => changesOf(work, one));
        if (first !== undefined) changes.push({ ...first, rows: first.rows + rows }, ...others);
      }
      return changes;
    },
    ignored: (library, unit, files) => {
      const work = begin();
      const tally: Tally = { rows: 0 };
      load.places(work, library.root, [unit]);
      const stored = storedUnit(work, library.root, unit);
      if (files.length === 0 && stored === undefined) return 0;
      const paths = files.map((file) => file.relativePath);
      load.files(work, library.root, paths);
      const kept = new Set(paths.map((path) => bytesKey(pathToBytes(path))));
      for (const { id, path } of stored === undefined ? [] : ignoredIn.all(stored.id)) {
        if (!kept.has(bytesKey(path))) tally.rows += forget.run(id).changes;
      }
      takeIgnored(work, library, unit, files, tally);
      flush(work);
      return tally.rows;
    },
    resolved,
  };
}

/** So many saves are worked out in memory before they are written. */
const AT_ONCE = 50;

/** Tables whose rows have numbers. */
const NUMBERED = ['roots', 'units', 'items', 'groups', 'files', 'sources', 'people'];

function portions(saves: readonly GroupSave[]): readonly (readonly GroupSave[])[] {
  const found: (readonly GroupSave[])[] = [];
  for (let start = 0; start < saves.length; start += AT_ONCE) found.push(saves.slice(start, start + AT_ONCE));
  return found;
}
