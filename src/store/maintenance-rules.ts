/** How a store is. */
interface StoreStatus extends Record<string, unknown> {
  readonly location: string;
  /** Name of the newest step of its schema. */
  readonly schema: string;
  readonly bytes: number;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
}

/** What is done to a store as a whole. */
export interface Maintenance {
  status(): Promise<StoreStatus>;
  /** Copies the store while it may be in use; returns where to. */
  backup(to: string | undefined): Promise<string>;
  vacuum(): Promise<void>;
  /** What is wrong, a line each. */
  check(): Promise<readonly string[]>;
  /** Removes files that are missing since before a time, and items that then have none. */
  purge(missingBefore: string, dryRun: boolean): Promise<{ readonly files: number; readonly items: number }>;
  close(): Promise<void>;
}

/** Tables that `db status` counts. */
export const COUNTED = [
  'roots',
  'groups',
  'files',
  'items',
  'sources',
  'source_values',
  'people',
  'credits',
  'images',
  'runs',
] as const;

/** A thing that must not be, in SQL that both databases understand: any row is a problem. */
export const RULES: readonly (readonly [problem: string, sql: string])[] = [
  ['groups without a file', 'SELECT id FROM groups g WHERE NOT EXISTS (SELECT 1 FROM files f WHERE f.group_id = g.id)'],
  ['files that neither a group nor a rule has', 'SELECT id FROM files WHERE group_id IS NULL AND rule IS NULL'],
  [
    'sources without a value',
    'SELECT id FROM sources s WHERE NOT EXISTS (SELECT 1 FROM source_values v WHERE v.source_id = s.id)',
  ],
  [
    'lists of credits without a credit',
    `SELECT item_id FROM credit_lists l WHERE NOT EXISTS
       (SELECT 1 FROM credits c WHERE c.item_id = l.item_id AND c.provider = l.provider)`,
  ],
  [
    'episodes, seasons and tracks that are of nothing',
    "SELECT id FROM items WHERE kind IN ('season', 'episode', 'track') AND parent_id IS NULL",
  ],
  [
    'former ids that an item has now',
    `SELECT a.item_id FROM item_aliases a JOIN item_ids x
       ON x.kind = a.kind AND x.value = a.value AND x.item_kind = a.item_kind AND x.identity`,
  ],
  [
    'main files of a matched group that are no item',
    `SELECT f.id FROM files f JOIN groups g ON g.id = f.group_id WHERE g.item_id IS NOT NULL AND f.role = 'main'
       AND NOT EXISTS (SELECT 1 FROM file_items l WHERE l.file_id = f.id)`,
  ],
];

/**
 * What a purge removes beside the files: groups that have none left, then items that are of no group and no parent. In
 * this order, each until it finds nothing more.
 */
export const PURGE_ITEMS = `SELECT i.id FROM items i
  WHERE NOT EXISTS (SELECT 1 FROM groups g WHERE g.item_id = i.id)
    AND NOT EXISTS (SELECT 1 FROM file_items l WHERE l.item_id = i.id)
    AND NOT EXISTS (SELECT 1 FROM items c WHERE c.parent_id = i.id)
    AND NOT EXISTS (SELECT 1 FROM items p JOIN groups g ON g.item_id = p.id WHERE p.id = i.parent_id)
    AND NOT EXISTS (SELECT 1 FROM items s JOIN items p ON p.id = s.parent_id JOIN groups g ON g.item_id = p.id WHERE s.id = i.parent_id)
    AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.item_id = i.id)`;

/** Tables with rows of an item, in the order in which they are emptied. */
export const ITEM_TABLES = [
  'artwork',
  'image_candidates',
  'credit_lists',
  'sources',
  'item_ids',
  'item_aliases',
  'changes',
] as const;
