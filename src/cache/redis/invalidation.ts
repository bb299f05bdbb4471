import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { RedisClient } from './client.ts';
import type { RedisLink } from './link.ts';

const messageSchema = z.object({ from: z.string(), keys: z.array(z.string().max(500)).max(10_000) });
/** More keys than this in one message are told as "all". */
const MOST_KEYS = 1000;

export interface Invalidation {
  /** Tells the other processes that these keys are to be forgotten; no keys means all. */
  publish(keys: readonly string[]): Promise<void>;
  close(): void;
}

export interface InvalidationOptions {
  readonly link: RedisLink;
  readonly prefix: string;
  /** A connection of its own: one that listens can do nothing else under RESP2. */
  readonly connect: () => Promise<RedisClient>;
  /** What others say; no keys means all. Also called with no keys after a time of deafness. */
  readonly onKeys: (keys: readonly string[]) => void;
}

/** Listens on a channel for what other processes forget, and tells them what this one does. */
export async function listen({ link, prefix, connect, onKeys }: InvalidationOptions): Promise<Invalidation> {
  const from = randomUUID();
  const channel = `${prefix}forget`;
  const listener = await connect();
  let deaf = false;
  listener.on('message', (_channel: string, text: string) => {
    const message = parse(text);
    if (message !== undefined && message.from !== from) onKeys(message.keys);
  });
  listener.on('close', () => {
    deaf = true;
  });
  listener.on('ready', () => {
    // What was said meanwhile is not known.
    if (deaf) onKeys([]);
    deaf = false;
    // ioredis renews a subscription that there was; the first one may have failed.
    listener.subscribe(channel).catch(() => undefined);
  });
  listener.connect().catch(() => undefined);
  return {
    async publish(keys) {
      const message = JSON.stringify({ from, keys: keys.length > MOST_KEYS ? [] : keys });
      await link.write((client) => client.publish(channel, message));
    },
    close: () => listener.disconnect(),
  };
}

function parse(text: string): z.infer<typeof messageSchema> | undefined {
  try {
    return messageSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
