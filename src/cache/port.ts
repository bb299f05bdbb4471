import type { RevengeError } from '../model/errors.ts';

/**
 * What an answer is of; decides how long it is good (ttl.ts). `search`: candidates for words. `work`: one work by its
 * id. `list`: what an Arr service manages. `artwork`: an index of pictures. `picture`: the bytes of one.
 */
export const CACHE_KINDS = ['search', 'work', 'list', 'artwork', 'picture'] as const;
export type CacheKind = (typeof CACHE_KINDS)[number];

/** The part of an answer that is kept. */
export interface KeptAnswer {
  /** 200, or a status that means "there is none". */
  readonly status: number;
  readonly contentType: string | undefined;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** Address without secrets. */
  readonly url: string;
  /** Milliseconds since 1970 at which the service said so. */
  readonly at: number;
  readonly body: Buffer;
}

/** A kept answer with its times. Its body may be packed; `unpack` of entry.ts gives the answer. */
export interface CacheEntry extends KeptAnswer {
  /** Milliseconds since 1970 until which it is good without asking. */
  readonly soft: number;
  /** Milliseconds since 1970 from which it is gone. */
  readonly hard: number;
  /** Bytes of the body when it is unpacked; undefined: the body is not packed. */
  readonly packedFrom: number | undefined;
  /** It was kept by an earlier version, which did not write down the key: only its address says whose it is. */
  readonly isKeyless?: boolean;
}

/** One place where entries are. Its methods never throw: a tier in trouble knows nothing and keeps nothing. */
export interface CacheTier {
  /** In the order of the keys. */
  getMany(keys: readonly string[]): Promise<(CacheEntry | undefined)[]>;
  set(key: string, entry: CacheEntry): Promise<void>;
  delete(keys: readonly string[]): Promise<void>;
}

/** What a tier holds. */
export interface TierCount {
  readonly provider: string;
  readonly kind: string;
  readonly entries: number;
  /** Bytes as kept. */
  readonly bytes: number;
}

/** A tier that outlives the process: it can be looked through and emptied. */
export interface LastingTier extends CacheTier {
  count(): Promise<TierCount[]>;
  /** Keys that hold `part`; all with `''`. */
  keys(part: string): Promise<string[]>;
}

export type CacheTierName = 'memory' | 'redis' | 'local';

export interface CacheQuestion {
  readonly key: string;
  readonly kind: CacheKind;
  /** Address without secrets. */
  readonly url: string;
  /** Milliseconds since 1970: what was kept before is asked about again. Absent: as its kind's times say. */
  readonly notBefore?: number | undefined;
  /** Nobody can be asked: whatever is kept counts until it is gone. */
  readonly offline: boolean;
}

/** What asking the service came to. */
export type Loaded =
  /** `cacheControl`: the header of that name. `keep`: it may be kept. */
  | { readonly kind: 'answer'; readonly answer: KeptAnswer; readonly cacheControl: string | undefined; keep: boolean }
  /** 304: what is kept is still so. */
  | { readonly kind: 'not-modified'; readonly cacheControl: string | undefined }
  /** `staleHelps`: the service is in trouble, so that an old answer is better than none. */
  | { readonly kind: 'failed'; readonly error: RevengeError; readonly staleHelps: boolean };

export type CacheAnswer =
  /** `from`: a tier; `network`: asked now; `revalidated`: asked now, and unchanged; `stale`: old, since nobody could be asked. */
  | {
      readonly kind: 'answer';
      readonly answer: KeptAnswer;
      readonly from: CacheTierName | 'network' | 'revalidated' | 'stale';
    }
  | { readonly kind: 'failed'; readonly error: RevengeError };

/** Asks the service; `old` is what is kept, to ask whether it is still so. */
export type Load = (old: KeptAnswer | undefined, signal: AbortSignal) => Promise<Loaded>;

/** The one way to kept answers. */
export interface AnswerCache {
  /** A kept answer that is good, or what `load` gives, which is then kept. Asked once, however many want it. */
  ask(question: CacheQuestion, load: Load, signal: AbortSignal): Promise<CacheAnswer>;
  /** Forgets entries, here and in the memory of other processes. */
  drop(keys: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** A wait for the pace of a service that all machines keep together. */
type SharedTurn =
  | { readonly kind: 'wait'; readonly ms: number }
  /** The service is to be left alone for longer than anybody waits; no place was taken. */
  | { readonly kind: 'paused'; readonly ms: number }
  /** There is no common memory at the moment: each process keeps the pace alone, but for a day's ration. */
  | { readonly kind: 'alone' };

/** Nobody waits longer than this for a turn: a server that asks for a longer pause gets no retry. */
export const LONGEST_WAIT_MS = 60_000;

/** Paces that all processes keep together. */
export interface SharedPace {
  take(bucket: string, pace: { readonly intervalMs: number; readonly perDay: number }): Promise<SharedTurn>;
  /** The service said that it is asked too often: leave it alone for so long, and then ask less often for a while. */
  slow(bucket: string, pauseMs: number): Promise<void>;
}
