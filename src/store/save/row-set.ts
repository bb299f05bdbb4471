import type { TableShape } from './tables.ts';

/** The rows of one table that a unit of work knows: as they were read, and as they are to be. */
export interface RowSet<Row> {
  readonly shape: TableShape<Row>;
  /** Takes in rows as the database has them. */
  load(rows: readonly Row[]): void;
  get(key: string): Row | undefined;
  /** The rows of one owner, in the order in which they came. */
  of(owner: string | number): readonly Row[];
  /** Inserts a row or brings it up to date; false where it was already so. */
  put(row: Row): boolean;
  drop(row: Row): boolean;
  readonly added: readonly Row[];
  /** Rows that the database has otherwise. */
  readonly altered: readonly Alteration<Row>[];
  /** Rows that the database has and that are to go. */
  readonly dropped: readonly Row[];
  /** From now on the database has the rows as they are. */
  settle(): void;
}

/** A row as the database has it and as it is to be. */
interface Alteration<Row> {
  readonly before: Row;
  readonly now: Row;
}

interface Entry<Row> {
  before: Row | undefined;
  now: Row | undefined;
}

/** An empty set. `keyOf` tells rows apart, `ownerOf` what they are found together by, if by anything. */
export function rowSet<Row extends object>(
  shape: TableShape<Row>,
  keyOf: (row: Row) => string,
  ownerOf: (row: Row) => string | number | undefined = () => undefined,
): RowSet<Row> {
  const entries = new Map<string, Entry<Row>>();
  const touched = new Map<string, Entry<Row>>();
  const owners = new Map<string | number, Map<string, Row>>();
  const columns = Object.keys(shape.columns).filter((column): column is keyof Row & string => column in shape.columns);
  const compared = columns.filter((column) => !(shape.along ?? []).some((along) => along === column));
  const remember = (key: string, row: Row): void => {
    const owner = ownerOf(row);
    if (owner === undefined) return;
    const rows = owners.get(owner);
    if (rows === undefined) owners.set(owner, new Map([[key, row]]));
    else rows.set(key, row);
  };
  const forget = (key: string, row: Row): void => {
    const owner = ownerOf(row);
    if (owner !== undefined) owners.get(owner)?.delete(key);
  };
  return {
    shape,
    load: (rows) => {
      for (const row of rows) {
        const key = keyOf(row);
        if (entries.has(key)) continue;
        entries.set(key, { before: row, now: row });
        remember(key, row);
      }
    },
    get: (key) => entries.get(key)?.now,
    of: (owner) => [...(owners.get(owner)?.values() ?? [])],
    put: (row) => {
      const key = keyOf(row);
      const entry = entries.get(key);
      if (entry?.now !== undefined) {
        const stored = entry.now;
        if (compared.every((column) => same(stored[column], row[column]))) return false;
        if (ownerOf(stored) !== ownerOf(row)) forget(key, stored);
      }
      const next = entry ?? { before: undefined, now: row };
      const { before } = next;
      // Dropped and put back as it was: the database has it already.
      const isBack = before !== undefined && columns.every((column) => same(before[column], row[column]));
      next.now = isBack ? before : row;
      if (entry === undefined) entries.set(key, next);
      touched.set(key, next);
      remember(key, row);
      return true;
    },
    drop: (row) => {
      const key = keyOf(row);
      const entry = entries.get(key);
      if (entry?.now === undefined) return false;
      forget(key, entry.now);
      entry.now = undefined;
      touched.set(key, entry);
      return true;
    },
    get added() {
      const rows: Row[] = [];
      for (const { before, now } of touched.values()) if (before === undefined && now !== undefined) rows.push(now);
      return rows;
    },
    get altered() {
      const rows: Alteration<Row>[] = [];
      for (const { before, now } of touched.values()) {
        if (before !== undefined && now !== undefined && now !== before) rows.push({ before, now });
      }
      return rows;
    },
    get dropped() {
      return [...touched.values()].flatMap(({ before, now }) =>
        before !== undefined && now === undefined ? [before] : [],
      );
    },
    settle: () => {
      for (const [key, entry] of touched) {
        if (entry.now === undefined) entries.delete(key);
        entry.before = entry.now;
      }
      touched.clear();
    },
  };
}

function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  return Buffer.isBuffer(one) && Buffer.isBuffer(other) && one.equals(other);
}
