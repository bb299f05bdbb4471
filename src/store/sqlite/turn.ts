import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { isBusy } from './errors.ts';

/** So long a transaction waits for its turn. */
const LONGEST_WAIT_MS = 120_000;
/** SQLite waits without letting anything else happen in the program: no longer than a person does not feel. */
const STANDING_STILL_MS = 50;
const LONGEST_PAUSE_MS = 20;

/**
 * Runs a transaction when no other process is in its way. SQLite's own waiting asks at last ten times a second, which
 * among many writers may never be the right moment, and nothing else runs meanwhile: here it is asked often, and at
 * random, so that each has its chance.
 */
export async function inTurn<T>(run: () => T): Promise<T> {
  const until = performance.now() + LONGEST_WAIT_MS;
  for (;;) {
    try {
      return run();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw error;
    }
    await delay(Math.random() * LONGEST_PAUSE_MS);
  }
}

/** Lets a connection wait only shortly by itself; the rest is waited for by `inTurn`. */
export function waitShortly(database: Database): void {
  database.pragma(`busy_timeout = ${STANDING_STILL_MS}`);
}
