import { escapeLiteral } from 'pg';
import { thisProcess } from '../../process/running.ts';

/** How long a run may be silent before another may take its place. Seconds, by the clock of the database. */
export const LEASE_SECONDS = 60;
/** So long a newcomer waits for a write of the former holder that is not finished. */
const WAIT_MS = 2000;

/** A lease as its row. */
export interface LeaseRow {
  readonly run: string;
  readonly pid: number;
  readonly host: string;
  readonly space: string;
  readonly since: Date;
  readonly expires: Date;
}

/**
 * Takes the lease of a schema for a run where nobody has it, where it has expired, or where `gone` has it; the last
 * statement reads whose it is then. The update changes a key column, so it waits for writes that hold the fence.
 */
export function takeLease(schema: string, run: string, seconds: number, gone?: string): readonly string[] {
  const { pid, host, space } = thisProcess();
  const until = `clock_timestamp() + interval '${seconds} seconds'`;
  const row = [text(run), String(pid), text(host), text(space), 'clock_timestamp()', 'clock_timestamp()', until];
  const free = ['expires <= clock_timestamp()', ...(gone === undefined ? [] : [`run = ${text(gone)}`])].join(' OR ');
  return [
    'SET TRANSACTION ISOLATION LEVEL READ COMMITTED',
    `SET LOCAL lock_timeout = ${WAIT_MS}`,
    `INSERT INTO ${table(schema)} (${COLUMNS}, lock) VALUES (${row.join(', ')}, 'run') ON CONFLICT (lock) DO NOTHING`,
    `UPDATE ${table(schema)} SET (${COLUMNS}) = (${row.join(', ')}) WHERE lock = 'run' AND (${free})`,
    readLease(schema),
  ];
}

export function readLease(schema: string): string {
  return `SELECT run, pid, host, space, since, expires FROM ${table(schema)} WHERE lock = 'run'`;
}

/** Says that a run is still there. Changes no key column, so it does not wait for the writes of the run. */
export function renewLease(schema: string, run: string, seconds: number): string {
  return `UPDATE ${table(schema)} SET heartbeat = clock_timestamp(), expires = clock_timestamp() + interval '${seconds} seconds'
    WHERE run = ${text(run)}`;
}

export function dropLease(schema: string, run: string): string {
  return `DELETE FROM ${table(schema)} WHERE run = ${text(run)}`;
}

/**
 * Finds the lease of a run and keeps it from being taken until the transaction ends; finds nothing once another run has
 * it. A transaction of a run that is stopped in the middle is ended by the server, so that it does not keep it for ever.
 */
export function fence(schema: string, run: string): readonly string[] {
  return [
    `SET LOCAL idle_in_transaction_session_timeout = '${LEASE_SECONDS}s'`,
    `SELECT 1 FROM ${table(schema)} WHERE run = ${text(run)} FOR KEY SHARE`,
  ];
}

const COLUMNS = 'run, pid, host, space, since, heartbeat, expires';

function table(schema: string): string {
  return `"${schema}".run_lease`;
}

function text(value: string): string {
  return escapeLiteral(value);
}
