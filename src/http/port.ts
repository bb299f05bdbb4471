import type { z } from 'zod';
import type { CacheKind } from '../cache/port.ts';
import type { Answer } from '../model/answer.ts';
import type { RevengeError } from '../model/errors.ts';
import type { ProviderId } from '../model/ids.ts';

/** One request, in the terms of a provider. */
export interface HttpRequest {
  readonly provider: ProviderId;
  readonly method?: 'GET' | 'POST';
  /** Absolute, with its query. Secrets never stand in it: they go into `secretQuery` or `headers`. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Query members that no log, error or cassette may show: `api_key`. */
  readonly secretQuery?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** A POST that changes nothing at the service (a GraphQL query), so that it may be sent again as a GET may. */
  readonly idempotent?: boolean;
  /** Milliseconds for the whole request; the provider's limit otherwise. */
  readonly timeoutMs?: number;
  /** Largest body in bytes; the provider's limit otherwise. */
  readonly maxBytes?: number;
  /** Of one instance among several; outranks that of the provider's limits. */
  readonly pace?: Pace | undefined;
  /** Signed by a token of a session, which a new login replaces: refusing it refuses no key. */
  readonly hasSessionToken?: boolean;
  /** Reads in a short body, whatever its status, that the key is refused. */
  readonly refusal?: (body: string) => RevengeError | undefined;
  /** Statuses besides 404 that mean "there is none". */
  readonly notFoundStatuses?: readonly number[];
  /** The address comes from a file that anyone may have written: it is refused where it leads into a private network. */
  readonly publicOnly?: boolean;
  /** What the answer is of, which says how long it is kept. @default `work` for JSON, `picture` for bytes, `none` for POST */
  readonly cache?: CacheKind | 'none';
}

/** Answers that needed no request, by the tier that had them. */
export interface CacheHits {
  readonly memory: number;
  readonly redis: number;
  readonly local: number;
}

export interface HttpBody {
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
  /** Address that answered, after redirects. */
  readonly url: string;
  readonly fetchedAt: string;
  /** SHA-256 of the body, 16 hex digits. */
  readonly digest: string;
}

export interface JsonBody<T> {
  readonly data: T;
  readonly fetchedAt: string;
  readonly digest: string;
}

/** Counts of one provider in this run. */
export interface ProviderHealth {
  readonly provider: ProviderId;
  readonly requests: number;
  /** Answered from cassettes. */
  readonly replayed: number;
  readonly retries: number;
  /** Milliseconds spent waiting for limits. */
  readonly waitedMs: number;
  readonly failures: number;
  readonly notFound: number;
  /** Milliseconds, mean over live requests. */
  readonly latencyMs: number;
  /** Requests that had to wait for a limit. */
  readonly waits?: number;
  readonly hits?: CacheHits;
  /** Answers that the service said are still as kept (304). */
  readonly revalidated?: number;
  /** Old answers given because the service could not be asked. */
  readonly stale?: number;
  readonly lastError?: string;
}

/** How fast a server of one's own may be asked, by the configuration. */
export interface Pace {
  /** Requests a second. */
  readonly rate?: number | undefined;
  /** Requests under way at once. */
  readonly concurrency?: number | undefined;
}

/** How a provider wants to be asked. One per provider folder, each with the source of its rule. */
export interface ProviderLimits {
  readonly provider: ProviderId;
  /** Its key in the configuration. @default `sources.<provider>` */
  readonly setting?: string;
  /** The public service, which is never asked faster than its rule says; its subdomains too. */
  readonly publicHost?: string;
  /** Configured; outranks the rule for any other host. */
  readonly pace?: Pace;
  /** Requests that may be under way at once to one host. */
  readonly concurrency: number;
  /** Least milliseconds between the starts of two requests to one host; 0 = none. */
  readonly intervalMs: number;
  /** Requests a day (UTC) that the key is good for. */
  readonly perDay?: number;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly retries: number;
  /** Where the rule is written. */
  readonly rule: string;
}

/** The one way to the network. */
export interface HttpGateway {
  /**
   * Fetches and reads JSON; the schema transforms it into the domain's terms. What `keep` is false for (an answer that is
   * only half of one) is given, but not kept for the next time.
   */
  json<S extends z.ZodType>(
    request: HttpRequest,
    schema: S,
    signal: AbortSignal,
    keep?: (data: z.output<S>) => boolean,
  ): Promise<Answer<JsonBody<z.output<S>>>>;
  /** Fetches a body as it is: pictures. */
  bytes(request: HttpRequest, signal: AbortSignal): Promise<Answer<HttpBody>>;
  health(): readonly ProviderHealth[];
  /** Replay: recordings that nobody asked for so far, relative to the folder. Otherwise none. */
  unusedCassettes?(): readonly string[];
  /** Live requests so far, over all providers. */
  readonly liveRequests: number;
  close(): Promise<void>;
}
