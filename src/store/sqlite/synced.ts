import { openDatabase } from './database.ts';

/** Whether a SQLite store has had a run since it was carried over to `target` for the last time. */
export async function hasUnsynced(path: string, target: string): Promise<boolean> {
  const database = await openDatabase(path, true);
  try {
    const last = database.prepare<[], string>('SELECT max(id) FROM runs').pluck().get();
    const carried = database
      .prepare<[string], string>('SELECT run FROM synced_until WHERE target = ?')
      .pluck()
      .get(syncTarget(target));
    return typeof last === 'string' && (carried === undefined || last > carried);
  } finally {
    database.close();
  }
}

/** The name of a target in the notes of what was carried over: its address without user and password. */
export function syncTarget(location: string): string {
  return location.replace(/^([a-z]+:\/\/)[^@/]*@/i, '$1');
}
