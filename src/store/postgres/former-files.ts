import type { FsPath } from '../../model/files.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ItemId } from '../../model/ids.ts';
import { pathFromBytes, pathToBytes } from '../../model/paths.ts';
import { member } from '../cells.ts';
import { collectIds } from '../external-ids.ts';
import type { FileTrace, FormerFile } from '../port.ts';
import { decisionOf, decisionSql } from '../rows/decision-row.ts';
import { endsWith } from '../rows/former-file.ts';
import { idsOfItems } from './files.ts';
import type { Session } from './session.ts';

interface Row {
  readonly by: FormerFile['by'];
  /** Place of the new file among the traces. */
  readonly place: number;
  readonly root: Buffer;
  readonly path: Buffer;
  readonly missing_since: string | null;
  readonly item_id: number;
  readonly uid: ItemId;
  readonly decision: string | null;
}

const JOINED = `JOIN roots r ON r.id = f.root_id JOIN groups g ON g.id = f.group_id JOIN items i ON i.id = g.item_id
  WHERE f.role = 'main'`;
const COLUMNS = `w.place, r.path AS root, f.path, f.missing_since, g.item_id, i.uid, ${decisionSql('postgres')} AS decision`;
const OF_FACTS = 'JOIN file_facts x ON x.tags IS NOT NULL AND';

/** How many rows are read at most. Where this many files are alike, no single one can be the file that moved. */
const MOST_ALIKE = 1000;

/** One statement for all files and likenesses; it says the expressions of its indexes word for word. */
export const FORMER_FILES = `
  SELECT 'content' AS by, ${COLUMNS} FROM unnest($1::int[], $2::text[], $3::bigint[]) AS w(place, hash, size)
    JOIN files f ON f.hash = w.hash AND f.size = w.size ${JOINED}
  UNION ALL
  SELECT 'tags', ${COLUMNS} FROM unnest($4::int[], $5::text[], $6::text[]) AS w(place, recording, release)
    ${OF_FACTS} (x.tags #>> '{ids,musicbrainz-recording}') = w.recording
      AND (x.tags #>> '{ids,musicbrainz-release}') = w.release
    JOIN files f ON f.id = x.file_id ${JOINED}
  UNION ALL
  SELECT 'tags', ${COLUMNS}
    FROM unnest($7::int[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
      AS w(place, album, title, artist, track, disc)
    ${OF_FACTS} left(x.tags ->> 'album', 200) = left(w.album, 200) AND left(x.tags ->> 'title', 200) = left(w.title, 200)
      AND x.tags ->> 'album' = w.album AND x.tags ->> 'title' = w.title
      AND coalesce(x.tags ->> 'albumArtist', x.tags ->> 'artist') = w.artist
      AND x.tags ->> 'track' = w.track AND coalesce(x.tags ->> 'disc', '1') = w.disc
    JOIN files f ON f.id = x.file_id ${JOINED}
  UNION ALL
  SELECT 'name', ${COLUMNS} FROM unnest($13::int[], $14::bigint[], $15::boolean[]) AS w(place, size, unhashed)
    JOIN files f ON f.size = w.size AND (f.hash IS NULL OR w.unhashed) ${JOINED} AND r.path = $16
  LIMIT ${MOST_ALIKE}`;

/** What is looked for of one group. */
export interface FormerFilesQuestion {
  readonly root: FsPath;
  readonly traces: readonly FileTrace[];
}

/** Finds the files of identified groups that those of new groups are like: one statement for all groups of a root. */
export async function formerFilesOf(
  session: Session,
  questions: readonly FormerFilesQuestion[],
): Promise<readonly (readonly FormerFile[])[]> {
  const answers = new Map<FormerFilesQuestion, readonly FormerFile[]>();
  for (const [root, those] of groupBy(questions, (question) => question.root)) {
    const traces = those.flatMap((question) => question.traces);
    const { alike, isAll } = await findAlike(session, root, traces);
    for (const question of those) {
      // Where there are too many, those of one group may have kept out those of another.
      const own = isAll || those.length === 1 ? alike : (await findAlike(session, root, question.traces)).alike;
      const paths = new Set(question.traces.map(({ relativePath }) => relativePath));
      answers.set(
        question,
        own.filter(({ of }) => paths.has(of)),
      );
    }
  }
  return questions.map((question) => answers.get(question) ?? []);
}

async function findAlike(
  session: Session,
  root: FsPath,
  traces: readonly FileTrace[],
): Promise<{ readonly alike: readonly FormerFile[]; readonly isAll: boolean }> {
  if (traces.length === 0) return { alike: [], isAll: true };
  const all = await session.rows<Row>(FORMER_FILES, formerFilesValues(root, traces));
  const rows = all.filter(({ by, place, path }) => by !== 'name' || endsWith(path, traces[place]?.name ?? ''));
  const ids = await idsOfItems(session, [...new Set(rows.map((row) => row.item_id))]);
  const alike = rows.flatMap((row) => {
    const of = traces[row.place]?.relativePath;
    if (of === undefined) return [];
    return {
      by: row.by,
      of,
      root: pathFromBytes(row.root),
      relativePath: pathFromBytes(row.path),
      ...member('missingSince', row.missing_since),
      itemId: row.uid,
      ids: collectIds(ids.get(row.item_id) ?? []),
      ...member('decision', decisionOf(row.decision)),
    };
  });
  return { alike, isAll: all.length < MOST_ALIKE };
}

/** The values of the statement: a list for each column of what is looked for. */
export function formerFilesValues(root: FsPath, traces: readonly FileTrace[]): readonly unknown[] {
  const places = traces.map((trace, place) => ({ ...trace, place }));
  const hashed = places.flatMap(({ place, hash, size }) => (hash === undefined ? [] : [{ place, hash, size }]));
  const recorded = places.flatMap(({ place, recording }) => (recording === undefined ? [] : [{ place, ...recording }]));
  const called = places.flatMap(({ place, track }) =>
    track === undefined ? [] : [{ ...track, place, track: String(track.track), disc: String(track.disc) }],
  );
  return [
    ...columns(hashed, ['place', 'hash', 'size']),
    ...columns(recorded, ['place', 'recording', 'release']),
    ...columns(called, ['place', 'album', 'title', 'artist', 'track', 'disc']),
    places.map(({ place }) => place),
    places.map(({ size }) => size),
    places.map(({ hash }) => hash === undefined),
    pathToBytes(root),
  ];
}

function columns<Row>(rows: readonly Row[], names: readonly (keyof Row)[]): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]));
}
