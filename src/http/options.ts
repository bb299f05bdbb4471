import type { AnswerCache, SharedPace } from '../cache/port.ts';
import type { ProviderId } from '../model/ids.ts';
import type { Clock } from '../util/clock.ts';
import type { ProviderHealth, ProviderLimits } from './port.ts';
import type { ProxySettings } from './proxy.ts';

/** What processes remember together. */
export interface GatewayMemory {
  readonly answers: AnswerCache;
  /** Absent: this process keeps its pace alone. */
  readonly pace?: SharedPace;
}

/** Where answers come from. */
type GatewayMode =
  | { readonly kind: 'live' }
  /** From the network. Every answer is written into the directory. */
  | { readonly kind: 'record'; readonly dir: string }
  /** From the directory only. With `recordMissing`, requests without a recording are sent and recorded. */
  | { readonly kind: 'replay'; readonly dir: string; readonly recordMissing?: boolean }
  /** From the cache only: no request is sent. */
  | { readonly kind: 'offline' };

/** A retry that is about to be waited for. */
export interface RetryNotice {
  readonly provider: ProviderId;
  readonly method: 'GET' | 'POST';
  /** Without secrets. */
  readonly url: string;
  /** From 1. */
  readonly attempt: number;
  readonly delayMs: number;
  /** `status 503`, `network`, `timeout`, `page` */
  readonly reason: string;
}

export interface GatewayOptions {
  readonly userAgent: string;
  readonly limits: ReadonlyMap<ProviderId, ProviderLimits>;
  readonly mode: GatewayMode;
  /** Configured secrets, so that none of them is shown or recorded even before a request that bears it. */
  readonly secrets?: readonly string[];
  /** Seconds that requests to one host wait in all because it asks to be left alone. @default 300 */
  readonly pauseBudget?: number;
  /** Called before each wait for another attempt. */
  readonly onRetry?: (notice: RetryNotice) => void;
  /** Called after each request with the provider's counts. */
  readonly onHealth?: (health: ProviderHealth) => void;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** 0…1, for the jitter of retries. @default Math.random */
  readonly random?: () => number;
  /**
   * Opens kept answers, at the first request. Not used to record or to replay: there every answer is the service's, or
   * the recording's.
   */
  readonly memory?: () => Promise<GatewayMemory>;
  /** A refresh: what was cached before this time is asked for again, on condition where possible. Pictures excepted. */
  readonly renewSince?: Date;
  /** @default none */
  readonly proxies?: ProxySettings;
  /** Certificate authorities in PEM that are trusted beside the usual ones. */
  readonly ca?: readonly string[];
  /** Origins that are replaced by others, and recorded as themselves: for tests and for making fixtures. */
  readonly originOverrides?: Readonly<Record<string, string>>;
}
