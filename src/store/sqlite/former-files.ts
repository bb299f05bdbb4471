import type { Database } from 'better-sqlite3';
import type { FsPath } from '../../model/files.ts';
import type { ItemId } from '../../model/ids.ts';
import { pathFromBytes } from '../../model/paths.ts';
import { member } from '../cells.ts';
import type { FileTrace, FormerFile } from '../port.ts';
import { decisionOf, decisionSql } from '../rows/decision-row.ts';
import { endsWith } from '../rows/former-file.ts';
import type { ItemIds } from './ids.ts';
import type { Places } from './places.ts';

interface Row {
  readonly root: Buffer;
  readonly path: Buffer;
  readonly missing_since: string | null;
  readonly item_id: number;
  readonly uid: ItemId;
  readonly decision: string | null;
}

const SELECT = `SELECT r.path AS root, f.path, f.missing_since, g.item_id, i.uid, ${decisionSql('sqlite')} AS decision`;
const JOINED = 'JOIN roots r ON r.id = f.root_id JOIN groups g ON g.id = f.group_id JOIN items i ON i.id = g.item_id';
/** Of many that are alike none is the one. */
const END = "AND f.role = 'main' ORDER BY f.id LIMIT 100";
const OF_FACTS = `${SELECT} FROM file_facts x JOIN files f ON f.id = x.file_id ${JOINED} WHERE x.tags IS NOT NULL`;

/** The statements, which say the expressions of their indexes word for word. */
export const FORMER_FILES = {
  // The plus keeps the index of sizes out: that of content says more.
  content: `${SELECT} FROM files f ${JOINED} WHERE f.hash = ? AND +f.size = ? ${END}`,
  recording: `${OF_FACTS} AND json_extract(x.tags, '$.ids."musicbrainz-recording"') = ?
    AND json_extract(x.tags, '$.ids."musicbrainz-release"') = ? ${END}`,
  track: `${OF_FACTS} AND json_extract(x.tags, '$.album') = ? AND json_extract(x.tags, '$.title') = ?
    AND coalesce(json_extract(x.tags, '$.albumArtist'), json_extract(x.tags, '$.artist')) = ?
    AND json_extract(x.tags, '$.track') = ? AND coalesce(json_extract(x.tags, '$.disc'), 1) = ? ${END}`,
  name: `${SELECT} FROM files f ${JOINED} WHERE f.size = ? AND f.root_id = ? AND (f.hash IS NULL OR ?) ${END}`,
} as const;

/** Finds the files of identified groups that new ones are like. */
export function formerFinder(
  database: Database,
  places: Places,
  ids: ItemIds,
): (root: FsPath, traces: readonly FileTrace[]) => readonly FormerFile[] {
  const byContent = database.prepare<[string, number], Row>(FORMER_FILES.content);
  const byRecording = database.prepare<[string, string], Row>(FORMER_FILES.recording);
  const byTrack = database.prepare<[string, string, string, number, number], Row>(FORMER_FILES.track);
  const byName = database.prepare<[number, number, number], Row>(FORMER_FILES.name);

  const found = (by: FormerFile['by'], of: FsPath, rows: readonly Row[]): FormerFile[] =>
    rows.map((row) => ({
      by,
      of,
      root: pathFromBytes(row.root),
      relativePath: pathFromBytes(row.path),
      ...member('missingSince', row.missing_since),
      itemId: row.uid,
      ids: ids.of(row.item_id),
      ...member('decision', decisionOf(row.decision)),
    }));
  return (root, traces) => {
    const rootId = places.findRoot(root);
    return traces.flatMap(({ relativePath: of, size, hash, name, recording, track }) => {
      const content = hash === undefined ? [] : byContent.all(hash, size);
      const tags = [
        ...(recording === undefined ? [] : byRecording.all(recording.recording, recording.release)),
        ...(track === undefined ? [] : byTrack.all(track.album, track.title, track.artist, track.track, track.disc)),
      ];
      const named = rootId === undefined ? [] : byName.all(size, rootId, Number(hash === undefined));
      return [
        ...found('content', of, content),
        ...found('tags', of, tags),
        ...found(
          'name',
          of,
          named.filter(({ path }) => endsWith(path, name)),
        ),
      ];
    });
  };
}
