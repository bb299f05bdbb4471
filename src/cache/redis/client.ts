import type { Cluster, Redis } from 'ioredis';
import type { RedisAddress } from './address.ts';

export type RedisClient = Redis | Cluster;

export interface ClientOptions {
  readonly address: RedisAddress;
  /** Certificate authorities in PEM, for a server of one's own; TLS only. */
  readonly ca?: readonly string[] | undefined;
}

const CONNECT_MS = 2000;
/** A command that takes longer counts as lost: the service itself would have answered by then. */
const COMMAND_MS = 1500;
const LONGEST_PAUSE_MS = 5000;

/**
 * A client that connects by itself, again and again, and never keeps a command waiting for a connection: whoever asks
 * while there is none gets an error at once. RESP3, or RESP2 where the server knows no other. ioredis is loaded here.
 */
export async function createRedisClient({ address, ca }: ClientOptions): Promise<RedisClient> {
  const { Cluster, Redis } = await import('ioredis');
  const { mode, hosts, username, password, db } = address;
  const pause = (times: number): number => Math.min(LONGEST_PAUSE_MS, 100 * 2 ** Math.min(times, 10));
  const tls = address.tls ? { tls: ca === undefined ? {} : { ca: [...ca] } } : {};
  const common = {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...tls,
    lazyConnect: true,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_MS,
    commandTimeout: COMMAND_MS,
    // Not every server knows CLIENT SETINFO.
    disableClientInfo: true,
  };
  const client = ((): RedisClient => {
    if (mode === 'cluster') {
      return new Cluster([...hosts], {
        redisOptions: common,
        lazyConnect: true,
        enableOfflineQueue: false,
        clusterRetryStrategy: pause,
        enableAutoPipelining: true,
        slotsRefreshTimeout: CONNECT_MS,
      });
    }
    if (mode === 'sentinel') {
      const { group, sentinelUsername, sentinelPassword } = address;
      return new Redis({
        ...common,
        enableOfflineQueue: false,
        db,
        retryStrategy: pause,
        sentinels: [...hosts],
        ...(group === undefined ? {} : { name: group }),
        ...(sentinelUsername === undefined ? {} : { sentinelUsername }),
        ...(sentinelPassword === undefined ? {} : { sentinelPassword }),
        sentinelRetryStrategy: pause,
        enableTLSForSentinelMode: address.tls,
      });
    }
    const [first] = hosts;
    return new Redis({ ...common, enableOfflineQueue: false, db, retryStrategy: pause, ...first });
  })();
  // Without a listener ioredis prints errors; who asks gets them anyway.
  client.on('error', () => undefined);
  return client;
}
