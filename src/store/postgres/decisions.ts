import type { Decision } from '../../model/decisions.ts';
import type { FsPath } from '../../model/files.ts';
import { pathFromBytes, pathToBytes } from '../../model/paths.ts';
import { decideStatement, settleStatements } from '../decision-statements.ts';
import type { FoundGroup, GroupSave } from '../port.ts';
import { type FoundGroupCells, foundGroupsSql, nearestGroups, placesOf } from '../rows/found-group.ts';
import type { Session } from './session.ts';

/** The groups that a person may mean by a key or an absolute path. */
export async function findGroups(
  session: Session,
  what: { readonly key: FsPath; readonly path: FsPath },
): Promise<readonly FoundGroup[]> {
  const roots = await session.rows<{ readonly path: Buffer }>('SELECT path FROM roots ORDER BY path');
  const rows: FoundGroupCells[] = [];
  for (const [root, below] of placesOf(
    what,
    roots.map(({ path }) => pathFromBytes(path)),
  )) {
    rows.push(
      ...(await session.rows<FoundGroupCells>(foundGroupsSql('postgres'), [pathToBytes(root), pathToBytes(below)])),
    );
  }
  return nearestGroups(rows);
}

/** Writes a decision about a group; returns the rows changed. */
export async function decide(session: Session, root: FsPath, key: FsPath, decision: Decision): Promise<number> {
  const { sql, values } = decideStatement(root, key, decision);
  return session.run(sql, values);
}

/** Notes what saves carried out of decisions. */
export async function settleDecisions(session: Session, saves: readonly GroupSave[]): Promise<void> {
  for (const { sql, values } of settleStatements(saves)) await session.run(sql, values);
}
