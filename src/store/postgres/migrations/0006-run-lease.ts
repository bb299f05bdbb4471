/** Which run may change the store, and until when unless it says that it is still there. A SQLite store has a lock file. */
export const runLease: readonly string[] = [
  `CREATE TABLE run_lease (
     lock text COLLATE "C" PRIMARY KEY,
     /* Unique, so that a change of it waits for writes that hold the row by FOR KEY SHARE. */
     run text COLLATE "C" NOT NULL UNIQUE,
     pid bigint NOT NULL,
     host text COLLATE "C" NOT NULL,
     space text COLLATE "C" NOT NULL,
     since timestamptz NOT NULL,
     heartbeat timestamptz NOT NULL,
     expires timestamptz NOT NULL
   )`,
];
