/**
 * What a person held of a field when the store was last carried over to a target: the base of a three-way comparison. The
 * value is JSON; `there` is the item of the target.
 */
export const syncBase: readonly string[] = [
  `CREATE TABLE synced_holds (
     target TEXT NOT NULL,
     item TEXT NOT NULL,
     field TEXT NOT NULL,
     there TEXT NOT NULL,
     mode TEXT NOT NULL,
     provider TEXT NOT NULL,
     value TEXT,
     PRIMARY KEY (target, item, field)
   ) STRICT, WITHOUT ROWID`,
];
