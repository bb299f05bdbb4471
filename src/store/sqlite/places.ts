import type { Database } from 'better-sqlite3';
import type { FsPath, Library } from '../../model/files.ts';
import { pathToBytes } from '../../model/paths.ts';
import { type Tally, upsert } from './sql.ts';

interface RootRow {
  readonly path: Buffer;
  readonly name: string;
  readonly kind: string;
}

/** Rows of library roots and of their units. */
export interface Places {
  /** The row of a root; `undefined` where nothing of it is stored. */
  findRoot(root: FsPath): number | undefined;
  findUnit(rootId: number, unit: FsPath): number | undefined;
  root(library: Library, tally: Tally): number;
  unit(rootId: number, unit: FsPath, tally: Tally): number;
}

export function places(database: Database): Places {
  const findRoot = database.prepare<[Buffer], number>('SELECT id FROM roots WHERE path = ?').pluck();
  const putRoot = upsert<RootRow>(database, 'roots', { key: ['path'], compare: ['name', 'kind'] });
  const findUnit = database
    .prepare<[number, Buffer], number>('SELECT id FROM units WHERE root_id = ? AND path = ?')
    .pluck();
  const addUnit = database.prepare<[number, Buffer]>('INSERT INTO units (root_id, path) VALUES (?, ?)');
  // Rows of roots are never removed, so that a known one stays so; asked for with every folder of a scan.
  const known = new Map<FsPath, number>();

  const rootId = (root: FsPath): number | undefined => {
    const id = known.get(root) ?? findRoot.get(pathToBytes(root));
    if (id !== undefined) known.set(root, id);
    return id;
  };
  return {
    findRoot: rootId,
    findUnit: (root, unit) => findUnit.get(root, pathToBytes(unit)),
    root: ({ root, name, kind }, tally) => {
      tally.rows += putRoot.run({ path: pathToBytes(root), name: name.toWellFormed(), kind }).changes;
      // Not from what is known: this may be rolled back, and the row with it.
      const id = findRoot.get(pathToBytes(root));
      if (id === undefined) throw new Error('The row of a root is gone within its own transaction');
      return id;
    },
    unit: (root, unit, tally) => {
      const path = pathToBytes(unit);
      const found = findUnit.get(root, path);
      if (found !== undefined) return found;
      tally.rows += 1;
      return Number(addUnit.run(root, path).lastInsertRowid);
    },
  };
}
