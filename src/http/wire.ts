import type { CacheKind } from '../cache/port.ts';
import type { RevengeError } from '../model/errors.ts';
import type { ProviderId } from '../model/ids.ts';
import type { ProviderLimits } from './port.ts';

/** What goes out with a POST. */
export type Payload =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly value: Readonly<Record<string, string>> };

/** What the caller makes of an answer. */
export type Verdict =
  /** `isWhole`: the answer may be cached. */
  | { readonly kind: 'good'; readonly isWhole: boolean }
  /** The service has no such thing. */
  | { readonly kind: 'absent' }
  /** The answer is an error, or cannot be read. */
  | { readonly kind: 'bad'; readonly error: RevengeError };

/** A request as it goes through the layers. A redirect makes another one of it. */
export interface Hop {
  readonly provider: ProviderId;
  readonly method: 'GET' | 'POST';
  /** Without secrets. */
  readonly url: URL;
  readonly secretQuery: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: Payload;
  /** It may be sent again: every GET, and a POST that changes nothing. */
  readonly idempotent: boolean;
  /** Milliseconds for the request and its redirects. Each retry has this time anew. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** A file or a public server named this address, so it must be public. */
  readonly publicOnly: boolean;
  /** Signed by a token of a session, which a new login replaces. */
  readonly hasSessionToken: boolean;
  readonly limits: ProviderLimits;
  /** What the answer is about, which decides how long it is cached. */
  readonly cache: CacheKind | 'none';
  /** Judges an answer by its status and, where that is a success, by its body. */
  readonly judge: (answer: HopAnswer) => Verdict;
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
  /** `final`: a retry would end the same way, and the failure says nothing about the host's health. */
  readonly end: 'network' | 'timeout' | 'final';
  readonly tookMs: number;
}

export type HopResult = HopAnswer | HopFailure;

/**
 * Takes a request to its answer. The network is an exchange, and each layer around it makes an exchange of an exchange
 * (`stack.ts`). Failures are values: an exchange throws only when the signal is aborted, an `AbortError`.
 */
export type Exchange = (hop: Hop, signal: AbortSignal) => Promise<HopResult>;
