import { randomUUID } from 'node:crypto';
import type { RedisLink } from './link.ts';

/** A lock whose holder died is free after so long. Milliseconds. */
const HELD_MS = 10_000;
const RENEW_MS = 3000;

/** One machine asks for a key, the others wait for its answer. */
export interface Locks {
  /**
   * `held`: this process asks; `release` when it has kept the answer. `taken`: another one does. `none`: there is no
   * Redis, so everybody asks for himself.
   */
  take(key: string): Promise<{ readonly kind: 'held'; release(): Promise<void> } | { readonly kind: 'taken' | 'none' }>;
}

/** Locks in Redis: `prefix + lock:key`, with a time of expiry that the holder puts off while it works. */
export function createLocks(link: RedisLink, prefix: string): Locks {
  const owner = randomUUID();
  return {
    async take(key) {
      if (!link.writable) return { kind: 'none' };
      const name = `${prefix}lock:${key}`;
      let answer: string | null | undefined;
      const done = await link.write(async (client) => {
        answer = await client.set(name, owner, 'PX', HELD_MS, 'NX');
      });
      if (!done) return { kind: 'none' };
      if (answer !== 'OK') return { kind: 'taken' };
      const renewal = setInterval(() => {
        void link.write((client) => client.pexpire(name, HELD_MS));
      }, RENEW_MS);
      renewal.unref();
      return {
        kind: 'held',
        async release() {
          clearInterval(renewal);
          await link.write(async (client) => {
            // Not another's, should ours have expired while this process stood still.
            if ((await client.get(name)) === owner) await client.unlink(name);
          });
        },
      };
    },
  };
}
