import type { Database } from 'better-sqlite3';
import type { Decision } from '../../model/decisions.ts';
import type { FsPath } from '../../model/files.ts';
import { pathFromBytes, pathToBytes } from '../../model/paths.ts';
import { type DecisionStatement, decideStatement, settleStatements } from '../decision-statements.ts';
import type { FoundGroup, GroupSave, Store } from '../port.ts';
import { type FoundGroupCells, foundGroupsSql, nearestGroups, placesOf } from '../rows/found-group.ts';

/** What persons say of the work of groups. */
export interface Decisions {
  find(what: { readonly key: FsPath; readonly path: FsPath }): readonly FoundGroup[];
  decide(root: FsPath, key: FsPath, decision: Decision): number;
  settle(saves: readonly GroupSave[]): void;
}

export function decisions(database: Database): Decisions {
  const run = ({ sql, values }: DecisionStatement): number =>
    database
      .prepare<[Readonly<Record<string, string | Buffer | null>>]>(sql)
      .run(Object.fromEntries(values.map((value, place) => [place + 1, value]))).changes;
  return {
    find: (what) => {
      const roots = database
        .prepare<[], Buffer>('SELECT path FROM roots ORDER BY path')
        .pluck()
        .all()
        .map(pathFromBytes);
      const found = database.prepare<[Readonly<Record<string, Buffer>>], FoundGroupCells>(foundGroupsSql('sqlite'));
      return nearestGroups(
        placesOf(what, roots).flatMap(([root, below]) => found.all({ 1: pathToBytes(root), 2: pathToBytes(below) })),
      );
    },
    decide: (root, key, decision) => run(decideStatement(root, key, decision)),
    settle: (saves) => {
      for (const statement of settleStatements(saves)) run(statement);
    },
  };
}

type InTransaction = <T>(work: () => T) => Promise<T>;

/** The methods of the store for decisions. */
export function decisionMethods(
  decided: () => Decisions,
  read: InTransaction,
  write: InTransaction,
): Pick<Store, 'findGroups' | 'decide'> {
  return {
    findGroups: (what) => read(() => decided().find(what)),
    decide: (root, key, decision) => write(() => decided().decide(root, key, decision)),
  };
}
