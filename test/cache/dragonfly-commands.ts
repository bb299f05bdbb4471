/**
 * Commands of Redis that Dragonfly supports, as far as revenge may want one, by
 * https://www.dragonflydb.io/docs/command-reference/compatibility (read on 22 November 2026, in the source of
 * https://github.com/dragonflydb/documentation, docs/command-reference/compatibility.md). Whoever needs another command
 * looks it up there first. `partly` says what is missing, where that matters to us.
 */
export const DRAGONFLY_COMMANDS: Readonly<Record<string, 'fully' | 'partly'>> = {
  // Connection. HELLO: protocol and credentials, which is all that is sent; an older one refuses and RESP2 is spoken.
  auth: 'fully',
  'client|setname': 'fully',
  hello: 'partly',
  ping: 'fully',
  quit: 'fully',
  select: 'fully',
  info: 'fully',
  // Keys
  del: 'fully',
  exists: 'fully',
  pexpire: 'fully',
  pttl: 'fully',
  scan: 'fully',
  unlink: 'fully',
  // Strings
  get: 'fully',
  mget: 'fully',
  set: 'fully',
  strlen: 'fully',
  // Hashes
  hget: 'fully',
  hmget: 'fully',
  hset: 'fully',
  // Publishing
  publish: 'fully',
  subscribe: 'fully',
  unsubscribe: 'fully',
  // Scripts, and what they ask
  eval: 'fully',
  evalsha: 'fully',
  'script|load': 'fully',
  time: 'fully',
};
