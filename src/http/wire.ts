import type { RevengeError } from '../model/errors.ts';
import type { ProviderId } from '../model/ids.ts';
import type { ProviderLimits } from './port.ts';

/** What goes out with a POST. */
export type Payload =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly value: Readonly<Record<string, string>> };

/** One request on the wire: an attempt is one of these, and one more for each redirect. */
export interface Hop {
  readonly provider: ProviderId;
  readonly method: 'GET' | 'POST';
  /** Without secrets. */
  readonly url: URL;
  readonly secretQuery: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: Payload;
  /** It may be sent again: every GET, and a POST that only asks. */
  readonly idempotent: boolean;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** A file or a public server named this address, so it must be public. */
  readonly publicOnly: boolean;
  readonly limits: ProviderLimits;
}

export interface HopAnswer {
  readonly kind: 'answer';
  readonly hop: Hop;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  /** ISO time of the answer, or of its recording. */
  readonly at: string;
  /** True when the address that answered is a public one. */
  readonly fromPublic: boolean;
  /** Milliseconds on the wire. */
  readonly tookMs: number;
}

export interface HopFailure {
  readonly kind: 'failure';
  readonly hop: Hop;
  readonly error: RevengeError;
  /** `final`: asking again would end the same way, and it says nothing of the host's health. */
  readonly end: 'network' | 'timeout' | 'final';
  readonly tookMs: number;
}

export type HopResult = HopAnswer | HopFailure;

/** Sends one request and takes its answer: from the network, or from a recording. Throws only when aborted. */
export type Exchange = (hop: Hop, signal: AbortSignal) => Promise<HopResult>;
