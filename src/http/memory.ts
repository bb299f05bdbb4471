import type { GatewayMemory, GatewayOptions } from './options.ts';

/** The cache and the common pace of one gateway, opened by the first request that needs them. */
export interface Memory {
  /** Undefined where the run has none, and to record or to replay. */
  open(): Promise<GatewayMemory | undefined>;
  /** Closes what was opened. */
  close(): Promise<void>;
}

export function createMemory({ mode, memory }: Pick<GatewayOptions, 'mode' | 'memory'>): Memory {
  const isUsed = mode.kind === 'live' || mode.kind === 'offline';
  let opened: Promise<GatewayMemory> | undefined;
  return {
    async open() {
      if (isUsed) opened ??= memory?.();
      return opened;
    },
    async close() {
      await (await opened)?.answers.close();
    },
  };
}
