import type { Decision } from '../model/decisions.ts';
import type { FsPath } from '../model/files.ts';
import { pathToBytes } from '../model/paths.ts';
import type { GroupSave } from './port.ts';

/** A statement with its values in the order of `$1`, `$2` …, in SQL that both databases understand. */
export interface DecisionStatement {
  readonly sql: string;
  readonly values: readonly (string | Buffer | null)[];
}

const OF_GROUP = 'root_id = (SELECT id FROM roots WHERE path = $1) AND key = $2';

const DECIDE = `INSERT INTO decisions (root_id, key, kind, scheme, value, author, at, reason, due)
  SELECT g.root_id, g.key, $3, $4, $5, $6, $7, $8, 1 FROM groups g JOIN roots r ON r.id = g.root_id
  WHERE r.path = $1 AND g.key = $2
  ON CONFLICT (root_id, key) DO UPDATE SET kind = excluded.kind, scheme = excluded.scheme, value = excluded.value,
    author = excluded.author, at = excluded.at, reason = excluded.reason, due = 1
  WHERE decisions.kind <> excluded.kind OR decisions.scheme IS DISTINCT FROM excluded.scheme
    OR decisions.value IS DISTINCT FROM excluded.value`;

/** There has to be a word that can be taken back. */
const WITHDRAW = `UPDATE decisions SET kind = 'withdrawn', scheme = NULL, value = NULL, author = $3, at = $4, reason = $5, due = 1
  WHERE ${OF_GROUP} AND kind <> 'withdrawn'`;

/** Writes a decision about a group; the same verdict once more changes nothing. */
export function decideStatement(root: FsPath, key: FsPath, decision: Decision): DecisionStatement {
  const { verdict, author, at, reason = null } = decision;
  const place = [pathToBytes(root), pathToBytes(key)];
  if (verdict.kind === 'withdrawn') return { sql: WITHDRAW, values: [...place, author, at, reason] };
  const id = verdict.kind === 'work' ? [verdict.id.kind, verdict.id.value] : [null, null];
  return { sql: DECIDE, values: [...place, verdict.kind, ...id, author, at, reason] };
}

/** Notes what saves carried out of decisions, and moves decisions with the files of their groups. */
export function settleStatements(saves: readonly GroupSave[]): readonly DecisionStatement[] {
  return saves.flatMap(({ group, decided }) => {
    if (decided === undefined) return [];
    const place = [pathToBytes(group.library.root), pathToBytes(group.key)];
    const { from, isSettled } = decided;
    const former = from === undefined ? [] : [pathToBytes(from.root), pathToBytes(from.relativePath)];
    return [
      ...(from === undefined
        ? []
        : [
            { sql: DROP, values: place },
            { sql: MOVE, values: [...place, ...former] },
          ]),
      ...(isSettled
        ? [
            { sql: FORGET, values: place },
            { sql: DONE, values: place },
          ]
        : []),
    ];
  });
}

const DROP = `DELETE FROM decisions WHERE ${OF_GROUP}`;
const MOVE = `UPDATE decisions SET root_id = (SELECT id FROM roots WHERE path = $1), key = $2
  WHERE EXISTS (SELECT 1 FROM files f JOIN groups g ON g.id = f.group_id JOIN roots r ON r.id = f.root_id
    WHERE r.path = $3 AND f.path = $4 AND g.root_id = decisions.root_id AND g.key = decisions.key)`;
const FORGET = `DELETE FROM decisions WHERE ${OF_GROUP} AND kind = 'withdrawn'`;
const DONE = `UPDATE decisions SET due = 0 WHERE ${OF_GROUP} AND due = 1`;
