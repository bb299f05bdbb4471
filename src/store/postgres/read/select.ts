import type { FsPath } from '../../../model/files.ts';
import { pathFromBytes, pathKey, pathToBytes } from '../../../model/paths.ts';
import { titleKey } from '../../../model/title-key.ts';
import type { ItemSelector } from '../../port.ts';
import { mostSimilar } from '../../query/similarity.ts';
import type { Session } from '../session.ts';

/** A title may be that of very many works; nobody reads more of them than this. */
const MOST = 20;
const LAST = '\u{10ffff}';

const BY_KIND = `CASE i.kind WHEN 'movie' THEN 0 WHEN 'series' THEN 1 WHEN 'release' THEN 2 WHEN 'artist' THEN 3
  WHEN 'release-group' THEN 4 WHEN 'season' THEN 5 WHEN 'episode' THEN 6 ELSE 7 END`;
const WORKS = ['movie', 'series', 'release', 'artist', 'release-group'];
const PARTS = ['season', 'episode', 'track'];
const EXACT = 'left(i.title_key, 200) = left($1, 200) AND i.title_key = $1';
const PREFIX = "i.title_key LIKE $4 || '%'";
const WITHIN = "i.title_key LIKE '%' || $4 || '%'";

/** Finds the rows of the items that a selector means, best first. */
export async function selectItems(
  session: Session,
  selector: ItemSelector,
  hasTrigrams: boolean,
): Promise<readonly number[]> {
  switch (selector.by) {
    case 'id':
      return byId(session, selector.id);
    case 'external':
      return idsOf(
        session,
        // Whose identity the id is, then whose it was before its catalogue merged it, then those that only share it.
        `SELECT i.id FROM (
           SELECT item_id, CASE WHEN identity THEN 0 ELSE 2 END AS place FROM item_ids WHERE kind = $1 AND value = $2
           UNION ALL SELECT item_id, 1 FROM item_aliases WHERE kind = $1 AND value = $2) x
         JOIN items i ON i.id = x.item_id ORDER BY x.place, ${BY_KIND}, i.id LIMIT $3`,
        [selector.kind, selector.value, MOST],
      );
    case 'path':
      return byPath(session, selector.path);
    case 'title':
      if (selector.similar !== true) return byTitle(session, selector.title, selector.year);
      return hasTrigrams ? similarTitles(session, titleKey(selector.title), selector.year) : [];
  }
}

/** The whole id, or so much of its beginning as a person copies; of a joined item that of the one it was joined to. */
async function byId(session: Session, id: string): Promise<readonly number[]> {
  const start = id.toLowerCase();
  if (!/^[0-9a-f-]{6,36}$/.test(start)) return [];
  return idsOf(
    session,
    `SELECT id FROM (
       SELECT id, uid FROM items WHERE uid >= $1 AND uid < $2
       UNION ALL SELECT item_id, value FROM item_aliases WHERE kind = 'item' AND value >= $1 AND value < $2) i
     GROUP BY id ORDER BY min(uid) LIMIT $3`,
    [start, start + LAST, MOST],
  );
}

/** The first way of comparing that finds something: the whole title, its beginning, a part of it; works before parts. */
async function byTitle(session: Session, title: string, year: number | undefined): Promise<readonly number[]> {
  const key = titleKey(title);
  if (key === '') return [];
  for (const kinds of [WORKS, PARTS]) {
    for (const compared of [EXACT, PREFIX, WITHIN]) {
      const found = await idsOf(
        session,
        `SELECT i.id FROM items i WHERE i.kind = ANY($2) AND ${compared} AND ($3::bigint IS NULL OR i.year = $3)
           AND $1::text IS NOT NULL AND $4::text IS NOT NULL
           AND NOT (i.kind = 'release-group' AND EXISTS
             (SELECT 1 FROM items r WHERE r.parent_id = i.id AND r.title_key = i.title_key))
         ORDER BY ${BY_KIND}, char_length(i.title_key), i.sort_key, i.year NULLS FIRST, i.id LIMIT ${MOST}`,
        [key, kinds, year ?? null, key.replace(/[\\%_]/g, '\\$&')],
      );
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** Of titles with a typing error, by `pg_trgm`, the most similar first. */
async function similarTitles(session: Session, key: string, year: number | undefined): Promise<readonly number[]> {
  for (const kinds of [WORKS, PARTS]) {
    const rows = await session.rows<{ readonly id: number; readonly title_key: string }>(
      `SELECT id, title_key FROM (
         SELECT i.* FROM items i WHERE i.title_key % $1 AND i.kind = ANY($2) AND ($3::bigint IS NULL OR i.year = $3)
         ORDER BY similarity(i.title_key, $1) DESC LIMIT 200) i
       ORDER BY ${BY_KIND}, char_length(i.title_key), i.sort_key, i.year NULLS FIRST, i.id`,
      [key, kinds, year ?? null],
    );
    const found = mostSimilar(key, rows, MOST);
    if (found.length > 0) return found.map((row) => row.id);
  }
  return [];
}

/** A file is the items that it is tied to; a folder is what its groups are. The very bytes first, then any spelling. */
async function byPath(session: Session, path: FsPath): Promise<readonly number[]> {
  const ways = [
    `JOIN file_items l ON l.item_id = i.id JOIN files f ON f.id = l.file_id
     WHERE f.root_id = $1 AND f.path = $2 AND $3::text IS NOT NULL`,
    'JOIN groups g ON g.item_id = i.id WHERE g.root_id = $1 AND g.folder = $2 AND $3::text IS NOT NULL',
    `JOIN file_items l ON l.item_id = i.id JOIN files f ON f.id = l.file_id
     WHERE f.root_id = $1 AND $2::bytea IS NOT NULL AND left(f.path_key, 500) = left($3, 500) AND f.path_key = $3`,
  ];
  for (const { root, relative } of await placesOf(session, path)) {
    for (const way of ways) {
      const found = await idsOf(
        session,
        `SELECT id FROM (SELECT DISTINCT i.id, i.kind FROM items i ${way}) i ORDER BY ${BY_KIND}, i.id LIMIT ${MOST}`,
        [root, pathToBytes(relative), pathKey(relative).toWellFormed()],
      );
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** The path within each root that it lies in, the innermost root first. */
async function placesOf(session: Session, path: FsPath) {
  const plain = withoutEndSlash(path);
  const roots = await session.rows<{ readonly id: number; readonly path: Buffer }>(
    'SELECT id, path FROM roots ORDER BY length(path) DESC',
  );
  return roots.flatMap((root) => {
    const start = withoutEndSlash(pathFromBytes(root.path));
    if (plain !== start && !plain.startsWith(`${start}/`)) return [];
    return [{ root: root.id, relative: plain.slice(start.length + 1) }];
  });
}

function withoutEndSlash(path: FsPath): FsPath {
  return path.replace(/\/+$/, '');
}

async function idsOf(session: Session, text: string, values: readonly unknown[]): Promise<readonly number[]> {
  return (await session.rows<{ readonly id: number }>(text, values)).map((row) => row.id);
}
