import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';

/** URL of a PostgreSQL database that only this test run uses. */
export function postgresUrl(): string {
  return inject('postgresUrl');
}

/** URL of a Redis server, which others may use too: begin every key with `redisPrefix()`. */
export function redisUrl(): string {
  return inject('redisUrl');
}

/** What every Redis key of this run begins with; the keys are removed when the run ends. */
export function redisPrefix(): string {
  return inject('redisPrefix');
}

/** A prefix of Redis keys that no other test has. */
export function ownPrefix(): string {
  return `${redisPrefix()}${randomUUID().slice(0, 8)}:`;
}
