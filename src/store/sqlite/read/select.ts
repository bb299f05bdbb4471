import type { Database } from 'better-sqlite3';
import type { FsPath } from '../../../model/files.ts';
import { pathFromBytes, pathKey, pathToBytes } from '../../../model/paths.ts';
import { titleKey } from '../../../model/title-key.ts';
import type { ItemSelector } from '../../port.ts';
import { innerTrigrams, mostSimilar } from '../../query/similarity.ts';

/** A title may be that of very many works; nobody reads more of them than this. */
const MOST = 20;
/** Trigrams that are looked for: the rarest, since common ones are in too many titles to tell anything. */
const TRIGRAMS = 6;
/** Titles that are compared letter by letter: those that share the most of these trigrams, the rarest counting most. */
const COMPARED = 1000;
const LAST = '\u{10ffff}';

const BY_KIND = `CASE i.kind WHEN 'movie' THEN 0 WHEN 'series' THEN 1 WHEN 'release' THEN 2 WHEN 'artist' THEN 3
  WHEN 'release-group' THEN 4 WHEN 'season' THEN 5 WHEN 'episode' THEN 6 ELSE 7 END`;
const WORKS = "i.kind IN ('movie', 'series', 'release', 'artist', 'release-group')";
const PARTS = "i.kind IN ('season', 'episode', 'track')";
const EXACT = 'i.title_key = @key';
const PREFIX = 'i.title_key >= @key AND i.title_key < @end';
/** Three letters and more are found by an index; fewer are in too many titles for one to be of use. */
const WITHIN = `i.id IN (SELECT rowid FROM item_titles WHERE item_titles MATCH @phrase) AND instr(i.title_key, @key) > 0`;
const WITHIN_SHORT = 'instr(i.title_key, @key) > 0';

interface TitleCells {
  readonly key: string;
  readonly end: string;
  readonly phrase: string;
  readonly year: number | null;
}

/** Finds the rows of the items that a selector means, best first. */
export function itemSelector(database: Database): (selector: ItemSelector) => readonly number[] {
  return (selector) => {
    switch (selector.by) {
      case 'id':
        return byId(database, selector.id);
      case 'external':
        return byExternalId(database, selector.kind, selector.value);
      case 'path':
        return byPath(database, selector.path);
      case 'title':
        return selector.similar === true
          ? similarTitles(database, titleKey(selector.title), selector.year)
          : byTitle(database, selector.title, selector.year);
    }
  };
}

/** The whole id, or so much of its beginning as a person copies; of a joined item that of the one it was joined to. */
function byId(database: Database, id: string): readonly number[] {
  const start = id.toLowerCase();
  if (!/^[0-9a-f-]{6,36}$/.test(start)) return [];
  return database
    .prepare<[{ readonly start: string; readonly end: string }], number>(
      `SELECT id FROM items WHERE uid >= @start AND uid < @end
       UNION SELECT item_id FROM item_aliases WHERE kind = 'item' AND value >= @start AND value < @end LIMIT 20`,
    )
    .pluck()
    .all({ start, end: start + LAST });
}

/** Whose identity an id is, then whose it was before its catalogue merged it, then those that only share it. */
function byExternalId(database: Database, kind: string, value: string): readonly number[] {
  return database
    .prepare<[{ readonly kind: string; readonly value: string }], number>(
      `SELECT i.id FROM (
         SELECT item_id, 2 - 2 * identity AS place FROM item_ids WHERE kind = @kind AND value = @value
         UNION ALL SELECT item_id, 1 FROM item_aliases WHERE kind = @kind AND value = @value) x
       JOIN items i ON i.id = x.item_id ORDER BY x.place, ${BY_KIND}, i.id LIMIT ${MOST}`,
    )
    .pluck()
    .all({ kind, value });
}

