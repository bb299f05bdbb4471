import type { RedisClient } from './client.ts';

/** After a failed command Redis is left alone for so long, then one command tries whether it is back. Milliseconds. */
const REST_MS = 1000;
/** How long a server that takes no writes (read-only, full) is only read from. Milliseconds. */
const WRITE_REST_MS = 10_000;
const FIRST_CONNECT_MS = 3000;

/** Trouble by its reason, in words for a person. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:WRONGPASS|NOAUTH|NOPERM|ERR invalid password|ERR AUTH|ERR Client sent AUTH)/i,
    'it refuses the user or the password',
  ],
  [/^OOM /, 'it is full (maxmemory)'],
  [/^READONLY/, 'it is a read-only replica'],
  [/^MISCONF/, 'it cannot save to its disk and takes no writes'],
  [/^LOADING/, 'it is still loading its data'],
  [/timed? ?out/i, 'it does not answer in time'],
  [/ECONNREFUSED/, 'nothing listens there'],
  [/ENOTFOUND|EAI_AGAIN/, 'its name is not known'],
  [/ECONNRESET|EPIPE|Connection is closed|writeable/i, 'the connection is lost'],
  [/certificate|self.signed|ERR_TLS|EPROTO/i, 'its certificate is not accepted'],
];
const NO_CONNECTION =
  /Connection is closed|writeable|connecting timed out|None of startup nodes|Failed to refresh slots/i;
const WRITE_ONLY = /^(?:OOM |READONLY|MISCONF|NOREPLICAS)/;

/** The way to Redis, which may be gone at any moment. */
export interface RedisLink {
  /** The result of a command, or `otherwise` where Redis is not there. Never throws. */
  read<T>(command: (client: RedisClient) => Promise<T>, otherwise: T): Promise<T>;
  /** As `read`, for what changes something: false when it was not done. */
  write(command: (client: RedisClient) => Promise<unknown>): Promise<boolean>;
  /** False while Redis is being left alone. */
  readonly up: boolean;
  /** False while it is not there or takes no writes. */
  readonly writable: boolean;
  close(): void;
}

export interface LinkOptions {
  readonly connect: () => Promise<RedisClient>;
  readonly now: () => number;
  /** Called at the first trouble, and again only after Redis has been back. */
  readonly onTrouble: (reason: string) => void;
  /** Called when Redis is back after trouble. */
  readonly onBack: () => void;
}

/** A link that is opened by the first command. */
export function createRedisLink(options: LinkOptions): RedisLink {
  const { now } = options;
  let client: Promise<RedisClient> | undefined;
  let restsUntil = 0;
  let writeRestsUntil = 0;
  let state: 'well' | 'no-writes' | 'gone' = 'well';
  let closed = false;
  /** Why there is no connection: a command only says that there is none. */
  let connectionError: unknown;

  async function connected(): Promise<RedisClient> {
    client ??= (async () => {
      const fresh = await options.connect();
      fresh.on('error', (error: unknown) => {
        connectionError = error;
      });
      fresh.on('ready', () => {
        connectionError = undefined;
      });
      // A failed first connection is no end: ioredis goes on trying.
      await fresh.connect().catch((error: unknown) => {
        connectionError ??= error;
      });
      return fresh;
    })();
    return client;
  }

  function note(thrown: unknown): void {
    const said = messageOf(thrown);
    const message = NO_CONNECTION.test(said) && connectionError !== undefined ? messageOf(connectionError) : said;
    const writesOnly = WRITE_ONLY.test(message);
    if (writesOnly) writeRestsUntil = now() + WRITE_REST_MS;
    else restsUntil = now() + REST_MS;
    if (state === 'well') options.onTrouble(reasonOf(message));
    state = writesOnly && state !== 'gone' ? 'no-writes' : 'gone';
  }

  function well(wrote: boolean): void {
    if (state === 'well' || (state === 'no-writes' && !wrote)) return;
    state = 'well';
    options.onBack();
  }

  async function run<T>(
    command: (client: RedisClient) => Promise<T>,
    wrote: boolean,
  ): Promise<{ value: T } | undefined> {
    if (closed || restsUntil > now()) return undefined;
    try {
      const value = await command(await within(connected(), FIRST_CONNECT_MS));
      restsUntil = 0;
      well(wrote);
      return { value };
    } catch (thrown) {
      if (!closed) note(thrown);
      return undefined;
    }
  }

  return {
    read: async (command, otherwise) => {
      const result = await run(command, false);
      return result === undefined ? otherwise : result.value;
    },
    async write(command) {
      if (writeRestsUntil > now()) return false;
      return (await run(command, true)) !== undefined;
    },
    get up() {
      return !closed && restsUntil <= now();
    },
    get writable() {
      return !closed && restsUntil <= now() && writeRestsUntil <= now();
    },
    close() {
      closed = true;
      client?.then((open) => open.disconnect()).catch(() => undefined);
    },
  };
}

function messageOf(thrown: unknown): string {
  if (thrown instanceof AggregateError) return thrown.errors.map(messageOf).join('; ');
  if (!(thrown instanceof Error)) return String(thrown);
  // The error of a cluster that has no node says nothing; what its nodes said does.
  if ('lastNodeError' in thrown && thrown.lastNodeError instanceof Error) return messageOf(thrown.lastNodeError);
  return thrown.message;
}

function reasonOf(message: string): string {
  return REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? message.split('\n')[0]?.slice(0, 100) ?? '';
}

/** The promise, or an error after so many milliseconds: a connection to a silent host takes long to fail. */
function within<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('connecting timed out')), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
