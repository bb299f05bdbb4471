import type { Database } from 'better-sqlite3';
import type { FsPath } from '../../model/files.ts';
import { pathToBytes } from '../../model/paths.ts';

/** Rows of library roots and of their units. */
export interface Places {
  /** The row of a root; `undefined` where nothing of it is stored. */
  findRoot(root: FsPath): number | undefined;
  findUnit(rootId: number, unit: FsPath): number | undefined;
}

export function places(database: Database): Places {
  const findRoot = database.prepare<[Buffer], number>('SELECT id FROM roots WHERE path = ?').pluck();
  const findUnit = database
    .prepare<[number, Buffer], number>('SELECT id FROM units WHERE root_id = ? AND path = ?')
    .pluck();
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
  };
}