/** The first way of comparing that finds something: the whole title, its beginning, a part of it; works before parts. */
function byTitle(database: Database, title: string, year: number | undefined): readonly number[] {
  const key = titleKey(title);
  if (key === '') return [];
  for (const kinds of [WORKS, PARTS]) {
    for (const compared of [EXACT, PREFIX, [...key].length < 3 ? WITHIN_SHORT : WITHIN]) {
      const found = database
        .prepare<[TitleCells], number>(
          `SELECT i.id FROM items i WHERE ${kinds} AND ${compared} AND (@year IS NULL OR i.year = @year)
             AND NOT (i.kind = 'release-group' AND EXISTS
               (SELECT 1 FROM items r WHERE r.parent_id = i.id AND r.title_key = i.title_key))
           ORDER BY ${BY_KIND}, length(i.title_key), i.sort_key, i.year, i.id LIMIT ${MOST}`,
        )
        .pluck()
        .all({ key, end: key + LAST, phrase: quoted(key), year: year ?? null });
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** Titles that share trigrams, the best rank first; each is then read by its row. */
const SIMILAR_TITLES = `SELECT i.id, i.title_key, ${WORKS} AS is_work
  FROM (SELECT rowid AS id FROM item_titles WHERE item_titles MATCH @match ORDER BY rank LIMIT ${COMPARED}) found
  CROSS JOIN items i ON i.id = found.id WHERE @year IS NULL OR i.year = @year
  ORDER BY ${BY_KIND}, length(i.title_key), i.sort_key, i.year, i.id`;

interface SimilarTitle {
  readonly id: number;
  readonly title_key: string;
  readonly is_work: number;
}

/** Of titles with a typing error: those that share the rarest trigrams of the key, the most similar first. */
function similarTitles(database: Database, key: string, year: number | undefined): readonly number[] {
  const match = rarestTrigrams(database, key);
  if (match === undefined) return [];
  const rows = database
    .prepare<[{ match: string; year: number | null }], SimilarTitle>(SIMILAR_TITLES)
    .all({ match, year: year ?? null });
  for (const isWork of [1, 0]) {
    const some = rows.filter((row) => row.is_work === isWork);
    const found = mostSimilar(key, some, MOST);
    if (found.length > 0) return found.map((row) => row.id);
  }
  return [];
}

/** What finds titles that share something with a key, in the words of FTS5; undefined where no title does. */
function rarestTrigrams(database: Database, key: string): string | undefined {
  const counts = database
    .prepare<[string], { readonly term: string; readonly doc: number }>(
      'SELECT term, doc FROM item_trigrams WHERE term IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(innerTrigrams(key)));
  const rare = counts.sort((a, b) => a.doc - b.doc).slice(0, TRIGRAMS);
  return rare.length === 0 ? undefined : rare.map(({ term }) => quoted(term)).join(' OR ');
}

/** A phrase of FTS5. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

interface PathCells {
  readonly root: number;
  readonly path: Buffer;
  readonly key: string;
}

/** A file is the items that it is tied to; a folder is what its groups are. The very bytes first, then any spelling. */
function byPath(database: Database, path: FsPath): readonly number[] {
  const ways = [
    'JOIN file_items l ON l.item_id = i.id JOIN files f ON f.id = l.file_id WHERE f.root_id = @root AND f.path = @path',
    'JOIN groups g ON g.item_id = i.id WHERE g.root_id = @root AND g.folder = @path',
    'JOIN file_items l ON l.item_id = i.id JOIN files f ON f.id = l.file_id WHERE f.root_id = @root AND f.path_key = @key',
  ];
  for (const cells of placesOf(database, path)) {
    for (const way of ways) {
      const found = database
        .prepare<[PathCells], number>(
          `SELECT DISTINCT i.id FROM items i ${way} ORDER BY ${BY_KIND}, i.id LIMIT ${MOST}`,
        )
        .pluck()
        .all(cells);
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** The path within each root that it lies in, the innermost root first. */
function placesOf(database: Database, path: FsPath): readonly PathCells[] {
  const plain = withoutEndSlash(path);
  return database
    .prepare<[], { readonly id: number; readonly path: Buffer }>(
      'SELECT id, path FROM roots ORDER BY length(path) DESC',
    )
    .all()
    .flatMap((root) => {
      const start = withoutEndSlash(pathFromBytes(root.path));
      if (plain !== start && !plain.startsWith(`${start}/`)) return [];
      const relative = plain.slice(start.length + 1);
      return [{ root: root.id, path: pathToBytes(relative), key: pathKey(relative).toWellFormed() }];
    });
}

function withoutEndSlash(path: FsPath): FsPath {
  return path.replace(/\/+$/, '');
}
